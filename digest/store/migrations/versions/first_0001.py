"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def words(name: str, *, empty: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=empty)


def moment(name: str, *, empty: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def number(name: str, *, empty: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=empty)


def upgrade() -> None:
    op.create_table(
        "feed_state",
        *map(words, ("feed_url", "title", "etag", "last_modified", "body_hash")),
        moment("last_visit", empty=True),
        moment("last_success", empty=True),
        moment("next_visit", empty=True),
        number("failures"),
        words("error"),
        words("moved_to"),
        sa.PrimaryKeyConstraint("feed_url", name="pk_feed_state"),
    )
    _create_articles()
    _create_people()
    _create_stories()
    _create_editions()


def _create_articles() -> None:
    op.create_table(
        "article",
        *map(words, ("id", "current_revision", "feed_url", "url", "entry_guid")),
        moment("published"),
        moment("first_seen"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    op.create_index("ix_article_first_seen", "article", ["first_seen"])
    op.create_table(
        "revision",
        *map(words, ("id", "article", "title", "text", "byline", "language")),
        words("picture_url", empty=True),
        words("picture_alt", empty=True),
        moment("first_seen"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_revision_article", ondelete="CASCADE"),
    )
    op.create_index("ix_revision_article", "revision", ["article"])
    op.create_table(
        "sighting",
        *map(words, ("feed_url", "guid", "article", "fingerprint")),
        moment("first_seen"),
        sa.PrimaryKeyConstraint("feed_url", "guid", name="pk_sighting"),
    )
    op.create_index("ix_sighting_article", "sighting", ["article"])
    op.create_table(
        "analysis",
        *map(words, ("revision", "version", "record")),
        sa.PrimaryKeyConstraint("revision", "version", name="pk_analysis"),
    )


def _create_people() -> None:
    op.create_table(
        "person",
        *map(words, ("id", "name", "keys", "aliases", "handles", "role")),
        words("role_source", empty=True),
        words("gender"),
        number("birth_year", empty=True),
        words("context"),
        moment("first_seen", empty=True),
        moment("last_seen", empty=True),
        words("merged_into", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.ForeignKeyConstraint(["merged_into"], ["person.id"], name="fk_person_merged_into"),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_person_not_into_itself")),
    )
    op.create_index("ix_person_merged_into", "person", ["merged_into"])
    op.create_table(
        "person_name",
        *map(words, ("key", "person")),
        sa.PrimaryKeyConstraint("key", "person", name="pk_person_name"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_person_name_person", ondelete="CASCADE"),
    )
    op.create_index("ix_person_name_person", "person_name", ["person"])
    op.create_table(
        "identity",
        *map(words, ("article", "appearance", "revision", "person", "involvement", "reason")),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("article", "appearance", name="pk_identity"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_identity_person"),
    )
    op.create_index("ix_identity_person", "identity", ["person"])


def _create_stories() -> None:
    op.create_table(
        "story",
        words("id"),
        words("merged_into", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.ForeignKeyConstraint(["merged_into"], ["story.id"], name="fk_story_merged_into"),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_story_not_into_itself")),
    )
    op.create_index("ix_story_merged_into", "story", ["merged_into"])
    op.create_table(
        "told",
        *map(words, ("article", "story")),
        sa.PrimaryKeyConstraint("article", name="pk_told"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_told_story"),
    )
    op.create_index("ix_told_story", "told", ["story"])


def _create_editions() -> None:
    op.create_table(
        "edition",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        words("digest"),
        sa.Column("local_date", sa.Date, nullable=False),
        words("state"),
        moment("changed", empty=True),
        words("snapshot"),
        sa.PrimaryKeyConstraint("number", name="pk_edition"),
        sa.UniqueConstraint("digest", "local_date", name="uq_edition_digest_local_date"),
    )
    op.create_table(
        "delivery",
        sa.Column("edition", sa.Integer, nullable=False),
        *map(words, ("reader", "state", "message_id")),
        number("attempts"),
        moment("changed"),
        words("error"),
        sa.PrimaryKeyConstraint("edition", "reader", name="pk_delivery"),
        sa.ForeignKeyConstraint(["edition"], ["edition.number"], name="fk_delivery_edition"),
    )
