"""people.yaml's text with one more line, or with one line less; comments, order and line ends stay as they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

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
    Teaching.APART: (Teaching.SAME, Teaching.ALIAS),
    Teaching.ALIAS: (Teaching.APART,),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A correction, and every name under which earlier lines may speak of the same one or two people."""

    correction: Correction
    one: Names
    other: Names = ()
    comment: str = ""


def teach(text: str, lesson: Lesson) -> str:
    """The file's text with the lesson's line. Raises UsageError where a line says so already, or the contrary."""
    corrections = read_corrections(text)
    said = standing(corrections, lesson)
    if said is not None:
        raise UsageError(f"people.yaml says so already: {write_correction(corrections[said])}")
    contrary = opposed(corrections, lesson)
    if contrary:
        line = write_correction(contrary)
        raise UsageError(f"people.yaml says the contrary: {line}; take that line back first, with --undo")
    return with_correction(text, lesson.correction, comment=lesson.comment)


def taken_back(text: str, lesson: Lesson) -> tuple[str, Correction]:
    """The file's text without the newest line that says this, and that line. Raises UsageError where there is none."""
    corrections = read_corrections(text)
    place = standing(corrections, lesson)
    if place is None:
        line = write_correction(replace(lesson.correction, on=None)).removeprefix("- ")
        raise UsageError(f"people.yaml does not say “{line}”, so there is nothing to take back")
    return without_line(text, place), corrections[place]


def without_line(text: str, place: int) -> str:
    """The file's text without the correction at this place among its corrections (the first one is 0)."""
    number, _ = said_lines(text)[place]
    lines = text.splitlines(keepends=True)
    return "".join(lines[: number - 1] + lines[number:])


def standing(corrections: Sequence[Correction], lesson: Lesson) -> int | None:
    """The place of the newest correction that says the same, or None."""
    teaching = lesson.correction.teaching
    found = [
        place
        for place, each in enumerate(corrections)
        if each.teaching is teaching and _says(each, lesson, either_way=teaching in _EITHER_WAY)
    ]
    return found[-1] if found else None


def opposed(corrections: Sequence[Correction], lesson: Lesson) -> Correction | None:
    """The newest correction that says the contrary, or None: same and apart, follow and mute."""
    opposites = _OPPOSITES[lesson.correction.teaching]
    found = [
        each for each in corrections if each.teaching in opposites and _says(each, lesson, either_way=True)
    ]
    return found[-1] if found else None


def _says(each: Correction, lesson: Lesson, *, either_way: bool) -> bool:
    if not lesson.other:
        return _among(each.person, lesson.one)
    said, other = (each.person, each.value), (each.value, each.person)
    ways = (said, other) if either_way else (said,)
    return any(_among(one, lesson.one) and _among(two, lesson.other) for one, two in ways)


def _among(said: str, names: Names) -> bool:
    """Whether what a line says is one of the names; ids and handles to the letter, but for their case."""
    return said in names or _comparable(said) in {_comparable(name) for name in names}


def _comparable(name: str) -> str:
    return name.casefold() if name.startswith("@") else fold(name) or name
