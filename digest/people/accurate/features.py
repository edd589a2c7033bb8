"""What the transformer is told of a token beside its pieces: capitals, word lists, the same word elsewhere.

Its pieces are in small letters, and it reads one sentence at a time; this says what it cannot see. Nothing here is
learnt; training and reading share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from digest.people.tagger.features import Describe, Run
from digest.text.tokens import Token

Marks = tuple[int, ...]  # which of `SIZE` features a token has
_LISTS = "gspTtrkvhnqoPyxaANew"  # the signs of a word that are told, see digest.people.tagger.features
_CASES = ("small", "Capital", "CAPITALS", "letter", "initials", "mixed", "number", "mark", "tag")
_SIGNS = ("given", "surname", "title", "says", "thing", "age", "again")
_SMALL = len(_CASES) + len(_LISTS)  # how often the word is written small: 0 to 9 tenths, if that was learnt
_SHOWN = _SMALL + 10  # how the sentence shows its words: as prose does, each with a capital, in capitals
_ELSEWHERE = _SHOWN + 3  # written small elsewhere in the text, or one of the signs
SIZE = _ELSEWHERE + 1 + len(_SIGNS)
_ENOUGH = 50  # occurrences of a word that are looked at: a text that says one name all over stays linear
_THINGS = frozenset("oPyA")
_REMEMBERED = 65536  # spellings whose features are kept

Elsewhere = Mapping[str, Sequence[tuple[int, frozenset[str]]]]
Tell = Callable[[str, str], Marks]


def telling(words: Describe) -> Tell:
    """A function from a token's text and kind to the features that are the same in all places."""

    @lru_cache(maxsize=_REMEMBERED)
    def tell(text: str, kind: str) -> Marks:
        case = _CASES.index(_case(text, kind))
        if kind not in ("word", "initials"):
            return (case,)
        word = words(text)
        lists = [place for place, sign in enumerate(_LISTS, len(_CASES)) if sign in word.signs]
        return (case, *lists, *([] if word.small == "-" else [_SMALL + int(word.small)]))

    return tell


def _case(text: str, kind: str) -> str:
    if kind in ("initials", "number", "tag"):
        return kind
    if kind != "word":
        return "mark"
    if text.islower():
        return "small"
    if text.isupper():
        return "CAPITALS" if len(text) > 1 else "letter"
    return "Capital" if text[0].isupper() and text[1:].islower() else "mixed"


def look_around(tokens: Sequence[Token], runs: Sequence[Run], words: Describe) -> Elsewhere:
    """For every word in a run of capitals: in which runs it stands, and what each tells of it."""
    places: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for number, run in enumerate(runs):
        signs = [set(words(each.text).signs) for each in tokens[run.first : run.last + 1]]
        thing = len(signs) > 1 and any(_THINGS & each for each in signs)
        for offset, index in enumerate(range(run.first, run.last + 1)):
            token = tokens[index]
            if token.kind == "word" and len(token.text) > 1 and len(places[token.text.lower()]) < _ENOUGH:
                told = _told(tokens, run, index, signs[: offset + 1], words)
                places[token.text.lower()].append((number, told | {"thing"} if thing else told))
    return places


def _told(
    tokens: Sequence[Token], run: Run, index: int, signs: Sequence[set[str]], words: Describe
) -> frozenset[str]:
    """What one occurrence of a word tells: part of a fuller name, behind a title, before a verb of saying, an age."""
    found = set()
    if "g" in signs[-1] and index < run.last and tokens[index + 1].kind in ("word", "initials"):
        found.add("given")
    if index == run.last and any("g" in each for each in signs[:-1]):
        found.add("surname")
    if index and "t" in words(tokens[index - 1].text).signs:
        found.add("title")
    behind = tokens[index + 1 : index + 3]
    if behind and "v" in words(behind[0].text).signs:
        found.add("says")
    if len(behind) == 2 and behind[0].text == "," and behind[1].kind == "number":
        found.add("age")
    return frozenset(found)


def features(
    tokens: Sequence[Token], elsewhere: Elsewhere, small: frozenset[str], tell: Tell, own: range
) -> list[Marks]:
    """The features of a sentence's tokens. `own`: the numbers of the runs that lie in the sentence."""
    shown = _SHOWN + _shown(tokens)
    return [
        (*tell(each.text, each.kind), shown, *_around(each.text, elsewhere, small, own))
        if each.kind == "word" and not each.text.islower()
        else (*tell(each.text, each.kind), shown)
        for each in tokens
    ]


def _around(text: str, elsewhere: Elsewhere, small: frozenset[str], own: range) -> list[int]:
    """What the rest of the text tells of a word with a capital."""
    low = text.lower()
    others = [told for run, told in elsewhere.get(low, ()) if run not in own]
    signs = {"again"}.union(*others) if others else set()
    found = [_ELSEWHERE + place for place, sign in enumerate(_SIGNS, 1) if sign in signs]
    return [_ELSEWHERE, *found] if low in small else found


def _shown(tokens: Sequence[Token]) -> int:
    """0: as prose does, 1: each word with a capital, 2: in capitals."""
    long = [each.text for each in tokens if each.kind == "word" and len(each.text) > 3]
    if len(long) < 3 or any(each.islower() for each in long):
        return 0
    return 2 if 2 * sum(each.isupper() for each in long) > len(long) else 1
