"""What the templates of the mail show: texts that are ready, in the reader's language.

Every text is on one line, free of control characters and of bounded length; every address is http(s), or a
place in the mail. Markup in a text is still markup: the template engine escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a reader can go from the mail; what is empty is not shown.

    Without `unsubscribe` the mail is a personal one and says how to stop in feeds.yaml.
    """

    base_url: str = ""
    read_online: str = ""
    unsubscribe: str = ""
    preferences: str = ""
    editions: str = ""  # earlier editions stand under it by their number
    contact: str = ""  # who sends it, one line: a postal or a mail address


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an edition is shown, so that the mail stays under the size at which clients clip it."""

    sections: int = 60
    stories: int = 25  # of a section
    plain: int = 40  # of all plain stories
    sentences: int = 9  # of the story that leads a section
    told: int = 25  # stories of a section that are told with a sentence, the others by headline alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text and where it leads; an empty `url` is plain text."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A person's initials on their colour."""

    initials: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence or quote with who says so."""

    text: str
    by: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoIn:
    """Other outlets that carry the same text."""

    label: str
    outlets: tuple[Link, ...]
    rest: str  # how many more there are; empty where all are named


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuoteView:
    """A quote of the day: who says it, who that is, and where it stands."""

    text: str
    speaker: str
    role: str
    outlet: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """Since when a story has been told, and the edition that told it last."""

    text: str
    earlier: Link  # empty where there is no page to lead to


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDays:
    """How much somebody was in the news: articles a day, today last."""

    name: str  # empty where the section is about one person
    counts: tuple[int, ...]
    bars: tuple[int, ...]  # the counts as heights in pixels, comparable within a section
    seen: int  # on how many of these days
    mean: float  # of the days before today, as far as they are known
    caption: str  # today, and what is remarkable about it
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story as the mail tells it."""

    headline: str
    url: str
    kicker: str
    outlets: tuple[Link, ...]
    sentences: tuple[Told, ...]
    quotes: tuple[Told, ...]
    picture: str  # https, or empty
    picture_alt: str
    language: str  # empty where it is the mail's own
    direction: str
    also_in: AlsoIn | None = None
    continues: Continued | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A cast and its stories."""

    anchor: str
    name: str
    roles: tuple[str, ...]
    discs: tuple[Disc, ...]
    days: tuple[PersonDays, ...]  # of those of the cast whose days are known
    count: str  # of its stories; empty where it is one
    lead: StoryView
    more: tuple[StoryView, ...]
    hidden: str
    also_with: tuple[Link, ...]
    others: str
    elsewhere: str
    elsewhere_links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView:
    """Stories about nobody, under their category."""

    heading: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """Everything an edition's templates show."""

    title: str
    subject: str
    preheader: str
    language: str
    direction: str
    look: str  # "magazine" or "compact"
    date: str
    counts: str
    labels: Mapping[str, str]
    quotes: tuple[DayQuoteView, ...]
    sections: tuple[SectionView, ...]
    plain: tuple[PlainView, ...]
    hidden: str
    footer: tuple[str, ...]
    links: tuple[Link, ...]
    read_online: str
    contact: str
