"""Quotes of the day: of all that was said, what is worth reading by itself.

Nothing is known here of the text around a quote, so all is read from its words (see `quotable`): whether
it can stand alone decides first, then a sum of small parts says how well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, fsum

from digest.model import DayQuote, Edition, Involvement, Person, PersonId, Story, StoryQuote
from digest.stories.novelty import plain_form
from digest.stories.quotable import pieces_of, stands_alone, wording

MOST = 3
STORIES_EACH = 2  # stories an edition has for each of its quotes: a short one has fewer
FRESH = timedelta(hours=8)  # how far its article may be behind its story's newest
GOOD = 1.95  # what the words alone are worth at least


@dataclass(frozen=True, slots=True)
class _Said:
    """A quote with its place in the edition."""

    quote: StoryQuote
    story: Story
    place: int  # of its story
    leads: bool  # whether its section is the speaker's own
    only: bool  # whether its story would be left without one


def quotes_of_the_day(
    edition: Edition, people: Mapping[PersonId, Person], *, earlier: Iterable[Edition] = ()
) -> tuple[DayQuote, ...]:
    """At most three quotes, the best first, each of another speaker and another story; often fewer, sometimes none.

    Only those in `people` are quoted, and in the edition's language. What it tells in a headline or summary, or what
    `earlier` ones quoted, is not said again; what newer articles of its story may have overtaken is left out.
    """
    told = " | ".join(_told(edition))
    before = {plain_form(each.text) for one in earlier for story in one.stories for each in story.quotes}
    found = []
    for said in _said(edition):
        again = plain_form(said.quote.text) in before or _is_told(said.quote.text, told)
        if _may_be_quoted(said, people, edition.language) and not again and not _is_overtaken(said):
            found.append(said)
    found.sort(key=lambda each: (-_worth(each, people), each.place, each.quote.text))
    return tuple(_shown(each, people) for each in _chosen(found, most=_room(edition)))


def _may_be_quoted(said: _Said, people: Mapping[PersonId, Person], language: str) -> bool:
    quote, own = said.quote, said.story.language or language
    same = own.split("-")[0].lower() == language.split("-")[0].lower()
    return quote.person in people and bool(quote.speaker.strip()) and same and is_worth_reading(quote.text)


def _is_told(text: str, told: str) -> bool:
    """Whether any part of it is read anyway."""
    return any(form in told for piece in pieces_of(text) if (form := plain_form(piece)))


def _is_overtaken(said: _Said) -> bool:
    """Whether its story went on after it was said."""
    return said.story.published - said.story.source(said.quote.article).published > FRESH


def is_worth_reading(text: str) -> bool:
    """Whether words stand alone and are more than plain."""
    return stands_alone(text) and round(wording(text), 9) >= GOOD


def _told(edition: Edition) -> Iterator[str]:
    """What is read anyway."""
    for story in edition.stories:
        yield plain_form(story.headline)
        yield from (plain_form(each.text) for each in story.summary)


def _said(edition: Edition) -> Iterator[_Said]:
    place = 0
    for section in (*edition.sections, *edition.plain):
        cast = {person.id for person in section.cast}
        for story in section.stories:
            only = bool(cast) and story is section.stories[0] and len(story.quotes) == 1
            yield from (_Said(each, story, place, each.person in cast, only) for each in story.quotes)
            place += 1


def _worth(said: _Said, people: Mapping[PersonId, Person]) -> float:
    return round(wording(said.quote.text) + _standing(said, people), 9)


def _standing(said: _Said, people: Mapping[PersonId, Person]) -> float:
    """What who says it and where add: less than the words, so that a fine word from the margin is found."""
    person = said.quote.person
    central = any(
        part.person == person and part.involvement is Involvement.CENTRAL for part in said.story.people
    )
    return fsum(
        (
            0.25 * central,
            0.25 * said.leads,
            0.25 * bool(people[person].role),
            0.5 / (1 + said.place),
            -0.5 * said.only,
        )
    )


def _room(edition: Edition) -> int:
    return min(MOST, ceil(len(edition.stories) / STORIES_EACH))


def _chosen(found: Iterable[_Said], *, most: int) -> list[_Said]:
    chosen: list[_Said] = []
    for each in found:
        speakers, stories = {one.quote.person for one in chosen}, {one.story.id for one in chosen}
        if len(chosen) < most and each.quote.person not in speakers and each.story.id not in stories:
            chosen.append(each)
    return chosen


def _shown(said: _Said, people: Mapping[PersonId, Person]) -> DayQuote:
    quote = said.quote
    source = said.story.source(quote.article)
    return DayQuote(
        text=quote.text,
        person=quote.person,
        speaker=quote.speaker,
        role=people[quote.person].role,
        story=said.story.id,
        outlet=source.outlet,
        url=source.url,
    )
