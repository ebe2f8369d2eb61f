"""What those who book keep for themselves: notes, call lists, assignments, the unit's answers, guidance seen."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "private_notes",
        sa.Column("person", sa.String(36), primary_key=True),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("changed", sa.String, nullable=False),
    )
    op.create_table(
        "call_lists",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    _create_assignments(op)
    op.create_table(
        "unit_answers",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "guidance_seen",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _create_assignments(op: Operations) -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(14), nullable=False),
        sa.Column("method", sa.String(10), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("sector", sa.String(20), nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("used", sa.String(16), nullable=False),
        sa.Column("person", sa.String(36)),
        sa.Column("number", sa.Integer),
        sa.Column("category", sa.String(1)),
        sa.Column("ground", sa.String(16)),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    op.create_index("assignments_by_day", "assignments", ["day", "id"])
    op.create_table(
        "assignment_versions",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("assignment", sa.String(36), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_index("versions_by_assignment", "assignment_versions", ["assignment", "n"])


def downgrade(op: Operations) -> None:
    own = ("guidance_seen", "unit_answers", "assignment_versions", "assignments", "call_lists", "private_notes")
    for table in own:
        op.drop_table(table)
