"""Names of people, taken apart and compared: order, initials, short forms, accents, suffixes."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.people.lexicon import Lexicon
from digest.text.folding import fold, fold_spelling

Parts = tuple[str, ...]
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    "van der den de la le du da das do dos di del della von und zu zur zum ter ten te bin ibn al el bint binti binte "  # noqa: SIM905
    "bt abu umm vom t ould mint ap ab ferch verch ul ud ur af dem dal dalla dei degli delle dello y e i uulu kyzy oglu "
    "ogly qizi kizi".split()
)
_LINKS = re.compile(r"(?<!\w)[asdw]/[lpo](?!\w)", re.IGNORECASE)  # Devi a/p Raman
_PATRONYMIC = re.compile(
    r"(?:[oe]vich|[oe]vych|[oei]vna|inichna|ilyich|kuzmich|fomich|nikitich|foma?ich|dottir)$"
)


def flatten(parts: Parts) -> Parts:
    """Folded name parts with initials apart and spelling variants made one: ("j k", "øye") as ("j", "k", "oye")."""
    return tuple(fold_spelling(piece) for part in parts for piece in _pieces(part))


def is_epithet(parts: Parts) -> bool:
    """Whether a name is a first name with what tells its bearer from another: Big Frank."""
    return len(parts) == 2 and parts[0] in ("big", "little", "young", "old")


def _pieces(part: str) -> list[str]:
    """Initials one by one; a double name ("lloyd parry") stays one part."""
    pieces = part.split(" ")
    return pieces if all(len(piece) == 1 for piece in pieces) else [part]


@lru_cache(maxsize=65536)
def name_parts(name: str) -> Parts:
    """The comparable parts of a name as written, without particles and suffixes."""
    spaced = "".join(f"{c} " if c == "." else c for c in _LINKS.sub("", name))
    folded = [fold_spelling(fold(word)) for word in spaced.replace("-", "\x00").split()]
    words = [word for word in folded if word and word not in _SUFFIXES]
    letters = {
        fold(word) for word in spaced.split() if len(word) == 1 and word.isupper()
    }  # E Diaz is no "e Diaz"
    kept = [word for word in words if word not in _PARTICLES - letters]
    return tuple(kept or words)


def is_patronymic(word: str) -> bool:
    """Whether a folded word is made from the father's name: Petrovich, Ilyinichna, Jonsdottir."""
    return _PATRONYMIC.search(word) is not None


def same_by_patronymic(one: Parts, other: Parts) -> bool:
    """Whether first name and patronymic, and first name and surname, can be one person's: Yegor Petrovich Gurov."""
    if min(len(one), len(other)) < 2 or one[0] != other[0] or len(one) + len(other) > 5:
        return False
    fathers = [is_patronymic(name[-1]) for name in (one, other)]
    long = max((one, other), key=len)
    return fathers[0] != fathers[1] and (len(long) < 3 or long[1] in (one[-1], other[-1]))


def suffix_of(name: str) -> str:
    """The folded suffix of a name: "jr", "sr", "iii", or ""."""
    words = fold(name).split()
    return words[-1] if len(words) > 1 and words[-1] in _SUFFIXES else ""


def name_keys(name: str) -> tuple[str, ...]:
    """The folded parts under which a register finds a name, sorted; initials are no keys."""
    return tuple(sorted({part for part in name_parts(name) if len(part) > 1}))


def same_name(one: Parts, other: Parts, lexicon: Lexicon) -> bool:
    """Whether two names of two or more (flattened) parts can be variants of one name."""
    if one == other or (len(one) > 1 and sorted(one) == sorted(other)):
        return True
    if "".join(one).replace(" ", "") == "".join(other).replace(" ", ""):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return False
    if not lexicon.same_given(short[0], long[0]) and not _initials_agree(short, long):
        return False
    return _later_parts_agree(short, long)


def _initials_agree(short: Parts, long: Parts) -> bool:
    """JK Thornbury and J. K. Thornbury; J. Thornbury too."""
    packed = "".join(part for part in long[:-1] if len(part) == 1)
    return bool(packed) and short[0] == packed and short[-1] == long[-1]


def _later_parts_agree(short: Parts, long: Parts) -> bool:
    """Same surname with middle names that do not contradict, or a second surname left out."""
    if short[-1] == long[-1] and len(short[1]) == 1 and len(short) > 2:
        return short[1] == long[1][0] and _contained(
            short[2:-1], long[2:-1]
        )  # George W. is not George Herbert W.
    if short[-1] == long[-1]:
        return _contained(short[1:-1], long[1:-1])
    return len(long) > len(short) and len(long) > 2 and _contained(short[1:], long[1:])


def _contained(few: Parts, many: Parts) -> bool:
    """Whether the parts of `few` occur in `many` in order, an initial standing for a word."""
    if len(few) == len(many) and few:
        return all(
            a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(few, many, strict=True)
        )
    rest = iter(many)
    return all(any(a == b or (len(a) == 1 and b[0] == a) for b in rest) for a in few)
