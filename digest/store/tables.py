"""The tables, the same on SQLite and PostgreSQL. A change here needs a migration: a test compares the two.

Sightings outlive the articles they speak of: what was seen once is not fetched again after its text was pruned. They,
and what is pruned by itself, therefore name articles and revisions without a foreign key. Columns that came with a
later version stand last, with the value that older rows were given.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from digest.store.columns import Moment, Numbers, Seconds, WordList, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

EMPTY = text("''")

feed_state = Table(
    "feed_state",
    metadata,
    Column("feed_url", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("etag", Words, nullable=False),
    Column("last_modified", Words, nullable=False),
    Column("body_hash", Words, nullable=False),
    Column("last_visit", Moment),
    Column("last_success", Moment),
    Column("next_visit", Moment),
    Column("failures", Integer, nullable=False),
    Column("error", Words, nullable=False),
    Column("moved_to", Words, nullable=False),
    Column("moving_to", Words, nullable=False, server_default=EMPTY),
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("note", Words, nullable=False, server_default=EMPTY),
    Column("last_body", Moment),
    Column("archive", Moment),
    Column("hold", Seconds),
    Column("skip_hours", Numbers, nullable=False, server_default="[]"),
    Column("skip_days", Numbers, nullable=False, server_default="[]"),
)

host = Table(
    "host",
    metadata,
    Column("host", Words, primary_key=True),
    Column("paused_until", Moment),
    Column("reason", Words, nullable=False),
    Column("robots", Words, nullable=False),
    Column("robots_until", Moment),
)

boilerplate = Table(
    "boilerplate",
    metadata,
    Column("outlet", Words, primary_key=True),
    Column("paragraph", Words, primary_key=True),  # its hash
    Column("last_seen", Moment, nullable=False),
    Index(None, "last_seen"),
)

article = Table(
    "article",
    metadata,
    Column("id", Words, primary_key=True),
    Column("current_revision", Words, nullable=False),  # no foreign key: the two tables would need each other
    Column("feed_url", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("entry_guid", Words, nullable=False),
    Column("published", Moment, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Index(None, "first_seen"),
    Index(None, "feed_url", "first_seen"),
)

revision = Table(
    "revision",
    metadata,
    Column("id", Words, primary_key=True),
    Column("article", Words, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("byline", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("picture_url", Words),
    Column("picture_alt", Words),
    Column("first_seen", Moment, nullable=False),  # of this text, not of the article
    Column("section", Words, nullable=False, server_default=EMPTY),
    Index(None, "article"),
    Index(None, "first_seen"),
)

sighting = Table(
    "sighting",
    metadata,
    Column("feed_url", Words, primary_key=True),
    Column("guid", Words, primary_key=True),
    Column("article", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Index(None, "article"),
)

analysis = Table(
    "analysis",
    metadata,
    Column("revision", Words, primary_key=True),
    Column("version", Words, primary_key=True),
    Column("record", Text, nullable=False),  # JSON of model.Analysis
)

person = Table(
    "person",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("keys", WordList, nullable=False),
    Column("aliases", WordList, nullable=False),
    Column("handles", WordList, nullable=False),
    Column("role", Words, nullable=False),
    Column("role_source", Words),
    Column("gender", Words, nullable=False),
    Column("birth_year", Integer),
    Column("context", WordList, nullable=False),
    Column("first_seen", Moment),
    Column("last_seen", Moment),
    Column("merged_into", Words, ForeignKey("person.id")),
    CheckConstraint("merged_into <> id", name="not_into_itself"),
    Index(None, "merged_into"),
)

person_name = Table(  # person.keys once more, to find people by
    "person_name",
    metadata,
    Column("key", Words, primary_key=True),
    Column("person", Words, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "person"),
)

identity = Table(
    "identity",
    metadata,
    Column("article", Words, primary_key=True),
    Column("appearance", Words, primary_key=True),
    Column("revision", Words, nullable=False),
    Column("person", Words, ForeignKey("person.id"), nullable=False),
    Column("involvement", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Index(None, "person"),
)

proposal = Table(  # two people who may be one, until an editor says so or the contrary
    "proposal",
    metadata,
    Column("one", Words, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Words, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("evidence", WordList, nullable=False),
    Column("against", WordList, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("article", Words, nullable=False),
    Column("on", Date, nullable=False),
    Index(None, "other"),
)

story = Table(
    "story",
    metadata,
    Column("id", Words, primary_key=True),
    Column("merged_into", Words, ForeignKey("story.id")),  # always one that leads nowhere else
    CheckConstraint("merged_into <> id", name="not_into_itself"),
    Index(None, "merged_into"),
)

told = Table(
    "told",
    metadata,
    Column("article", Words, primary_key=True),
    Column("story", Words, ForeignKey("story.id"), nullable=False),
    Index(None, "story"),
)

story_decision = Table(  # of editors: whether two articles tell one story
    "story_decision",
    metadata,
    Column("one", Words, primary_key=True),
    Column("other", Words, primary_key=True),
    Column("together", Boolean, nullable=False),
    Column(
        "at", Integer, nullable=False
    ),  # the how-manieth: of two that contradict each other the newer one holds
    Index(None, "other"),
)

edition = Table(
    "edition",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("state", Words, nullable=False),  # the truth about it; the snapshot's is that of its last keeping
    Column("changed", Moment),  # when the state last moved
    Column("snapshot", Text, nullable=False),  # JSON of model.Edition
    Column("cut_off", Moment),  # the snapshot's; null where an older version kept one that could not be read
    UniqueConstraint("digest", "local_date"),
    Index(None, "state", "cut_off"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("edition", Integer, ForeignKey("edition.number"), primary_key=True),
    Column("reader", Words, primary_key=True),
    Column("state", Words, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("error", Words, nullable=False),
)
