"""From what an editor asks for to the line of people.yaml that says it, and what it means in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.errors import UsageError
from digest.model import Article, Correction, Person, Teaching
from digest.people.find import close_names, find, written_as
from digest.people.names import name_parts
from digest.people.teaching import Lesson, writable
from digest.text.markup import plain_line

_OF_TWO = (Teaching.SAME, Teaching.APART)
MEANS = {
    Teaching.ALIAS: "{other} means {one}.",
    Teaching.SAME: "{one} and {other} are one person, called {one}.",
    Teaching.APART: "{one} and {other} are two people: what names the one is never taken for the other.",
    Teaching.FOLLOW: "The sections of {one} come first.",
    Teaching.MUTE: "{one} gets no section, and stories about nobody else are left out; stories with others stay.",
    Teaching.LEAVE_OUT: "{one} is in no section, and no sentence that names them is chosen.",
    Teaching.NOBODY: "{one} is nobody's name where an article has no longer form of it.",
}
BACK = {
    Teaching.ALIAS: "{other} does not mean {one} any more, unless articles say so.",
    Teaching.SAME: "{one} and {other} are two people again, each with their own articles.",
    Teaching.APART: "{one} and {other} may be joined where articles speak for it.",
    Teaching.FOLLOW: "{one} is placed like everybody else.",
    Teaching.MUTE: "{one} may have a section again.",
    Teaching.LEAVE_OUT: "{one} may be told of again.",
    Teaching.NOBODY: "{one} may be somebody's name again.",
}
TWO_ENTRIES = (
    "They are two entries already, and two entries are joined by no line but `same:`, which is refused from now on. "
    "Which of the two an article means, its text still decides: their names are alike."
)
ONE_ENTRY = (
    "They share the entry {id} now. It keeps what was found before; what is new under either name gets an entry "
    "of its own."
)
PARTED = (
    "{one} of “{other}” is somebody else. That article goes to an entry of its own, and with it all that are more "
    "like it than like the rest."
)
SEVERAL = "“{asked}” means {count} people; name one by the id:\n{lines}"


def lesson_for(typed: Correction, everybody: Sequence[Person]) -> tuple[Lesson, tuple[Person, ...]]:
    """The line to write for what was typed, and the one or two people it speaks of: none where nobody is called so.

    Raises UsageError where a name means several, where a line cannot hold it, and, of two people, where one is unknown.
    """
    if typed.teaching in _OF_TWO:
        return _about_two(typed, everybody)
    if typed.teaching is Teaching.NOBODY:
        correction = replace(typed, person=writable(typed.person))
        return Lesson(correction=correction, one={typed.person}), tuple(find(typed.person, everybody))
    meant = meant_by(typed.person, everybody)
    named = _written(typed.person, meant[0], everybody) if meant else writable(typed.person)
    lesson = Lesson(
        correction=replace(typed, person=named, value=writable(typed.value) if _has_value(typed) else ""),
        one=_names(typed.person, everybody),
        other={typed.value} if _has_value(typed) else (),
        comment=remark(meant[0]) if meant and named == meant[0].id else "",
    )
    return lesson, tuple(meant)


def _has_value(typed: Correction) -> bool:
    return typed.teaching in (*_OF_TWO, Teaching.ALIAS)


def _about_two(typed: Correction, everybody: Sequence[Person]) -> tuple[Lesson, tuple[Person, ...]]:
    one, other = (_known(each, everybody) for each in (typed.person, typed.value))
    if one.id == other.id:
        return _of_one_entry(typed, one), (one, other)
    names = [_written(typed.person, one, everybody), _written(typed.value, other, everybody)]
    if typed.teaching is Teaching.APART and name_parts(one.name) != name_parts(other.name):
        names = [_written("", each, everybody) for each in (one, other)]  # ids tell nothing of a new article
    remarks = [remark(each) for name, each in zip(names, (one, other), strict=True) if name == each.id]
    lesson = Lesson(
        correction=replace(typed, person=names[0], value=names[1]),
        one=_names(one.id, everybody),
        other=_names(other.id, everybody),
        comment="; ".join(remarks),
    )
    return lesson, (one, other)


def lesson_of_article(
    typed: Correction, article: Article, everybody: Sequence[Person]
) -> tuple[Lesson, Person]:
    """The line that parts from somebody whoever bears the name in one article.

    Raises UsageError where nobody, or several, are called so.
    """
    person = _known(typed.person, everybody)
    lesson = Lesson(
        correction=replace(typed, person=person.id, value=article.id),
        one=_names(person.id, everybody),
        other={article.id},
        comment=f"{remark(person)}; “{plain_line(article.title, limit=60)}”",
    )
    return lesson, person


def _of_one_entry(typed: Correction, person: Person) -> Lesson:
    """Two names that share an entry can be parted; nothing else can be said of them."""
    if typed.teaching is Teaching.SAME:
        raise UsageError(
            f"“{plain_line(typed.person)}” and “{plain_line(typed.value)}” are one already: {person.id}"
        )
    if name_parts(typed.person) == name_parts(typed.value) or person.id in (typed.person, typed.value):
        raise UsageError(
            f"both are the entry {person.id}; say which two names are to be kept apart "
            f"(`digest people show {person.id}` lists them)"
        )
    correction = replace(typed, person=writable(typed.person), value=writable(typed.value))
    return Lesson(correction=correction, one={typed.person, person.id}, other={typed.value, person.id})


def lesson_back(typed: Correction, everybody: Sequence[Person]) -> Lesson:
    """What was typed, with every name under which the line to take back may speak of the same people."""
    if typed.teaching is Teaching.NOBODY:
        return Lesson(correction=typed, one={typed.person})
    other = _names(typed.value, everybody) if typed.teaching in _OF_TWO else {typed.value}
    return Lesson(
        correction=typed, one=_names(typed.person, everybody), other=other if _has_value(typed) else ()
    )


def _names(asked: str, everybody: Sequence[Person]) -> set[str]:
    """Every name that may stand in a line for whom a name means; of several, only the one that was typed."""
    found = find(asked, everybody)
    if len(found) != 1:
        return {asked}
    return {asked, found[0].id, found[0].name, *found[0].aliases, *found[0].handles}


def meant_by(asked: str, everybody: Sequence[Person]) -> list[Person]:
    """Whom a name or id means: one person, or nobody. Raises UsageError for several, with their ids."""
    found = find(asked, everybody)
    if len(found) > 1:
        lines = "\n".join(f"  {each.id}  {remark(each)}" for each in found)
        raise UsageError(SEVERAL.format(asked=plain_line(asked), count=len(found), lines=lines))
    return found


def _known(asked: str, everybody: Sequence[Person]) -> Person:
    found = meant_by(asked, everybody)
    if not found:
        raise unknown(asked, everybody)
    return found[0]


def unknown(asked: str, everybody: Sequence[Person]) -> UsageError:
    """That nobody is called so, with the names most like it."""
    close = [plain_line(each) for each in close_names(asked, everybody)]
    hint = f"did you mean {listed(close)}?" if close else "`digest people list WORDS` searches it"
    return UsageError(f"nobody in the register is called “{plain_line(asked)}”; {hint}")


def _written(asked: str, person: Person, everybody: Sequence[Person]) -> str:
    """The id where it was asked for or is needed, else the name."""
    if asked == person.id:
        return person.id
    name = written_as(person, everybody)
    try:
        return writable(name)
    except UsageError:  # a name out of an article can be anything
        return person.id


def remark(person: Person) -> str:
    """Who it is, in a few words, for a line or a list."""
    seen = f"last seen {person.last_seen:%Y-%m-%d}" if person.last_seen else ""
    return plain_line(", ".join(each for each in (person.name, person.role or seen) if each), limit=100)


def meaning(correction: Correction, meant: Sequence[Person]) -> str:
    """What a line that was written does, in words."""
    told, said = MEANS[correction.teaching], [correction.person, correction.value]
    if correction.teaching is Teaching.APART and meant[0].id == meant[1].id:
        told = ONE_ENTRY
    elif correction.teaching in _OF_TWO:
        said = [each.name for each in meant]
    elif meant and correction.teaching is not Teaching.NOBODY:
        said[0] = meant[0].name
    if correction.teaching is Teaching.APART and name_parts(said[0]) == name_parts(said[1]):
        told = TWO_ENTRIES
    return plain_line(told.format(one=said[0], other=said[1], id=meant[0].id if meant else ""))


def meaning_of_article(person: Person, article: Article) -> str:
    """What a line does that parts somebody by an article, in words."""
    return plain_line(PARTED.format(one=person.name, other=article.title), limit=400)


def meaning_back(correction: Correction) -> str:
    """What it does that a line was taken back, in words."""
    return plain_line(BACK[correction.teaching].format(one=correction.person, other=correction.value))


def listed(names: Sequence[str]) -> str:
    """Names as a sentence asks for one of them."""
    quoted = [f"“{each}”" for each in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
