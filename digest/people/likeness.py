"""Whether two people of different articles can bear their names as one person, and what speaks for it.

Points are log-odds: what the names alone say, before anything else in the articles is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.people.lexicon import Lexicon
from digest.people.names import Parts, same_name
from digest.people.spellings import family_initials, may_shorten, same_family, same_spelling, skeletons

IMPOSSIBLE = -9.0
EXACT = 2.0
RARE = 0.4  # more for a bare part of a name that no list knows


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names say: points, the words for it, and whether more than a proposal may come of it."""

    points: float
    words: str = ""
    sure: bool = True


NONE = Likeness(IMPOSSIBLE)


@lru_cache(maxsize=65536)
def pieces(name: Parts) -> Parts:
    """The parts with double ones apart: Tetteh-Sarpong as two."""
    return tuple(piece for part in name for piece in part.split())


def is_full(name: Parts) -> bool:
    """Whether a name has more than one part."""
    return len(name) > 1


def compare(one: Collection[Parts], other: Collection[Parts], lexicon: Lexicon) -> Likeness:
    """The likeness of the two names that are most alike."""
    if any(map(is_full, one)) and any(
        map(is_full, other)
    ):  # what both may be called for short says nothing then
        one, other = list(filter(is_full, one)), list(filter(is_full, other))
        if not any(_of_one_name(a, b) for a in one for b in other):
            return NONE
        if any(_contradict(pieces(a), pieces(b)) for a in one for b in other):
            return NONE
    found = [_compare(a, b, lexicon) for a in sorted(one) for b in sorted(other)]
    return max(found, key=lambda each: each.points, default=NONE)


def _compare(one: Parts, other: Parts, lexicon: Lexicon) -> Likeness:
    if is_full(one) and is_full(other):
        return _both_full(pieces(one), pieces(other), lexicon)
    if not is_full(one) and not is_full(other):
        return Likeness(0.4, f"called {_shown(one)} both times") if one == other else NONE
    short, long = sorted((one, other), key=is_full)
    return _short(short, long, lexicon)


def _both_full(one: Parts, other: Parts, lexicon: Lexicon) -> Likeness:
    if one == other or "".join(one) == "".join(other):
        return Likeness(EXACT, "the same full name")
    if sorted(one) == sorted(other):
        return Likeness(1.8, "the same name with the surname first")
    if same_name(one, other, lexicon):
        return _variant(one, other)
    return max(
        (_respelt(one, other, lexicon), _respelt(one, (*other[1:], other[0]), lexicon)),
        key=lambda e: e.points,
    )


def _of_one_name(one: Parts, other: Parts) -> bool:
    """Whether two full names have a part in common, in any spelling: what is compared most has none."""
    return bool(set(one) & set(other)) or not _sounds(one).isdisjoint(_sounds(other))


@lru_cache(maxsize=65536)
def _sounds(name: Parts) -> frozenset[str]:
    """All parts of a name in any spelling."""
    return frozenset(sound for piece in pieces(name) for sound in skeletons(piece))


def _contradict(one: Parts, other: Parts) -> bool:
    """Whether two names tell other middle names: J. R. Quennell is not John P. Quennell."""
    if one[-1] != other[-1] or one[0][0] != other[0][0] or min(len(one), len(other)) < 3:
        return False
    ours, theirs = ({part[0] for part in name[1:-1]} for name in (one, other))
    short = any(len(part) == 1 for part in (*one[1:-1], *other[1:-1]))
    return short and not ours & theirs


def _variant(one: Parts, other: Parts) -> Likeness:
    short, long = sorted((one, other), key=len)
    if len(short[0]) == 1 or len(long[0]) == 1:
        if len(short[0]) == len(long[0]) == 1:
            return Likeness(1.5, "the same initials and surname")
        return Likeness(0.6, f"{_shown(min(one, other, key=lambda n: len(n[0])))} by the initial")
    if one[0] != other[0]:
        return Likeness(1.4, f"{one[0].title()} and {other[0].title()} are forms of one name")
    return Likeness(1.8, "the same name, longer or shorter")


