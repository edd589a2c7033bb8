"""The transformer that reads doubtful sentences again: MiniLM with features of each token added to its embeddings.

Wang et al., "MiniLM: Deep Self-Attention Distillation", 2020; Reimers & Gurevych, "Sentence-BERT", 2019 (the base:
all-MiniLM-L6-v2).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

WIDTH, HEADS, INNER, LAYERS, PLACES = 384, 12, 1536, 6, 512
EXITS = (
    3,
    4,
    6,
)  # after these layers labels are read while training, so that a part of the net can be used alone
LABELS = 3  # O, B, I


class Layer(nn.Module):
    """Attention and a feed-forward net, each added to what it read."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first, self.second = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x`: sentences, pieces, width. `mask`: added to what attention weighs."""
        heads = [
            each(x).view(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)
            for each in (self.query, self.key, self.value)
        ]
        scores = heads[0] @ heads[1].transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask
        mixed = (torch.softmax(scores, dim=-1) @ heads[2]).transpose(1, 2).reshape(x.shape[0], -1, WIDTH)
        x = self.first(x + self.dropout(self.out(mixed)))
        return self.second(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Net(nn.Module):
    """From the numbers of pieces and the features of their tokens to a score for each label."""

    def __init__(self, pieces: int, features: int, *, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.features = nn.Linear(features, WIDTH, bias=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.ModuleDict({str(each): nn.Linear(WIDTH, LABELS) for each in EXITS if each <= layers})

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        """Scores of the last layer: sentences, pieces, labels."""
        return self.read(pieces, features)[-1]

    def read(self, pieces: Tensor, features: Tensor) -> list[Tensor]:
        """Scores of all exits, the last layer's last. Piece 0 is padding."""
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.features(features)
        x = self.dropout(self.norm(x))
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -1e4
        scores = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if str(number) in self.heads:
                scores.append(self.heads[str(number)](x))
        return scores


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "first": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "second": "output.LayerNorm",
}


def net_from(base: Mapping[str, Tensor], kept: Sequence[int], features: int) -> Net:
    """A net with the base model's weights; `kept`: the rows of its vocabulary that are used."""
    net = Net(len(kept), features)
    given = {
        "pieces.weight": base["embeddings.word_embeddings.weight"][list(kept)],
        "places.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for own, name in _NAMES.items():
            for part in ("weight", "bias"):
                given[f"layers.{number}.{own}.{part}"] = base[f"encoder.layer.{number}.{name}.{part}"]
    missing, unknown = net.load_state_dict(given, strict=False)
    if unknown or any(not each.startswith(("heads.", "features.")) for each in missing):
        raise ValueError(f"the base model does not fit: {missing} {unknown}")
    nn.init.normal_(net.features.weight, std=0.02)
    return net


def shortened(net: Net, layers: int) -> Net:
    """The first layers of a net, read at their own exit."""
    short = Net(net.pieces.num_embeddings, net.features.in_features, layers=layers)
    own = short.state_dict()
    short.load_state_dict({name: each for name, each in net.state_dict().items() if name in own})
    return short.eval()


def vocabulary_of(folder: Path) -> tuple[list[str], list[int]]:
    """The pieces that are kept of the base model's, and their rows: not the unused, not of scripts without capitals."""
    pieces = (folder / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    rows = [number for number, piece in enumerate(pieces) if _kept(piece)]
    return [pieces[each] for each in rows], rows


def _kept(piece: str) -> bool:
    if piece.startswith("["):
        return piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[")
    return all(ord(each) < 0x530 or 0x2000 <= ord(each) < 0x2100 for each in piece)
