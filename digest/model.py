"""The words of People Digest, as values.

Everything here is frozen. Times are UTC from the edge inwards; ids come from content, so any stage can compute
them without asking the storage. Offsets are code points in the field as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
RevisionId = NewType("RevisionId", str)
PersonId = NewType("PersonId", str)
StoryId = NewType("StoryId", str)
Field = Literal["title", "text"]


def content_id(*parts: str) -> str:
    """A short id that depends on `parts` alone (64 bits, hexadecimal)."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def require_utc(**moments: datetime) -> None:
    """Raise ValueError for a moment that is not in UTC."""
    for name, moment in moments.items():
        if moment.utcoffset() != timedelta(0):
            raise ValueError(f"{name} is not in UTC: {moment}")


# ---------------------------------------------------------------------------------------------- feeds


class FullText(StrEnum):
    """Whether the page behind an entry is read: never, always, or where the feed's text is short."""

    AUTO = "auto"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source we follow, as feeds.yaml names it."""

    url: str
    name: str = ""
    category: str = ""
    weight: float = 1.0
    full_text: FullText = FullText.AUTO
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last visit to a feed left."""

    feed_url: str
    title: str = ""  # as the feed calls itself
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    last_visit: datetime | None = None
    last_success: datetime | None = None
    next_visit: datetime | None = None  # None: due now
    failures: int = 0  # in a row
    error: str = ""  # of the last visit, one plain sentence; empty: it went well
    moved_to: str = ""  # the target of a permanent redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page or feed to fetch, with the validators of the last visit."""

    url: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What fetching gave: a body, "not modified", or one sentence about what went wrong."""

    request: Request
    url: str  # after redirects
    status: int = 0  # 0: no answer
    body: bytes = b""  # decompressed
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""  # set when every redirect on the way was permanent
    retry_after: timedelta | None = None
    max_age: timedelta | None = None
    error: str = ""

    @property
    def not_modified(self) -> bool:
        """The publisher says nothing changed since the validators were given."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An outlet's own picture."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as the feed gave it, its HTML already cleaned of anything active."""

    feed_url: str
    guid: str  # the feed's own id; its url, else a hash of its title, where it has none
    url: str  # absolute; empty where the feed gives none
    title: str  # plain text
    html: str  # the longest text the feed brings, cleaned HTML
    published: datetime | None = None  # UTC
    byline: str = ""
    language: str = ""  # BCP 47, as the feed claims
    categories: tuple[str, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document, parsed. `error` is a sentence where it is none."""

    title: str = ""
    language: str = ""
    link: str = ""
    ttl: timedelta | None = None
    entries: tuple[Entry, ...] = ()
    error: str = ""
    warning: str = ""  # malformed, but read all the same


# ---------------------------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news text, cleaned of the page it came from, as its newest revision has it.

    One text carried by many feeds is one article: `id` is derived from the canonical URL. `revision` is derived
    from `id`, title and text, so a changed text is a new revision of the same article.
    """

    id: ArticleId
    revision: RevisionId
    feed_url: str  # the first feed that brought it
    url: str  # canonical: no tracking parameters, no fragment
    title: str
    text: str  # plain text, paragraphs separated by a blank line
    published: datetime  # UTC, never after first_seen
    first_seen: datetime  # UTC
    byline: str = ""
    language: str = ""  # BCP 47, detected
    picture: Picture | None = None
    entry_guid: str = ""

    def __post_init__(self) -> None:
        require_utc(published=self.published, first_seen=self.first_seen)


def article_id(canonical_url: str) -> ArticleId:
    """The id of the article at a canonical URL."""
    return ArticleId(content_id("article", canonical_url))


def revision_id(article: ArticleId, title: str, text: str) -> RevisionId:
    """The id of one text of an article."""
    return RevisionId(content_id("revision", article, title, text))


# ---------------------------------------------------------------------------------------------- people


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
class Identification:
    """What identifying some articles gave: who is who, and the people who are new or changed."""

    identities: tuple[Identity, ...] = ()
    people: tuple[Person, ...] = ()  # new or changed, sorted by id


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


# ---------------------------------------------------------------------------------------------- stories


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
    days: tuple[int, ...] = ()  # stories a day with the cast over the last 14 days, today last


# ---------------------------------------------------------------------------------------------- editions


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


# ---------------------------------------------------------------------------------------------- delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody an edition goes to. Logs and errors name the id, never the address."""

    id: str
    address: str


def reader_at(address: str) -> Reader:
    """The reader at an address; the id hides the address and is the same every day."""
    return Reader(id="r" + content_id("reader", address.strip().casefold()), address=address.strip())


class DeliveryState(StrEnum):
    """The life of a delivery. AMBIGUOUS: handed over, and the connection was lost before the receipt."""

    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One edition to one reader."""

    edition: int
    reader: str  # a reader's id
    state: DeliveryState
    message_id: str
    attempts: int = 1
    changed: datetime
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message ready to go: `data` is the whole message, CRLF line ends."""

    reader: Reader
    sender: str  # envelope
    message_id: str
    data: bytes
