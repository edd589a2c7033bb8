"""Loads accurate reading where the installation has what it needs."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec

from digest.errors import UsageError
from digest.people.accurate.features import telling
from digest.people.accurate.model import VERSION, Accurate
from digest.people.accurate.net import load_net
from digest.people.accurate.pieces import CLOSING, OPENING, cutting, read_vocabulary
from digest.people.tagger import Tagger

_WEIGHTS = files("digest.people") / "data" / "accurate"


def accurate_installed() -> bool:
    """Whether `load_accurate` will work: onnxruntime is installed and the weights are there."""
    return find_spec("onnxruntime") is not None and (_WEIGHTS / "net.onnx").is_file()


def load_accurate(tagger: Tagger) -> Accurate:
    """Accurate reading behind a tagger. Raises UsageError where it is not installed."""
    if not accurate_installed():
        raise UsageError("accurate reading is not installed; run: pip install 'people-digest[accurate]'")
    return build_accurate(
        tagger, (_WEIGHTS / "pieces.txt").read_text("utf-8"), (_WEIGHTS / "net.onnx").read_bytes()
    )


def build_accurate(tagger: Tagger, pieces: str, weights: bytes) -> Accurate:
    """Accurate reading from its parts: the vocabulary, a piece a line, and the net."""
    vocabulary = read_vocabulary(pieces)
    net = load_net(weights, opening=vocabulary[OPENING], closing=vocabulary[CLOSING])
    version = f"{VERSION}+{tagger.version}"
    return Accurate(tagger, net, cutting(vocabulary), telling(tagger.words), version)
