"""The fields of an article as the rules read them: legible, in tokens, each with its folded form."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Field, Mention
from digest.ports import Tagged
from digest.text.folding import Legible, fold, legible
from digest.text.tokens import Token, tokenise

_OPENERS = "\"“„«‘'(["
_ENDS = frozenset(".!?…:|") | {"\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One field of an article in tokens. Indices into `tokens` and `folded` agree; spans are those of `legible`."""

    field: Field
    original: str
    legible: Legible
    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    capitals: bool  # capitals say nothing here: ALL CAPS, or a Title Case headline
    tagged: tuple[Tagged, ...] = ()  # what the recogniser takes for names, spans of `legible`

    def word(self, index: int) -> str:
        """The folded token at an index; marks as they are, "" outside the text."""
        return self.folded[index] if 0 <= index < len(self.folded) else ""

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
        capitals=_shouts(tokens, field),
    )


def _shouts(tokens: tuple[Token, ...], field: Field) -> bool:
    """Whether most longer words of a headline have capitals, or those of a text capitals only."""
    longer = [t.text for t in tokens if t.kind == "word" and len(t.text) > 3]
    if field == "title":
        return sum(word[0].isupper() for word in longer) > 0.7 * len(longer)
    return sum(word.isupper() for word in longer) > 0.7 * len(longer)
