"""Tablets, the keys of the people on them, what they brought, and photos and signatures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from thuisbasis.database import UtcDateTime

revision: str = "0060"
down_revision: str | None = "0050"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "attachment",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_attachment_organisation_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_attachment_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("organisation_id", "sha256", name=op.f("uq_attachment_organisation_id_sha256")),
    )
    op.create_table(
        "tablet_device",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("seen_by_id", sa.Uuid(), nullable=False),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("oldest_waiting_at", UtcDateTime(), nullable=True),
        sa.Column("shut_out_at", UtcDateTime(), nullable=True),
        sa.Column("shut_out_by_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "seen_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_tablet_device_organisation_id_seen_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "shut_out_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_tablet_device_organisation_id_shut_out_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_tablet_device_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_tablet_device")),
    )
    with op.batch_alter_table("tablet_device", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tablet_device_organisation_id_seen_at"), ["organisation_id", "seen_at"], unique=False
        )

    op.create_table(
        "attachment_part",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "attachment_id"],
            ["attachment.organisation_id", "attachment.id"],
            name=op.f("fk_attachment_part_organisation_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_attachment_part_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_attachment_part")),
        sa.UniqueConstraint(
            "organisation_id",
            "attachment_id",
            "start",
            name=op.f("uq_attachment_part_organisation_id_attachment_id_start"),
        ),
    )
    op.create_table(
        "tablet_key",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("unlock_key", sa.String(length=60), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "device_id"],
            ["tablet_device.organisation_id", "tablet_device.id"],
            name=op.f("fk_tablet_key_organisation_id_device_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_tablet_key_organisation_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_tablet_key_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_tablet_key")),
        sa.UniqueConstraint(
            "organisation_id", "device_id", "staff_id", name=op.f("uq_tablet_key_organisation_id_device_id_staff_id")
        ),
    )
    op.create_table(
        "record_attachment",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "record_id"],
            ["record.organisation_id", "record.id"],
            name=op.f("fk_record_attachment_organisation_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_record_attachment_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_record_attachment")),
        sa.UniqueConstraint(
            "organisation_id", "record_id", "sha256", name=op.f("uq_record_attachment_organisation_id_record_id_sha256")
        ),
    )
    op.create_table(
        "tablet_item",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("enrolment_id", sa.Uuid(), nullable=True),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("had_conflict", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("clock_offset", sa.Integer(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_note", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "device_id"],
            ["tablet_device.organisation_id", "tablet_device.id"],
            name=op.f("fk_tablet_item_organisation_id_device_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "record_id"],
            ["record.organisation_id", "record.id"],
            name=op.f("fk_tablet_item_organisation_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "school_id"],
            ["school.organisation_id", "school.id"],
            name=op.f("fk_tablet_item_organisation_id_school_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sent_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_tablet_item_organisation_id_sent_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "settled_by_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_tablet_item_organisation_id_settled_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_tablet_item_organisation_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_tablet_item_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_tablet_item")),
    )
    with op.batch_alter_table("tablet_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tablet_item_organisation_id_device_id"), ["organisation_id", "device_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_tablet_item_organisation_id_record_id"), ["organisation_id", "record_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_tablet_item_organisation_id_state_received_at"),
            ["organisation_id", "state", "received_at"],
            unique=False,
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("tablet_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tablet_item_organisation_id_state_received_at"))
        batch_op.drop_index(batch_op.f("ix_tablet_item_organisation_id_record_id"))
        batch_op.drop_index(batch_op.f("ix_tablet_item_organisation_id_device_id"))

    op.drop_table("tablet_item")
    op.drop_table("record_attachment")
    op.drop_table("tablet_key")
    op.drop_table("attachment_part")
    with op.batch_alter_table("tablet_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tablet_device_organisation_id_seen_at"))

    op.drop_table("tablet_device")
    op.drop_table("attachment")
