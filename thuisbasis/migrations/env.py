"""Alembic's environment. On SQLite foreign keys are off while tables are rebuilt, then checked; rows are counted.

With them on, Alembic's batch mode (new table, copy, drop the old one) would fire ON DELETE rules and lose rows.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, func, inspect, select, table

from thuisbasis.database import UtcDateTime
from thuisbasis.encryption import EncryptedText
from thuisbasis.tables import metadata


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types into a migration by its name."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from thuisbasis.database import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, EncryptedText):
        return "sa.Text()"
    return False


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def refuse_lost_rows(connection: Connection, before: dict[str, int]) -> None:
    """Stop, and so roll back, when a table that is still there has fewer rows than before, or a key leads nowhere."""
    after = counts(connection)
    lost = {name: count - after[name] for name, count in before.items() if name in after and after[name] < count}
    if lost and not context.get_x_argument(as_dictionary=True).get("may_lose_rows"):
        raise RuntimeError(f"this migration would lose rows: {lost}. Nothing was changed.")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"this migration would break foreign keys: {broken[:5]}. Nothing was changed.")


def run(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=sqlite,
        render_item=render_item,
        transactional_ddl=True,  # Alembic doubts it of SQLite, which can since we say BEGIN ourselves
    )
    with context.begin_transaction():
        before = counts(connection)
        context.run_migrations()
        refuse_lost_rows(connection, before)
    if sqlite:
        connection.commit()


run(context.config.attributes["connection"])
