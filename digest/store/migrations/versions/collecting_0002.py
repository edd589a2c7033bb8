"""What careful collecting needs: hosts, boilerplate, more about feeds and texts, and what pruning looks for."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def words(name: str, *, default: str | None = None) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def moment(name: str, *, empty: bool = False) -> "sa.Column[datetime]":
    return sa.Column(name, _MOMENT, nullable=empty)


def upgrade() -> None:
    for column in (
        words("moving_to", default=""),
        sa.Column("stopped", sa.Boolean, nullable=False, server_default=sa.false()),
        words("note", default=""),
        moment("last_body", empty=True),
        moment("archive", empty=True),
        sa.Column("hold", sa.BigInteger),
        words("skip_hours", default="[]"),
        words("skip_days", default="[]"),
    ):
        op.add_column("feed_state", column)
    op.add_column("revision", words("section", default=""))
    op.create_index("ix_revision_first_seen", "revision", ["first_seen"])
    op.create_index("ix_article_feed_url_first_seen", "article", ["feed_url", "first_seen"])
    _create_tables()
    op.add_column("edition", moment("cut_off", empty=True))
    op.create_index("ix_edition_state_cut_off", "edition", ["state", "cut_off"])
    _read_cut_offs()


def _create_tables() -> None:
    op.create_table(
        "host",
        words("host"),
        moment("paused_until", empty=True),
        words("reason"),
        words("robots"),
        moment("robots_until", empty=True),
        sa.PrimaryKeyConstraint("host", name="pk_host"),
    )
    op.create_table(
        "boilerplate",
        words("outlet"),
        words("paragraph"),
        moment("last_seen"),
        sa.PrimaryKeyConstraint("outlet", "paragraph", name="pk_boilerplate"),
    )
    op.create_index("ix_boilerplate_last_seen", "boilerplate", ["last_seen"])


def _read_cut_offs() -> None:
    """Write beside each snapshot the cut-off that it tells; where it cannot be read, the edition is never pruned."""
    edition = sa.table("edition", sa.column("number"), sa.column("snapshot"), sa.column("cut_off", _MOMENT))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(edition.c.number)).all():
        this = edition.c.number == number
        snapshot = connection.scalar(sa.select(edition.c.snapshot).where(this))
        connection.execute(sa.update(edition).where(this).values(cut_off=_cut_off(snapshot)))


def _cut_off(snapshot: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(json.loads(snapshot or "")["cut_off"])
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
