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
_SUBJECT = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) ((?:[\w’'-]+ ){0,2}?[\w’'-]+) ?(,|\w+)")
_APPOSITION = re.compile(r"^, (?:the|an?|his|her|their) [^,.\n]*,")
_UNQUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_RELATIVE = frozenset({"who", "whose", "whom"})
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
    text = passage.legible.text
    speeches = _speeches(text)
    scene = _Scene(text, _outside(_placed(passage, resolutions), speeches), genders, lexicon)
    quotes: list[Quote] = []
    speaker: str | None = None
    ended = -1
    for speech in speeches:
        told = _speaker(speech, scene)
        continued = speaker if _continues(text[ended : speech.start] if ended >= 0 else "\n") else None
        speaker, ended = told or continued, speech.end
        if speaker:
            words = text[speech.start : speech.end].rstrip(", ")  # the comma is the sentence's
            start, end = passage.legible.place(speech.start, speech.start + len(words))
            quotes.append(Quote(speaker=speaker, text=words, start=start, end=end))
    return tuple(quotes)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int  # in the legible text
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What tells whom a pronoun means: the text, who is named where outside speech, and their genders."""

    text: str
    placed: Sequence[_Place]
    genders: dict[str, str]
    lexicon: Lexicon


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


def _outside(placed: Sequence[_Place], speeches: Sequence[Speech]) -> list[_Place]:
    """The places that stand in nobody's speech: whom a speaker names is not thereby the speaker."""
    kept: list[_Place] = []
    at = 0
    for place in placed:
        while at < len(speeches) and speeches[at].end <= place.start:
            at += 1
        if at == len(speeches) or place.start < speeches[at].start:
            kept.append(place)
    return kept


def _speaker(speech: Speech, scene: _Scene) -> str | None:
    """Who is said to speak: behind the words, else before them."""
    clause = re.split(r"[.!?](?:\s|$)|[“\"]", speech.behind, maxsplit=1)[0]
    behind = _told(clause, speech.end + 1, scene)
    if behind:
        return behind
    sentence = re.split(r"[.!?]\s+(?=[A-Z])|[”\"]", speech.before)[-1]
    if not re.search(r"[:,]\s*$|\b(?:as|that|was|were|called|it|to|had|the|a|is)\s*$", sentence):
        return None
    return _told(sentence, speech.start - 1 - len(sentence), scene, labelled=":" in sentence)


def _told(clause: str, offset: int, scene: _Scene, *, labelled: bool = False) -> str | None:
    """The subject of a verb of saying in a clause that begins at `offset` of the text."""
    words = re.findall(r"[^\W\d_]+", clause.lower())
    if not labelled and not any(word in scene.lexicon.speech for word in words):
        return None
    here = [p for p in scene.placed if offset - 1 <= p.start < offset + len(clause)]
    pronoun = _PRONOUN.search(clause)
    if here and not (pronoun and pronoun.start() + offset < here[0].start):
        return here[0].key
    return _meant(pronoun.group().lower(), pronoun.start() + offset, scene) if pronoun else None


def _meant(pronoun: str, at: int, scene: _Scene) -> str | None:
    """Whom "he" or "she" means: the last who fits in the paragraph, else before it; nobody where a noun comes between.

    "The bandmaster said ... he added" is the bandmaster, not whoever was named last.
    """
    wanted = "f" if pronoun == "she" else "m"
    earlier = [p for p in scene.placed if at - 900 < p.start < at]
    fitting = [p for p in earlier if scene.genders.get(p.key, "") in (wanted, "")]
    opened = scene.text.rfind("\n", 0, at) + 1
    close = [p for p in fitting if p.start >= opened]
    near = close or fitting
    certain = [p for p in near if scene.genders.get(p.key) == wanted]
    if not near:
        return None
    chosen = (certain or near)[-1]
    between = _APPOSITION.sub("", scene.text[max(chosen.end, opened) : at])
    return None if _another_subject(between, scene.lexicon) else chosen.key


def _another_subject(between: str, lexicon: Lexicon) -> bool:
    """Whether a noun without a name does something in between: "His daughter put it", "the bandmaster said"."""
    for match in _SUBJECT.finditer(_UNQUOTED.sub(" ", between)):
        noun, verb = match.group(1).split()[-1].lower(), match.group(2).lower()
        person = noun in lexicon.roles or noun in lexicon.titles or noun in lexicon.kin
        if person and (
            verb in lexicon.speech
            or (verb == "," and match.group()[0].isupper())
            or verb in lexicon.human - _RELATIVE
        ):
            return True
        if verb in lexicon.speech:
            return True
    return False


def _continues(between: str) -> bool:
    """Whether two quotes belong to one speech: little stands between them, in one paragraph."""
    return "\n" not in between and len(between) < 90
