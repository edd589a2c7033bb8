"""`editions show N --why`: where each section and story of an edition stands, and what counted for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.cli.session import counted, say, say_json
from digest.model import Edition, Factor, Section, Story
from digest.stories.rank import total
from digest.text.markup import plain_line

NO_REASONS = "It was made before reasons were kept, so it cannot say why."
_WIDEST = 28  # of a column of names


def say_why(edition: Edition) -> None:
    """The reasons of an edition, section by section, what counted most first."""
    say(f"Edition {edition.number} of {edition.digest} for {edition.local_date}")
    if not has_reasons(edition):
        say(NO_REASONS)
        return
    for place, section in enumerate((*edition.sections, *edition.plain), 1):
        say()
        for line in _section_lines(section, place):
            say(line)
    if edition.left_out:
        say()
        say(f"{counted(edition.left_out, 'story', 'stories')} found no place in any list.")


def say_why_as_data(edition: Edition) -> None:
    """The same for programs."""
    told = {
        "number": edition.number,
        "digest": edition.digest,
        "local_date": edition.local_date,
        "has_reasons": has_reasons(edition),
        "sections": [_section_as_data(each) for each in edition.sections],
        "plain": [_section_as_data(each) for each in edition.plain],
        "left_out": edition.left_out,
    }
    say_json(told)


def has_reasons(edition: Edition) -> bool:
    """Whether it was made by a program that keeps them."""
    return any(story.score or story.claims for story in edition.stories) or not edition.stories


def _section_lines(section: Section, place: int) -> Iterator[str]:
    name = " & ".join(person.name for person in section.cast) or section.heading
    yield _scored(f"{place}. {plain_line(name)}", section.score)
    yield from _table(section.score, indent=3)
    for story in section.stories:
        yield ""
        yield from _story_lines(story)


def _story_lines(story: Story) -> Iterator[str]:
    yield _scored(f"   “{plain_line(story.headline, limit=90)}”", story.score)
    yield from _table(story.score, indent=5)
    if story.claims:
        yield "     whose it is:"
        yield from _table(story.claims, indent=7)


def _scored(text: str, parts: Sequence[Factor]) -> str:
    return f"{text}: {total(parts):.2f}" if any(part.amount for part in parts) else text


def _table(parts: Iterable[Factor], *, indent: int) -> list[str]:
    """Names, amounts and reasons in columns, the greatest amount first; what only says something has no amount."""
    rows = [
        (plain_line(part.name, limit=_WIDEST), _amount(part), plain_line(part.why, limit=200))
        for part in sorted(parts, key=lambda part: -part.amount)
    ]
    width = max((len(name) for name, _, _ in rows), default=0)
    return [f"{' ' * indent}{name:<{width}}  {amount:>6}  {why}".rstrip() for name, amount, why in rows]


def _amount(part: Factor) -> str:
    return f"{part.amount:.2f}" if part.amount else ""


def _section_as_data(section: Section) -> dict[str, object]:
    return {
        "cast": [{"person_id": person.id, "name": person.name} for person in section.cast],
        "heading": section.heading,
        "total": total(section.score),
        "score": _as_data(section.score),
        "stories": [
            {
                "story_id": story.id,
                "headline": story.headline,
                "total": total(story.score),
                "score": _as_data(story.score),
                "claims": _as_data(story.claims),
            }
            for story in section.stories
        ],
    }


def _as_data(parts: Iterable[Factor]) -> list[dict[str, object]]:
    return [{"name": part.name, "amount": part.amount, "why": part.why} for part in parts]
