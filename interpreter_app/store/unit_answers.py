"""What the unit has answered about itself, in the local file."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from interpreter_app.store.tables import unit_answers


def read_unit_answers(connection: Connection, name: str) -> bytes | None:
    """The JSON text of the answers called ``name``; None while there are none."""
    data: bytes | None = connection.scalar(select(unit_answers.c.data).where(unit_answers.c.name == name))
    return data


def write_unit_answers(connection: Connection, name: str, data: bytes, now: datetime) -> None:
    """Keep ``data``, JSON text, as the answers called ``name``, in the stead of what was kept."""
    changed = now.astimezone(UTC).isoformat(timespec="microseconds")
    row = {"name": name, "changed": changed, "data": data}
    connection.execute(insert(unit_answers).prefix_with("OR REPLACE"), row)
