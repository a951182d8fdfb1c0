"""What happens at the door: a note on safety, what visitors tell, and whether they are back."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from thuisbasis.database import UtcDateTime

revision: str = "0040"
down_revision: str | None = "0030"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("family") as family:
        family.add_column(sa.Column("safety_note", sa.String(length=300), nullable=False, server_default=""))
    with op.batch_alter_table("family") as family:
        family.alter_column("safety_note", existing_type=sa.String(length=300), server_default=None)
    _signals()
    _returns()


def _keys(table: str, *staff: str) -> list[sa.ForeignKeyConstraint]:
    to = {"contact_id": "contact"} | dict.fromkeys(staff, "staff")
    return [
        sa.ForeignKeyConstraint(
            ["organisation_id", column],
            [f"{target}.organisation_id", f"{target}.id"],
            name=op.f(f"fk_{table}_organisation_id_{column}"),
        )
        for column, target in to.items()
    ]


def _signals() -> None:
    op.create_table(
        "visit_signal",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("went", sa.String(length=12), nullable=False),
        sa.Column("new_starts", UtcDateTime(), nullable=True),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column("handled_by", sa.Uuid(), nullable=True),
        sa.Column("handled_note", sa.Text(), nullable=False),
        *_keys("visit_signal", "staff_id", "handled_by"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_visit_signal_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_visit_signal")),
    )
    op.create_index(
        op.f("ix_visit_signal_organisation_id_contact_id_at"), "visit_signal", ["organisation_id", "contact_id", "at"]
    )
    to_handle = sa.text("asks AND handled_at IS NULL")
    op.create_index(
        "ix_visit_signal_to_handle", "visit_signal", ["organisation_id", "at", "id"],
        sqlite_where=to_handle, postgresql_where=to_handle,
    )  # fmt: skip


def _returns() -> None:
    op.create_table(
        "visit_return",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("expected_back", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_keys("visit_return", "staff_id", "answered_by"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_visit_return_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_visit_return")),
    )
    op.create_index(
        op.f("ix_visit_return_organisation_id_contact_id"), "visit_return", ["organisation_id", "contact_id"]
    )
    out = sa.text("answered_at IS NULL")
    op.create_index(
        "ix_visit_return_out", "visit_return", ["organisation_id", "expected_back", "id"],
        sqlite_where=out, postgresql_where=out,
    )  # fmt: skip


def downgrade() -> None:
    """Go back."""
    op.drop_table("visit_return")
    op.drop_table("visit_signal")
    with op.batch_alter_table("family") as family:
        family.drop_column("safety_note")
