"""feeds.yaml, as pydantic models: the shapes people already write, each setting with what editors tell of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from digest.config.values import (
    Clock,
    Cron,
    Duration,
    FeedUrl,
    FullTextWord,
    KeptFor,
    Language,
    Languages,
    Mailbox,
    Mailboxes,
    RecogniserName,
    Tellings,
    Texts,
    UserName,
    Variable,
    Weekdays,
    YesOrNo,
    Zone,
)
from digest.model import FullText

SHORTEST_KEPT = timedelta(days=30)


class Model(BaseModel):
    """Every part of the file refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class AuthEntry(Model):
    """`auth:`, the account at a private feed: its secret stands in the environment, never here."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": ["username", "password_from"]}, {"required": ["token_from"]}],
            "dependentRequired": {"username": ["password_from"], "password_from": ["username"]},
        }
    )

    username: UserName | None = Field(default=None, description="The user name; it needs `password_from`.")
    password_from: Variable | None = Field(
        default=None, description="The environment variable that holds the password."
    )
    token_from: Variable | None = Field(
        default=None, description="The environment variable that holds a token, instead of name and password."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> AuthEntry:
        account = (self.username is not None, self.password_from is not None)
        if any(account) == (self.token_from is not None) or (any(account) and not all(account)):
            raise ValueError(
                "write either {username: NAME, password_from: VARIABLE} or {token_from: VARIABLE}"
            )
        return self


class RulesEntry(Model):
    """`include:` or `exclude:`, what items are known by."""

    words: Tellings = Field(
        default_factory=list, description="Whole words or phrases of the title and the text, in any case."
    )
    categories: Tellings = Field(
        default_factory=list, description="Categories as the publisher calls them, as whole names."
    )
    authors: Tellings = Field(default_factory=list, description="Authors' whole names.")
    languages: Languages = Field(default_factory=list, description="Languages; `en` means `en-GB` too.")


class FeedEntry(Model):
    """One feed: its address alone, or a mapping."""

    url: FeedUrl
    name: str = Field(
        default="",
        max_length=120,
        description="What the outlet is called in the mail; left out: the feed's own title.",
    )
    category: str = Field(
        default="",
        max_length=80,
        description="Groups feeds, for digests and for stories about nobody.",
    )
    weight: float = Field(default=1.0, gt=0, le=10, description="How much the outlet's word counts.")
    full_text: FullTextWord = Field(
        default=FullText.AUTO,
        description="Whether the page behind an item is read: yes, no, or auto, where the feed's text is short.",
    )
    paused: YesOrNo = Field(default=False, description="Whether the feed is left unvisited for now.")
    auth: AuthEntry | None = Field(default=None, description="The account at a private feed.")
    include: RulesEntry | None = Field(
        default=None, description="Only items that fit every kind of rule given here are taken."
    )
    exclude: RulesEntry | None = Field(
        default=None, description="Items that fit one of these rules are left out."
    )


def _as_mapping(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


FeedLine = Annotated[FeedEntry, BeforeValidator(_as_mapping, json_schema_input_type=FeedUrl | FeedEntry)]


class CategoryEntry(Model):
    """A named group of feeds."""

    name: str = Field(
        min_length=1, max_length=80, description="The category of its feeds, unless one names its own."
    )
    sources: list[FeedLine] = Field(default_factory=list, description="Its feeds.")


class DigestEntry(Model):
    """One newsletter."""

    model_config = ConfigDict(json_schema_extra={"not": {"required": ["at", "cron"]}})

    title: str = Field(default="", max_length=120, description="Stands above its editions.")
    at: Clock | None = Field(
        default=None, description="The hour, in quotes.", json_schema_extra={"default": "07:00"}
    )
    on: Weekdays = Field(
        default=tuple(range(7)), description="The weekdays.", json_schema_extra={"default": "daily"}
    )
    cron: Cron | None = Field(default=None, description="Five fields, instead of `at` and `on`.")
    timezone: Zone | None = Field(default=None, description="Where it differs from the newsroom's.")
    language: Language | None = Field(default=None, description="Where it differs from the newsroom's.")
    categories: Texts = Field(default_factory=list, description="Only feeds of these categories.")
    to: Mailboxes = Field(default_factory=list, description="The addresses it goes to.")
    min_stories: int = Field(
        default=1, ge=1, le=100, description="With fewer stories there is no edition that day."
    )
    max_sections: int = Field(default=10, ge=1, le=100, description="How many casts get a section.")
    look: Literal["magazine", "compact"] = Field(
        default="magazine", description="magazine shows pictures, compact is text only."
    )
    images: Literal["link", "none"] = Field(
        default="link", description="link shows the outlets' own pictures, none shows none."
    )
    approve: YesOrNo = Field(
        default=False, description="Whether an edition stays a draft until it is approved."
    )
    cut_off: Clock | None = Field(
        default=None, description="With `approve`: the hour at which the draft is sent even so."
    )
    window: Duration = Field(
        default=timedelta(days=1),
        description="How far back the very first edition looks.",
        json_schema_extra={"default": "1d"},
    )
    max_age: Duration = Field(
        default=timedelta(days=3),
        description="What was published longer ago is stale and left out.",
        json_schema_extra={"default": "3d"},
    )

    @model_validator(mode="after")
    def _one_schedule(self) -> DigestEntry:
        if self.cron and self.at:
            raise ValueError("write either `at:` (with `on:`) or `cron:`, not both")
        return self


class NetworkEntry(Model):
    """What of the network is special here."""

    allow: Texts = Field(default_factory=list, description="Private hosts that may be visited.")


class MailEntry(Model):
    """The account that mail is sent with; its password comes from SMTP_PASSWORD."""

    sender: Mailbox = Field(default="", validation_alias="from", description="Who the mail comes from.")
    smtp: str = Field(
        default="",
        description="The server and the user name, never the password.",
        examples=["smtp://me%40example.org@mail.example.org"],
    )


class KeepEntry(Model):
    """How long things are kept."""

    texts: KeptFor = Field(
        default=timedelta(days=90),
        description="Articles with their revisions, at least 30d.",
        json_schema_extra={"default": "90d"},
    )
    analyses: KeptFor = Field(
        default=timedelta(days=90),
        description="Who was recognised in them; made anew when needed.",
        json_schema_extra={"default": "90d"},
    )
    editions: KeptFor = Field(
        default=None,
        description="Sent editions with their deliveries.",
        json_schema_extra={"default": "forever"},
    )

    @field_validator("texts")
    @classmethod
    def _long_enough(cls, value: timedelta | None) -> timedelta | None:
        if value is not None and value < SHORTEST_KEPT:
            raise ValueError("texts are kept for 30d at least, so that stories can be told further")
        return value


class NewsroomFile(Model):
    """The newsroom's file: feeds, and the digests that are made of them."""

    title: str = Field(default="The Daily Cast", max_length=120, description="Stands above every edition.")
    timezone: Zone = Field(default="UTC", description="An IANA name; hours and dates are local to it.")
    language: Language = Field(default="en", description="Dates and numbers in the mail follow it.")
    feeds: list[FeedLine] = Field(default_factory=list, description="The feeds.")
    categories: list[CategoryEntry] = Field(default_factory=list, description="More feeds, in named groups.")
    exclude: RulesEntry | None = Field(
        default=None, description="Items of any feed that fit one of these rules are left out."
    )
    digests: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")], DigestEntry | None] = Field(
        default_factory=dict,
        description="The newsletters by name; left out: one of everything, at 07:00.",
        json_schema_extra={"additionalProperties": False},
    )
    network: NetworkEntry = Field(
        default_factory=NetworkEntry, description="Private hosts that may be visited."
    )
    mail: MailEntry = Field(default_factory=MailEntry, description="The account that mail is sent with.")
    keep: KeepEntry = Field(default_factory=KeepEntry, description="How long things are kept.")
    recogniser: RecogniserName = Field(
        default="", description="What finds names; left out: the best of what is installed."
    )
