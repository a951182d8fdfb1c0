"""When and why a group ended; and names sort alike on every database.

A PostgreSQL sorts text by the rules of its own language, which pass over spaces and punctuation; SQLite by the letters'
codes. Sort keys are folded already, so the codes are right on both: collation "C".
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SORTED = ("family", "guardian", "child", "staff")


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("programme_group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("end_reason", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("end_note", sa.Text(), nullable=False, server_default=""))
    _collate('COLLATE "C"')


def downgrade() -> None:
    """Go back."""
    _collate('COLLATE "default"')
    with op.batch_alter_table("programme_group", schema=None) as batch_op:
        batch_op.drop_column("end_note")
        batch_op.drop_column("end_reason")
        batch_op.drop_column("ended_on")


def _collate(collation: str) -> None:
    """On PostgreSQL: the indexes on a column follow it."""
    if op.get_bind().dialect.name == "postgresql":
        for table in SORTED:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN sort_key TYPE varchar(200) {collation}")
