"""Worries about safety, which only grow in what they say; and the access log names what else was opened.

What an author wrote, and every note, is refused any change by the database itself, as the audit trail is since 0002.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from thuisbasis.database import UtcDateTime

revision: str = "0030"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# By table, the columns that never change once they are written. The names of columns are quoted where SQL knows them.
KEPT = {
    "worry": "organisation_id, id, author_id, school_id, family_id, child_id, enrolment_id, contact_id, text, "
    "arose_at, received_at",
    "worry_note": 'organisation_id, id, worry_id, staff_id, written_at, kind, step, "on", outcome, text',
    "worry_opening": "organisation_id, id, worry_id, staff_id, opened_at, ends_at, reason",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "worry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("enrolment_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("arose_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("acknowledged_by_id", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "acknowledged_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_organisation_id_acknowledged_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "author_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_organisation_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "child_id"],
            ["child.organisation_id", "child.id"],
            name=op.f("fk_worry_organisation_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contact_id"],
            ["contact.organisation_id", "contact.id"],
            name=op.f("fk_worry_organisation_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "enrolment_id"],
            ["enrolment.organisation_id", "enrolment.id"],
            name=op.f("fk_worry_organisation_id_enrolment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "family_id"],
            ["family.organisation_id", "family.id"],
            name=op.f("fk_worry_organisation_id_family_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "school_id"],
            ["school.organisation_id", "school.id"],
            name=op.f("fk_worry_organisation_id_school_id"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_worry_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_worry")),
    )
    with op.batch_alter_table("worry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_worry_organisation_id_acknowledged_by_id_closed_at"),
            ["organisation_id", "acknowledged_by_id", "closed_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_worry_organisation_id_author_id_received_at"),
            ["organisation_id", "author_id", "received_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_worry_organisation_id_family_id"), ["organisation_id", "family_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_worry_organisation_id_school_id_received_at"),
            ["organisation_id", "school_id", "received_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_worry_unread",
            ["organisation_id", "received_at"],
            unique=False,
            sqlite_where=sa.text("acknowledged_at IS NULL"),
            postgresql_where=sa.text("acknowledged_at IS NULL"),
        )

    op.create_table(
        "worry_note",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worry_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_note_organisation_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "worry_id"],
            ["worry.organisation_id", "worry.id"],
            name=op.f("fk_worry_note_organisation_id_worry_id"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_worry_note_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_worry_note")),
    )
    with op.batch_alter_table("worry_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_worry_note_organisation_id_worry_id_written_at"),
            ["organisation_id", "worry_id", "written_at"],
            unique=False,
        )

    op.create_table(
        "worry_opening",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worry_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "reviewed_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_opening_organisation_id_reviewed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_opening_organisation_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "worry_id"],
            ["worry.organisation_id", "worry.id"],
            name=op.f("fk_worry_opening_organisation_id_worry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_worry_opening_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_worry_opening")),
    )
    with op.batch_alter_table("worry_opening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_worry_opening_organisation_id_staff_id_worry_id_ends_at"),
            ["organisation_id", "staff_id", "worry_id", "ends_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_worry_opening_organisation_id_worry_id"), ["organisation_id", "worry_id"], unique=False
        )
        batch_op.create_index(
            "ix_worry_opening_to_review",
            ["organisation_id", "opened_at"],
            unique=False,
            sqlite_where=sa.text("reviewed_at IS NULL"),
            postgresql_where=sa.text("reviewed_at IS NULL"),
        )

    op.create_table(
        "worry_reader",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worry_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "added_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_reader_organisation_id_added_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_worry_reader_organisation_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "worry_id"],
            ["worry.organisation_id", "worry.id"],
            name=op.f("fk_worry_reader_organisation_id_worry_id"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_worry_reader_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_worry_reader")),
        sa.UniqueConstraint(
            "organisation_id", "worry_id", "staff_id", name=op.f("uq_worry_reader_organisation_id_worry_id_staff_id")
        ),
    )
    with op.batch_alter_table("worry_reader", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_worry_reader_organisation_id_staff_id_worry_id"),
            ["organisation_id", "staff_id", "worry_id"],
            unique=False,
        )

    # Without batch mode, which on SQLite would make the table anew and lose its triggers.
    op.add_column("access_entry", sa.Column("subject_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_access_entry_subject",
        "access_entry",
        ["organisation_id", "subject_id"],
        sqlite_where=sa.text("subject_id IS NOT NULL"),
        postgresql_where=sa.text("subject_id IS NOT NULL"),
    )
    _refuse_changes()


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in KEPT.items():
            op.execute(
                f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OF {columns} OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        return
    for table, columns in KEPT.items():
        for act, when in (("update", f"UPDATE OF {columns}"), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {when} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )


def downgrade() -> None:
    """Go back."""
    # The triggers go with their tables.
    op.drop_index("ix_access_entry_subject", "access_entry")
    op.execute("ALTER TABLE access_entry DROP COLUMN subject_id")

    with op.batch_alter_table("worry_reader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worry_reader_organisation_id_staff_id_worry_id"))

    op.drop_table("worry_reader")
    with op.batch_alter_table("worry_opening", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_worry_opening_to_review",
            sqlite_where=sa.text("reviewed_at IS NULL"),
            postgresql_where=sa.text("reviewed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_worry_opening_organisation_id_worry_id"))
        batch_op.drop_index(batch_op.f("ix_worry_opening_organisation_id_staff_id_worry_id_ends_at"))

    op.drop_table("worry_opening")
    with op.batch_alter_table("worry_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worry_note_organisation_id_worry_id_written_at"))

    op.drop_table("worry_note")
    with op.batch_alter_table("worry", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_worry_unread",
            sqlite_where=sa.text("acknowledged_at IS NULL"),
            postgresql_where=sa.text("acknowledged_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_worry_organisation_id_school_id_received_at"))
        batch_op.drop_index(batch_op.f("ix_worry_organisation_id_family_id"))
        batch_op.drop_index(batch_op.f("ix_worry_organisation_id_author_id_received_at"))
        batch_op.drop_index(batch_op.f("ix_worry_organisation_id_acknowledged_by_id_closed_at"))

    op.drop_table("worry")
