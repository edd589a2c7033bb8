"""Stories, their sentences, and the sections they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digest.model.feeds import Picture
from digest.model.ids import ArticleId, Field, PersonId, RevisionId, StoryId
from digest.model.people import Involvement, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The text of a source in another outlet."""

    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article of a story, with the outlet's name."""

    article: ArticleId
    revision: RevisionId
    outlet: str
    url: str
    title: str
    published: datetime
    weight: float = 1.0
    copies: tuple[Copy, ...] = ()  # each other outlet once, earliest first; they support nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence lifted verbatim from an article: `text` is the article's field from `start` to `end`.

    White space inside may be folded to single blanks, nothing else is changed.
    """

    text: str
    article: ArticleId
    field: Field = "text"
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A person's part in a story."""

    person: PersonId
    name: str
    involvement: Involvement
    share: float  # of the story's mentions, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuote:
    """Words with their speaker, as a story tells them."""

    text: str
    person: PersonId
    speaker: str  # display name
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDecision:
    """What an editor decided about two articles: that they tell one story, or that they do not."""

    one: ArticleId
    other: ArticleId
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One thing that counts in a decision: how much it adds, and why, in words."""

    name: str
    amount: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """What earlier editions of the same digest told of a story."""

    since: date  # local date of the first edition that told it
    day: int  # the how-manieth edition it is in, this one counted: 2 or more
    edition: int  # number of the last edition that told it
    told: date  # and its local date


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that tell the same event."""

    id: StoryId
    headline: str  # one of its sources' titles
    headline_source: ArticleId
    sources: tuple[Source, ...]  # best first
    summary: tuple[Sentence, ...] = ()
    people: tuple[Part, ...] = ()  # central first, then by share
    quotes: tuple[StoryQuote, ...] = ()
    category: str = ""
    language: str = ""
    picture: Picture | None = None
    continues: Continuation | None = None
    score: tuple[Factor, ...] = ()  # its newsworthiness, part by part
    claims: tuple[
        Factor, ...
    ] = ()  # by name: how much speaks for putting it under each person, the most first

    @property
    def published(self) -> datetime:
        """When the newest of its articles appeared."""
        return max(each.published for each in self.sources)

    def source(self, article: ArticleId) -> Source:
        """The source that is this article."""
        return next(each for each in self.sources if each.article == article)


Cast = tuple[
    Person, ...
]  # the one, two or three people a section is about, in the order of their names in the mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A cast and its stories; a plain section has a heading and no cast."""

    stories: tuple[Story, ...]  # the first one leads
    cast: Cast = ()
    heading: str = ""  # of a plain section: its category
    also_with: tuple[Part, ...] = ()  # others in these stories, most present first
    elsewhere: tuple[PersonId, ...] = ()  # the leads of other sections in which the cast also appears
    days: tuple[int, ...] = ()  # articles a day with the first of the cast over the last 14 days, today last
    history: tuple[tuple[int, ...], ...] = ()  # the same for each of the cast; empty: only `days` is known
    score: tuple[Factor, ...] = ()  # why it stands where it stands, part by part


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuote:
    """A quote worth reading by itself: who said it, and where it stands."""

    text: str
    person: PersonId
    speaker: str  # display name
    role: str
    story: StoryId
    outlet: str
    url: str
