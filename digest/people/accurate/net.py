"""The transformer itself, run by onnxruntime: from pieces and features to how likely each label of a token is.

The only module that knows onnxruntime and numpy; both are imported when the net is loaded, so that the package can
be imported where they are not installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from digest.people.accurate.features import SIZE, Marks

Likely = tuple[float, float, float]  # of the labels O, B and I
_BATCH = 1500  # pieces that are read at once, padding included: what bounds the memory


class Asked(NamedTuple):
    """A sentence: for each token its pieces and its features."""

    pieces: Sequence[tuple[int, ...]]
    features: Sequence[Marks]

    @property
    def length(self) -> int:
        """Pieces, with the marks around the sentence."""
        return sum(map(len, self.pieces)) + 2


Net = Callable[[Sequence[Asked]], list[list[Likely]]]


def load_net(weights: bytes, *, opening: int, closing: int) -> Net:
    """A function that reads sentences; `opening` and `closing` are the pieces around each. Uses one thread."""
    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def read_batch(batch: Sequence[Asked]) -> list[list[Likely]]:
        shape = len(batch), max(each.length for each in batch)
        pieces, features = np.zeros(shape, np.int64), np.zeros((*shape, SIZE), np.float32)
        starts = []
        for row, each in enumerate(batch):
            flat = [opening, *(piece for part in each.pieces for piece in part), closing]
            pieces[row, : len(flat)] = flat
            starts.append(np.cumsum([1, *map(len, each.pieces)])[:-1])
            places, marks = _spread(each)
            features[row, places, marks] = 1.0
        scores = np.asarray(session.run(None, {"pieces": pieces, "features": features})[0], np.float64)
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        likely = powers / powers.sum(axis=-1, keepdims=True)
        return [[(o, b, i) for o, b, i in likely[row, own].tolist()] for row, own in enumerate(starts)]

    def read(asked: Sequence[Asked]) -> list[list[Likely]]:
        found: list[list[Likely]] = [[] for _ in asked]
        for batch in _batches(asked):
            for number, likely in zip(batch, read_batch([asked[each] for each in batch]), strict=True):
                found[number] = likely
        return found

    return read


def _spread(asked: Asked) -> tuple[list[int], list[int]]:
    """Where in a row of pieces a feature stands, and which: each piece has those of its token."""
    places: list[int] = []
    marks: list[int] = []
    place = 1
    for pieces, features in zip(asked.pieces, asked.features, strict=True):
        for _ in pieces:
            places += [place] * len(features)
            marks += features
            place += 1
    return places, marks


def _batches(asked: Sequence[Asked]) -> Iterator[list[int]]:
    """The numbers of sentences about as long, in batches whose padded size is bounded."""
    batch: list[int] = []
    for number in sorted(range(len(asked)), key=lambda each: asked[each].length):
        if batch and (len(batch) + 1) * asked[number].length > _BATCH:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
