"""Two people who may be one, for an editor to decide."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "proposal",
        words("one"),
        words("other"),
        words("evidence"),
        words("against"),
        sa.Column("confidence", sa.Float(53), nullable=False),
        words("article"),
        sa.Column("on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_proposal"),
        sa.ForeignKeyConstraint(["one"], ["person.id"], name="fk_proposal_one", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["person.id"], name="fk_proposal_other", ondelete="CASCADE"),
    )
    op.create_index("ix_proposal_other", "proposal", ["other"])
