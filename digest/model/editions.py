"""Digests and their editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from digest.model.people import Person
from digest.model.stories import DayQuote, Section, Story


class EditionState(StrEnum):
    """The life of an edition."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A recurring newsletter."""

    name: str
    title: str
    zone: str = "UTC"  # IANA name
    language: str = "en"
    at: time | None = time(7, 0)
    on: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # weekdays, Monday is 0
    cron: str = ""  # instead of `at` and `on`
    categories: tuple[str, ...] = ()  # empty: all
    to: tuple[str, ...] = ()
    sender: str = ""
    min_stories: int = 1
    max_sections: int = 10
    look: str = "magazine"
    approve: bool = False
    cut_off: time | None = None
    window: timedelta = timedelta(days=1)  # of the first edition
    max_age: timedelta = timedelta(days=3)  # older articles are stale
    images: Literal["link", "none"] = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One number of a digest: everything a template needs, a snapshot once approved."""

    digest: str
    number: int = 0  # 0: not kept yet
    title: str
    local_date: date
    zone: str
    language: str
    look: str
    since: datetime
    cut_off: datetime
    state: EditionState = EditionState.DRAFT
    sections: tuple[Section, ...] = ()
    plain: tuple[Section, ...] = ()  # stories about nobody, by category
    quotes: tuple[DayQuote, ...] = ()  # of the day, the best first
    article_count: int = 0
    outlet_count: int = 0
    left_out: int = 0  # stories beyond max_sections

    @property
    def stories(self) -> tuple[Story, ...]:
        """All its stories, in the order of the mail."""
        return tuple(story for section in (*self.sections, *self.plain) for story in section.stories)

    @property
    def people(self) -> tuple[Person, ...]:
        """The cast of all its sections, in the order of the mail."""
        return tuple(person for section in self.sections for person in section.cast)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Why there is no edition today."""

    digest: str
    local_date: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedEmail:
    """An edition as mail."""

    subject: str
    preheader: str
    html: str
    text: str
