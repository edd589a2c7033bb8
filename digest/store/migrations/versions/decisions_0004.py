"""What editors decided about stories: which articles tell one, and which do not."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story_decision",
        sa.Column("one", sa.Text, nullable=False),
        sa.Column("other", sa.Text, nullable=False),
        sa.Column("together", sa.Boolean, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_story_decision"),
    )
    op.create_index("ix_story_decision_other", "story_decision", ["other"])
