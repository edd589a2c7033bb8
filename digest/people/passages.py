"""The fields of an article as the rules read them: legible, in tokens, each with its folded form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from digest.model import Field, Mention
from digest.ports import Tagged
from digest.text.folding import Legible, fold, legible
from digest.text.language import WORDS
from digest.text.tokens import Token, tokenise

_OPENERS = "\"“„«‘'(["
MOSTLY = 0.7  # the share of longer words with capitals that makes a headline
FEWEST = 4  # longer words of a line that can tell
_PLAIN = frozenset(word for word in WORDS["en"] if len(word) > 3)
_ENDS = frozenset(".!?…:|") | {"\n"}


class Tag(NamedTuple):
    """A name that the recogniser reads, in tokens (both included), and how likely it is one."""

    first: int
    last: int
    probability: float


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One field of an article in tokens. Indices into `tokens` and `folded` agree; spans are those of `legible`."""

    field: Field
    original: str
    legible: Legible
    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    shouting: tuple[range, ...]  # tokens whose capitals say nothing: ALL CAPS, or a Title Case headline
    tags: tuple[Tag, ...] = ()  # what the recogniser takes for names, in order, apart
    read: bool = False  # by the recogniser

    @cached_property
    def word(self) -> Callable[[int], str]:
        """The folded token at an index; marks as they are, "" outside the text. Asked for more than all else."""
        return defaultdict(str, enumerate(self.folded)).__getitem__

    def begins(self, index: int) -> bool:
        """Whether a sentence begins with this token, so that its capital says nothing."""
        before = index - 1
        if before >= 0 and self.tokens[before].text in _OPENERS:
            return True
        while before >= 0 and self.tokens[before].text in _OPENERS:
            before -= 1
        return (
            before < 0
            or self.folded[before] in _ENDS
            or (self.tokens[before].text in "•*–—-" and before == 0)
        )

    def shouts(self, index: int) -> bool:
        """Whether the capital of this token says nothing, as none does in its line."""
        if not self.shouting:
            return False
        at = bisect_right(self.shouting, index, key=lambda line: line.start) - 1
        return at >= 0 and index in self.shouting[at]

    def tags_in(self, first: int, last: int) -> tuple[Tag, ...]:
        """The tags that share a token with those from one to another, both included."""
        if not self.tags:
            return ()
        start = bisect_left(self.tags, first, key=lambda tag: tag.last)
        end = bisect_right(self.tags, last, key=lambda tag: tag.first)
        return self.tags[start:end]

    def slice(self, first: int, last: int) -> str:
        """The legible text from one token to another, both included."""
        return self.legible.text[self.tokens[first].start : self.tokens[last].end]

    def mention(self, first: int, last: int) -> Mention:
        """The place in the field as given of the tokens from one to another, both included."""
        start, end = self.legible.place(self.tokens[first].start, self.tokens[last].end)
        return Mention(field=self.field, start=start, end=end, surface=self.original[start:end])


def read_passage(field: Field, original: str) -> Passage:
    """Read a field. Linear time, whatever it contains."""
    seen = legible(original)
    tokens = tuple(tokenise(seen.text))
    folded = tuple(
        "\n" if t.kind == "line" else (fold(t.text) or t.text) if t.kind != "mark" else t.text for t in tokens
    )
    return Passage(
        field=field,
        original=original,
        legible=seen,
        tokens=tokens,
        folded=folded,
        shouting=_shouting(tokens, field),
    )


def with_tags(passage: Passage, tagged: Iterable[Tagged]) -> Passage:
    """The passage with the names that a recogniser found in its legible text; those over a line's end left out."""
    starts = [token.start for token in passage.tokens]
    found = []
    for start, end, probability in tagged:
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        if 0 <= first <= last and all(passage.tokens[i].kind != "line" for i in range(first, last + 1)):
            found.append(Tag(first, last, probability))
    return replace(passage, tags=tuple(found), read=True)


def _shouting(tokens: tuple[Token, ...], field: Field) -> tuple[range, ...]:
    """The lines whose capitals say nothing: most longer words of a headline have one, or of a line in the text.

    A line of the text that is no headline has a capital on every name as well ("Kofi Ansong, Dimitra Vlachou"): what
    shows one is that the small words of a sentence have capitals too, or are capitals throughout.
    """
    if field == "title":
        return (range(len(tokens)),) if _capitals(tokens) > MOSTLY else ()
    ends = [i for i, token in enumerate(tokens) if token.kind == "line"]
    lines = [range(first, last) for first, last in pairwise([0, *ends, len(tokens)])]
    return tuple(line for line in lines if _is_headline(tokens[line.start : line.stop]))


def _is_headline(line: Sequence[Token]) -> bool:
    longer = [t.text for t in line if t.kind == "word" and len(t.text) > 3]
    if len(longer) < FEWEST:
        return False
    if sum(word.isupper() for word in longer) > MOSTLY * len(longer):
        return True
    plain = sum(word.lower() in _PLAIN for word in longer)
    return _capitals(line) > MOSTLY and plain > 1


def _capitals(tokens: Sequence[Token]) -> float:
    """The share of longer words that begin with a capital."""
    longer = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return sum(t.capital for t in longer) / max(1, len(longer))
