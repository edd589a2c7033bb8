"""What the rest of a document tells of a word: how the first pass read it wherever else it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from digest.people.tagger.features import Describe, Run
from digest.text.tokens import Token

_LIKELY = 0.8
_UNLIKELY = 0.1
_ENOUGH = 50  # occurrences of a word that are looked at: a text that says one name all over stays linear


class Reading(NamedTuple):
    """How a pass read a run: for each token its label, how likely it is part of a name and begins one."""

    labels: tuple[str, ...]
    likely: tuple[float, ...]
    begins: tuple[float, ...]


class _Place(NamedTuple):
    """One occurrence of a word in a run."""

    run: int
    likely: float
    signs: tuple[str, ...]


Places = dict[str, list[_Place]]


def gather(
    tokens: Sequence[Token], runs: Sequence[Run], readings: Sequence[Reading], words: Describe
) -> Places:
    """The occurrences of every word that stands in more than one run."""
    places: Places = defaultdict(list)
    for number, (run, reading) in enumerate(zip(runs, readings, strict=True)):
        for offset in range(run.last - run.first + 1):
            token = tokens[run.first + offset]
            if token.kind == "word" and len(token.text) > 1 and len(places[token.text.lower()]) < _ENOUGH:
                signs = _signs(tokens, run, reading, offset, words)
                places[token.text.lower()].append(_Place(number, reading.likely[offset], signs))
    return {low: found for low, found in places.items() if len({each.run for each in found}) > 1}


def _signs(
    tokens: Sequence[Token], run: Run, reading: Reading, offset: int, words: Describe
) -> tuple[str, ...]:
    """What this occurrence tells of the word: stands in a fuller name, behind a title, before a verb of saying."""
    signs: list[str] = []
    label, longer = reading.labels[offset], len(reading.labels) > 1
    if label != "O" and reading.likely[offset] > _LIKELY:
        goes_on = offset + 1 < len(reading.labels) and reading.labels[offset + 1] == "I"
        if label == "I":
            signs.append("inner" if goes_on else "surname")
        elif goes_on:
            signs.append("given")
        if offset == 0 and run.first and "t" in words(tokens[run.first - 1].text).signs:
            signs.append("title")
        behind = run.first + offset + 1
        if behind < len(tokens) and "v" in words(tokens[behind].text).signs:
            signs.append("says")
    elif longer and reading.likely[offset] < _UNLIKELY:
        signs.append("thing")
    return tuple(signs)


def evidence(tokens: Sequence[Token], run: Run, number: int, places: Places) -> list[list[str]] | None:
    """The further features of a run's tokens; None where none of its words stands elsewhere."""
    lows = [tokens[index].text.lower() for index in range(run.first, run.last + 1)]
    if not any(low in places for low in lows):
        return None
    own = [_of_word([each for each in places.get(low, ()) if each.run != number]) for low in lows]
    if not any(own):
        return None
    found = []
    for index, features in enumerate(own):
        before = own[index - 1] if index else []
        behind = own[index + 1] if index + 1 < len(own) else []
        found.append([*features, *("-" + each for each in before[:3]), *("+" + each for each in behind[:3])])
    if len(own) == 1:
        found[0] += [each + "|alone" for each in own[0]]
    return found


def _of_word(others: Sequence[_Place]) -> list[str]:
    if not others:
        return []
    mean = sum(each.likely for each in others) / len(others)
    highest = max(each.likely for each in others)
    signs = sorted({sign for each in others for sign in each.signs})
    return [
        f"dm={int(mean * 5)}",
        f"dx={int(highest * 5)}",
        "d=" + ",".join(signs),
        *(f"d{sign}" for sign in signs),
        f"dn={min(len(others), 4)}",
    ]
