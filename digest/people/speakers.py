"""Interviews: who asks in an interview is not involved, and initials in front of the answers mean who answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Resolution
from digest.people.credits import Span
from digest.people.figures import Figure
from digest.people.passages import Passage

_PART = r"\b[^\W\d_a-z][\w.'’-]{0,30}"
_FULL = re.compile(rf"{_PART}(?:[ \t]+(?:[a-z]{{1,3}}[ \t]+)?{_PART}){{1,3}}")
_LABEL = re.compile(
    rf"^[ \t*_]*(?P<label>{_PART}(?:[ \t]+{_PART}){{0,3}})[*_]*[ \t]*[:—–][*_]*[ \t]*(?=\S)", re.MULTILINE
)
_ASKED_BY = re.compile(
    rf"\b(?:[Ss]he|[Hh]e|[Tt]hey|[Ww]ho|[Bb]oth)\b[^.\n:]{{0,40}}? (?:spoke|talked|chatted|sat down|met)"
    rf"(?: \w+)? (?:to|with) ({_FULL.pattern})"
)
_HOST = re.compile(rf"\b(?:[Hh]ost|[Pp]resenter|[Mm]oderator|[Ii]nterviewer|[Oo]ur own),? ({_FULL.pattern})")
_TELLS = re.compile(
    rf"\b(?:tells|talks to|speaks to|opens up to|chats to) ({_FULL.pattern}) (?:how|why|what|about)\b"
)
FEWEST_TURNS = 4
MOST = 20  # names of askers looked for
MOSTLY = 0.5  # the share of turns with a question by which somebody leads an interview
SOMETIMES = 0.2
LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a time: the label's place, and whether it asks."""

    label: str
    start: int
    end: int
    asks: bool


def turns(text: str) -> list[Turn]:
    """The turns of a conversation written with labels at the beginning of lines; none where it is no conversation."""
    found = [m for m in _LABEL.finditer(text) if len(m["label"]) <= LONGEST_LABEL]
    ends = [m.start() for m in found[1:]] + [len(text)][: len(found)]
    every = [
        Turn(m["label"], m.start("label"), m.end("label"), "?" in text[m.end() : end].split("\n\n")[0])
        for m, end in zip(found, ends, strict=True)
    ]
    spoken = [turn.label for turn in every]
    again = [turn for turn in every if spoken.count(turn.label) > 1] if len(spoken) <= 400 else every
    return again if len(again) >= FEWEST_TURNS and len({turn.label for turn in again}) > 1 else []


def askers(every: Sequence[Turn]) -> frozenset[str]:
    """The labels of those who lead the interview: most of their turns ask, or they begin and ask far more."""
    asked: dict[str, list[bool]] = {}
    for turn in every:
        asked.setdefault(turn.label, []).append(turn.asks)
    share = {label: sum(asks) / len(asks) for label, asks in asked.items()}
    asking = frozenset(label for label, part in share.items() if part > MOSTLY)
    if every and not asking:
        first = every[0].label
        others = max(part for label, part in share.items() if label != first)
        asking = frozenset({first} if share[first] > max(SOMETIMES, 2 * others) else ())
    return asking if len(asking) < len(share) else frozenset()


def _full_names(text: str) -> set[str]:
    """What may be names in full, each also without the words in front: "The Lantern’s Grace Oyelaran"."""
    runs = [match.group().split() for match in _FULL.finditer(text)]
    return {" ".join(run[at:]) for run in runs for at in range(len(run) - 1) if run[at][0].isupper()}


def _told_to(text: str) -> list[Span]:
    """Whoever hears the story in the first paragraph, and is named nowhere else: "Roos tells Ann Day how it was"."""
    match = _TELLS.search(text.strip().split("\n", 1)[0])
    if not match or text.count(match[1].split()[-1]) > 1:
        return []
    return [m.span() for m in re.finditer(re.escape(match[1]), text)]


def interviewer_spans(passage: Passage) -> list[Span]:
    """The spans of the legible text that name whoever asks: the labels, and the name where it is introduced."""
    text = passage.legible.text
    every = turns(text) if passage.field == "text" else []
    asking = askers(every)
    if not asking:
        return _told_to(text) if passage.field == "text" else []
    spans = [(turn.start, turn.end) for turn in every if turn.label in asking]
    front = text[: every[0].start]
    names = {name for name in _full_names(text) if any(_labels(label, name) for label in asking)}
    names |= (
        {m[1] for pattern in (_ASKED_BY, _HOST) for m in pattern.finditer(front)} if names == set() else set()
    )
    answering = {turn.label for turn in every} - asking
    names = {name for name in names if not any(_labels(label, name) for label in answering)}
    for name in sorted(names)[:MOST]:
        spans.extend(m.span() for m in re.finditer(re.escape(name), text))
    return sorted(spans)


def _labels(label: str, name: str) -> bool:
    """Whether a label means a name: its initials, the surname in any case, or the whole."""
    words = [word for word in re.split(r"[\s-]+", name) if word[0].isupper()]
    letters = label.replace(".", "").replace(" ", "")
    if (
        letters.isupper()
        and 1 < len(letters) < 5
        and letters in (_initials(words), words[0][0] + words[-1][0])
    ):
        return True
    return label.casefold() in (name.casefold(), words[0].casefold(), words[-1].casefold())


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def give_labels(passage: Passage, figures: Sequence[Figure]) -> list[Resolution]:
    """Resolutions for the initials in front of what somebody says in an interview, where one person has them."""
    every = turns(passage.legible.text) if passage.field == "text" else []
    asking = askers(every)
    found: list[Resolution] = []
    starts = {token.start: index for index, token in enumerate(passage.tokens)} if every else {}
    for turn in every:
        index = starts.get(turn.start, -1)
        if turn.label in asking or index < 0 or not turn.label.isupper() or not 1 < len(turn.label) < 5:
            continue
        fitting = [f for f in figures if any(turn.label.lower() == _initials(n) for n in f.names)]
        if len(fitting) == 1:
            reason = f"the initials of {fitting[0].chunk.name}, who answers here"
            mention = passage.mention(index, index)
            found.append(
                Resolution(mention=mention, appearance=fitting[0].key, reason=reason, confidence=0.9)
            )
    return found