def _respelt(one: Parts, other: Parts, lexicon: Lexicon) -> Likeness:
    """The same name in another spelling or language; or a short form that no list knows."""
    if not same_spelling(one[-1], other[-1]):
        return NONE
    given, wanted = one[0], other[0]
    exact = one[-1] == other[-1]
    if given == wanted or same_family(given, wanted):
        return Likeness(1.0 if exact or given == wanted else 0.7, f"another spelling of {_shown(other)}")
    if not exact or min(len(given), len(wanted)) == 1:
        return NONE
    short, long = sorted((given, wanted), key=len)
    if may_shorten(short, long, lexicon):
        return Likeness(0.2, f"{short.title()} may be short for {long.title()}")
    if max(len(one), len(other)) > 2 or {given, wanted} & lexicon.asian_surnames:
        return NONE
    if any(name not in lexicon.given or name in lexicon.words for name in (given, wanted)):
        return Likeness(-0.8, f"{short.title()} may be what {long.title()} is called", sure=False)
    return NONE


def _short(short: Parts, long: Parts, lexicon: Lexicon) -> Likeness:
    """A bare surname, first name or short form of it, against a full name; a rare one says more."""
    part, parts = short[0], pieces(long)
    common = part in lexicon.surnames or part in lexicon.given or part in lexicon.words
    points, words = _called(part, parts, long, lexicon)
    return Likeness(points + (0.0 if common else RARE), words) if words else NONE


def _called(part: str, parts: Parts, long: Parts, lexicon: Lexicon) -> tuple[float, str]:
    """What part of the name it is; without words where it is none."""
    called = f"called {part.title()}"
    if part in long[1:] or " ".join(parts).endswith(f" {part}"):
        return 0.1, called
    if part in parts[1:]:
        return -0.2, called
    if part == parts[0]:
        return -0.3, called
    if len(part) > 1 and len(parts[0]) > 1 and lexicon.same_given(part, parts[0]):
        return -0.4, f"{called}, short for {parts[0].title()}"
    if len(part) > 1 and part == initials(parts):
        return 0.2, f"{part.upper()} are the initials"
    if len(part) > 2 and same_spelling(part, parts[-1]):
        return -0.3, f"{called}, another spelling of {parts[-1].title()}"
    if len(part) > 2 and may_shorten(part, parts[0], lexicon):
        return -1.0, f"{part.title()} may be short for {parts[0].title()}"
    return 0.0, ""


def initials(parts: Parts) -> str:
    """The first letters of a name's parts: "jrq"."""
    return "".join(part[0] for part in parts)


def _shown(name: Parts) -> str:
    return " ".join(part.upper() + "." if len(part) == 1 else part.title() for part in name)


def keys_of(name: Parts) -> set[str]:
    """Under which a full name meets its variants: each end with the first letter of the other, in any spelling."""
    parts = pieces(name)
    if len(parts) == 1:
        return {f"~{each}" for each in skeletons(parts[0])}
    ends = [(parts[0], surname) for surname in parts[1:]] + [(parts[-1], parts[0])]
    return {
        f"{letter}|{surname}"
        for given, last in ends
        for surname in skeletons(last)
        for letter in family_initials(given)
    }


def short_keys(name: Parts) -> set[str]:
    """Under which a full name is met by a bare part of it."""
    parts = pieces(name)
    said = (*parts, *name, initials(parts), "".join(part[0] for part in parts[:-1]))
    return {f"~{each}" for part in said if len(part) > 1 for each in skeletons(part)}


def looked_up(name: Parts, lexicon: Lexicon) -> set[str]:
    """The keys under which those stand who may be meant by this name."""
    if is_full(name):
        given = pieces(name)[0]
        also: Iterable[str] = sorted(lexicon.nicknames.get(given, ()))
        swapped = (keys_of((other, *pieces(name)[1:])) for other in also)
        return keys_of(name).union(*swapped)
    also = lexicon.nicknames.get(name[0], ())
    return {f"~{each}" for part in (name[0], *also) for each in skeletons(part)}
