"""Quotes of the day: of all that was said, what is worth reading by itself.

Nothing is known here of the text around a quote, so all is read from its words: whether it can stand alone decides
first, then a sum of small parts says how well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, fsum

from digest.model import DayQuote, Edition, Involvement, Person, PersonId, Story, StoryQuote
from digest.stories.novelty import plain_form
from digest.stories.signals import has_number, is_balanced, is_cut_off
from digest.text.similarity import terms, words

MOST = 3
STORIES_EACH = 2  # stories an edition has for each of its quotes: a short one has fewer
SHORTEST, LONGEST = 6, 40  # words
LEAST_TOLD = 3  # words that say something
GOOD = 1.95  # what the words alone are worth at least

# What they answer or point at was left behind.
_DANGLING = re.compile(
    r"(?:he|she|it|they|him|them|his|her|hers|their|theirs|its|this|that|these|those|such|there|then|but|and|or|nor|so|yet"
    r"|because|also|therefore|however|instead|otherwise|neither|either|both|each|another|none|same|yes|no|well|okay|oh"
    r"|the (?:others?|former|latter|same|first|second|two|three))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:i|we|he|she|they) (?:said|says|told|added)\b|\b(?:said|says) (?:he|she)\b|[.!?] (?:he|she|they)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:[-–—:,;(]|\b(?:an?|the|and|or|but|of|to|for|with|by|at|from|my|our|your|his|their|its))$",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\bits?\b|\b(?:that|this|those|these|there|so|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
    r"(?=[.!?]*$)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:he|she|him|his|her|hers|they|them|their|theirs"
    r"|it(?! (?:is|was|will|would|takes|took|rains|rained|snows|snowed|seems)\b|['’]))\b",
    re.IGNORECASE,
)
# What a pronoun behind it may mean.
_NAMED = re.compile(
    r"\b(?i:the|an?|my|our|your|every|no|some|any|both|\d+) (?!(?:bit|lot|little|few|of)\b)\w{3,}"
    r"|(?<=[\w,] )[A-Z]\w{2,}|\b(?i:people|somebody|someone|everybody|everyone|nobody)\b"
)
_SAYING = re.compile(
    r"(?:an?|at|every|everybody|nobody|no|people|you|when|if)\b", re.IGNORECASE
)  # of more than today
_SELF = re.compile(r"\b(?:i|my|me|mine|we|our|us)\b", re.IGNORECASE)
_TURN = re.compile(
    r"\b(?:but|never|nobody|nothing|without|until|unless|only|than|except|not|cannot|still|even|every)\b|n['’]t\b",
    re.IGNORECASE,
)


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
    `earlier` ones quoted, is not said again.
    """
    told = " | ".join(_told(edition))
    before = {plain_form(each.text) for one in earlier for story in one.stories for each in story.quotes}
    found = []
    for said in _said(edition):
        form = plain_form(said.quote.text)
        if _may_be_quoted(said, people, edition.language) and form not in told and form not in before:
            found.append(said)
    found.sort(key=lambda each: (-_worth(each, people), each.place, each.quote.text))
    return tuple(_shown(each, people) for each in _chosen(found, most=_room(edition)))


def _may_be_quoted(said: _Said, people: Mapping[PersonId, Person], language: str) -> bool:
    quote, own = said.quote, said.story.language or language
    same = own.split("-")[0].lower() == language.split("-")[0].lower()
    return quote.person in people and bool(quote.speaker.strip()) and same and is_worth_reading(quote.text)


def is_worth_reading(text: str) -> bool:
    """Whether words stand alone and are more than plain."""
    return stands_alone(text) and round(wording(text), 9) >= GOOD


def stands_alone(text: str) -> bool:
    """Whether words need nothing that was said around them: whole, not pointing back, and saying something."""
    text = text.strip()
    return (
        SHORTEST <= len(text.split()) <= LONGEST
        and not text[0].islower()
        and not (_DANGLING.match(text) or _REPORTED.search(text) or _UNFINISHED.search(text))
        and is_balanced(text)
        and not is_cut_off(text)
        and not _leaves_open(text, _SOMEBODY)
        and len(terms(text)) >= LEAST_TOLD
    )


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


def _leaves_open(text: str, pronoun: re.Pattern[str]) -> bool:
    """Whether it has such a pronoun, and nothing in front of it that could be meant."""
    found = pronoun.search(text)
    return found is not None and not _NAMED.search(text[: found.start()])


def wording(text: str) -> float:
    """How much words are worth reading, whoever says them."""
    return fsum(
        (
            1.0 * (_SELF.search(text) is not None),  # somebody speaks for themselves
            1.0 * (_SAYING.match(text) is not None),  # of more than this day
            1.0 * (_TURN.search(text) is not None),  # a turn in the thought, or an exception
            0.5 * has_number(words(text)),
            0.5 * (9 <= len(text.split()) <= 25),
            0.15 * min(len(terms(text)), 8),  # how much is named
            -1.0 * _leaves_open(text, _POINTING),
            -0.5 * ("?" in text),
        )
    )


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
