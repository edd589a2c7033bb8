"""Mentions, appearances, people, and what editors teach about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from digest.model.articles import Article
from digest.model.ids import ArticleId, Field, PersonId, RevisionId


class Involvement(StrEnum):
    """How much an article is about a person."""

    CENTRAL = "central"
    PASSING = "passing"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """One place where an article seems to name a person."""

    field: Field
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Whom a mention means in its article, or that two fit.

    `appearance` is the key of an `Appearance` of the same analysis; it is None where `candidates` (keys) all fit.
    """

    mention: Mention
    appearance: str | None
    candidates: tuple[str, ...] = ()
    reason: str  # for an editor, in words: "the only Carrow aged 41 here"
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A person as one article shows them, before it is settled who that is across articles."""

    key: str  # unique in the article
    name: str  # the fullest form there
    aliases: tuple[str, ...] = ()  # other surfaces that mean this person here
    handles: tuple[str, ...] = ()  # with their @
    role: str = ""  # what the article calls them, verbatim: "former Montana governor"
    gender: Literal["", "f", "m"] = ""
    age: int | None = None
    involvement: Involvement = Involvement.PASSING
    share: float = 0.0  # of the article's resolved mentions, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Direct speech with its speaker (an appearance's key)."""

    speaker: str
    text: str  # without its quotation marks
    start: int  # in the article's text
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What one version of the analyser reads in one revision; corrections are applied on top, never baked in."""

    revision: RevisionId
    version: str
    appearances: tuple[Appearance, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def unresolved(self) -> tuple[Resolution, ...]:
        """The mentions for which two people fit."""
        return tuple(each for each in self.resolutions if each.appearance is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone we can recognise, as the register remembers them."""

    id: PersonId
    name: str
    keys: tuple[str, ...] = ()  # folded name parts under which the register finds them, sorted
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    role: str = ""  # the newest one told
    role_source: ArticleId | None = None
    gender: Literal["", "f", "m"] = ""
    birth_year: int | None = None  # about, from an age told
    context: tuple[str, ...] = ()  # folded words and co-named people that tell them from namesakes, sorted
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    merged_into: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which person an appearance is."""

    article: ArticleId
    revision: RevisionId
    appearance: str  # its key
    person: PersonId
    involvement: Involvement
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two people who may be one: for an editor to decide."""

    one: PersonId  # before `other` in the order of ids
    other: PersonId
    evidence: tuple[str, ...]  # what speaks for it, in words
    against: tuple[str, ...]  # what speaks against it
    confidence: float  # that they are one, 0 to 1
    article: ArticleId  # that shows it
    on: date  # when that was published


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """What identifying some articles gave: who is who, the people who are new or changed, and what is uncertain."""

    identities: tuple[Identity, ...] = ()
    people: tuple[Person, ...] = ()  # new or changed, sorted by id
    proposals: tuple[Proposal, ...] = ()  # sorted by their two ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with what the analyser read in it: what the stages after analysis take."""

    article: Article
    analysis: Analysis


class Teaching(StrEnum):
    """What a correction can say of a person."""

    ALIAS = "alias"
    SAME = "same"
    APART = "apart"
    FOLLOW = "follow"
    MUTE = "mute"
    LEAVE_OUT = "leave-out"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an editor taught: one line of people.yaml."""

    teaching: Teaching
    person: str  # a person's id or name
    value: str = ""  # the alias, or the other person
    on: date | None = None
