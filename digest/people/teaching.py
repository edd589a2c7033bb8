"""people.yaml's text with one more line, or with one line less; comments, order and line ends stay as they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from digest.errors import UsageError
from digest.model import Correction, Teaching
from digest.people.corrections import read_corrections, said_lines, write_correction
from digest.text.folding import fold

LONGEST_NAME = 200
_UNREADABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_EITHER_WAY = frozenset((Teaching.SAME, Teaching.APART))
_OPPOSITES = {
    Teaching.SAME: (Teaching.APART,),
    Teaching.APART: (Teaching.SAME,),
    Teaching.FOLLOW: (Teaching.MUTE, Teaching.LEAVE_OUT, Teaching.NOBODY),
    Teaching.MUTE: (Teaching.FOLLOW,),
    Teaching.LEAVE_OUT: (Teaching.FOLLOW,),
    Teaching.NOBODY: (Teaching.FOLLOW,),
}
Names = Collection[str]  # what one person can be called in a correction


def writable(name: str) -> str:
    """A name as a line can hold it: white space folded. Raises UsageError for what a line cannot hold."""
    line = name.strip(" ")
    if any(unicodedata.category(char) in _UNREADABLE or char in _TURNING for char in line):
        raise UsageError(
            "a name has no line breaks, no control characters and no marks that turn a text round"
        )
    line = " ".join(line.split())
    if not line:
        raise UsageError("a name is missing; an empty one names nobody")
    if len(line) > LONGEST_NAME:
        raise UsageError(f"a name has at most {LONGEST_NAME} characters; this one has {len(line)}")
    _check_round_trip(Correction(teaching=Teaching.FOLLOW, person=line), name=line)
    _check_round_trip(Correction(teaching=Teaching.ALIAS, person="X", value=line), name=line)
    return line


def _check_round_trip(correction: Correction, *, name: str) -> None:
    """What is written must be read as the same again: no quotes at the ends, no lonely "=" and no " #"."""
    if "=" in name or "#" in name or read_corrections(write_correction(correction)) != (correction,):
        raise UsageError(
            f"“{name}” cannot stand in people.yaml: =, # and quotation marks at the ends mean something there; "
            "write the name without them"
        )


def with_correction(text: str, correction: Correction, *, comment: str = "") -> str:
    """The file's text with one more line at its end. `comment`: for whoever reads the file.

    Raises UsageError where the line would not be read as this correction, and ConfigurationError where the text has
    mistakes already.
    """
    before = read_corrections(text)
    for name in filter(None, (correction.person, correction.value)):
        writable(name)
    end = "\r\n" if "\r\n" in text else "\n"
    start = text if not text or text.endswith(("\n", "\r")) else text + end
    remark = f"  # {' '.join(comment.split())}" if comment.strip() else ""
    after = f"{start}{write_correction(correction)}{remark}{end}"
    if read_corrections(after) != (*before, correction):
        raise UsageError(f"“{correction.person}” cannot stand in people.yaml; write the name differently")
    return after


def without_line(text: str, place: int) -> str:
    """The file's text without the correction at this place among its corrections (the first one is 0)."""
    number, _ = said_lines(text)[place]
    lines = text.splitlines(keepends=True)
    return "".join(lines[: number - 1] + lines[number:])


def standing(
    corrections: Sequence[Correction], teaching: Teaching, one: Names, other: Names = ()
) -> int | None:
    """The place of the newest correction that says this of a person under any of these names, or None."""
    found = [
        place
        for place, each in enumerate(corrections)
        if each.teaching is teaching and _says(each, one, other)
    ]
    return found[-1] if found else None


def opposed(
    corrections: Sequence[Correction], teaching: Teaching, one: Names, other: Names = ()
) -> Correction | None:
    """The newest correction that says the contrary, or None: same and apart, follow and mute."""
    places = [standing(corrections, each, one, other) for each in _OPPOSITES.get(teaching, ())]
    found = [place for place in places if place is not None]
    return corrections[max(found)] if found else None


def _says(each: Correction, one: Names, other: Names) -> bool:
    if _among(each.person, one) and (not other or _among(each.value, other)):
        return True
    return each.teaching in _EITHER_WAY and _among(each.person, other) and _among(each.value, one)


def _among(said: str, names: Names) -> bool:
    """Whether what a line says is one of the names; ids and handles to the letter, but for their case."""
    return said in names or _comparable(said) in {_comparable(name) for name in names}


def _comparable(name: str) -> str:
    return name.casefold() if name.startswith("@") else fold(name) or name
