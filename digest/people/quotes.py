"""Direct speech with its speaker; what nobody is said to have said is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Quote, Resolution
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage

_QUOTED = re.compile(r"“([^“”]{2,2000})”|\"([^\"\n]{2,2000})\"|(?<!\w)‘([^‘]{12,1200}?)’(?![\w])")
_PRONOUN = re.compile(r"\b(she|he|She|He)\b")
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """Words between quotation marks: their span, and the legible text before and behind in the same paragraph."""

    start: int
    end: int
    before: str
    behind: str


def find_quotes(
    passage: Passage, resolutions: Sequence[Resolution], genders: dict[str, str], lexicon: Lexicon
) -> tuple[Quote, ...]:
    """The quotes of a text whose speaker is told, in order. `genders`: of the appearances, by key."""
    placed = _placed(passage, resolutions)
    quotes: list[Quote] = []
    speaker: str | None = None
    ended = -1
    for speech in _speeches(passage.legible.text):
        told = _speaker(speech, placed, genders, lexicon)
        continued = (
            speaker
            if _continues(passage.legible.text[ended : speech.start] if ended >= 0 else "\n")
            else None
        )
        speaker, ended = told or continued, speech.end
        if speaker:
            start, end = passage.legible.place(speech.start, speech.end)
            words = passage.legible.text[speech.start : speech.end]
            quotes.append(Quote(speaker=speaker, text=words, start=start, end=end))
    return tuple(quotes)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int  # in the legible text
    end: int
    key: str


def _placed(passage: Passage, resolutions: Sequence[Resolution]) -> list[_Place]:
    """Where the resolved mentions stand in the legible text."""
    spots = {passage.legible.place(t.start, t.end)[0]: t.start for t in passage.tokens}
    found = [
        r
        for r in resolutions
        if r.appearance and r.mention.field == passage.field and r.mention.start in spots
    ]
    places = [
        _Place(spots[r.mention.start], spots[r.mention.start] + len(r.mention.surface), r.appearance or "")
        for r in found
    ]
    return sorted(places, key=lambda p: p.start)


def _speeches(text: str) -> list[Speech]:
    found: list[Speech] = []
    for match in _QUOTED.finditer(text):
        group = next(i for i in (1, 2, 3) if match.group(i) is not None)
        start, end = match.span(group)
        if len(match.group(group).split()) >= _MIN_WORDS:
            before = text[max(0, match.start() - 160) : match.start()].rpartition("\n")[2]
            behind = text[match.end() : match.end() + 160].partition("\n")[0]
            found.append(Speech(start, end, before, behind))
    return found


def _speaker(
    speech: Speech, placed: Sequence[_Place], genders: dict[str, str], lexicon: Lexicon
) -> str | None:
    """Who is said to speak: behind the words, else before them."""
    clause = re.split(r"[.!?](?:\s|$)|[“\"]", speech.behind, maxsplit=1)[0]
    behind = _told(clause, speech.end + 1, placed, genders, lexicon)
    if behind:
        return behind
    sentence = re.split(r"[.!?]\s+(?=[A-Z])|[”\"]", speech.before)[-1]
    if not re.search(r"[:,]\s*$|\b(?:as|that|was|were|called|it|to|had|the|a|is)\s*$", sentence):
        return None
    return _told(
        sentence, speech.start - 1 - len(sentence), placed, genders, lexicon, labelled=":" in sentence
    )


def _told(
    clause: str,
    offset: int,
    placed: Sequence[_Place],
    genders: dict[str, str],
    lexicon: Lexicon,
    *,
    labelled: bool = False,
) -> str | None:
    """The subject of a verb of saying in a clause that begins at `offset` of the text."""
    words = re.findall(r"[^\W\d_]+", clause.lower())
    if not labelled and not any(word in lexicon.speech for word in words):
        return None
    here = [p for p in placed if offset - 1 <= p.start < offset + len(clause)]
    pronoun = _PRONOUN.search(clause)
    if here and not (pronoun and pronoun.start() + offset < here[0].start):
        return here[0].key
    if not pronoun:
        return None
    wanted = "f" if pronoun.group().lower() == "she" else "m"
    earlier = [p for p in placed if offset - 900 < p.start < offset + pronoun.start()]
    fitting = [p for p in earlier if genders.get(p.key, "") in (wanted, "")]
    certain = [p for p in fitting if genders.get(p.key) == wanted]
    return (certain or fitting)[-1].key if fitting else None


def _continues(between: str) -> bool:
    """Whether two quotes belong to one speech: little stands between them, in one paragraph."""
    return "\n" not in between and len(between) < 90
