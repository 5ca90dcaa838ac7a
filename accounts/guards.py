"""Rules that only the database can keep, whatever code or person writes to it: for use in migrations.

PostgreSQL gets composite foreign keys and a trigger; SQLite, which can add neither key to a table that
exists, gets triggers. A later migration that lets Django rebuild such a table on SQLite must lay them again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def belongs_with(table: str, column: str, target: str, shared: Sequence[str]) -> RunPython:
    """`table.column` points at a row of `target` whose `shared` columns equal this row's own: a letter to a
    contact of another application cannot be stored. A null column points at nothing and is let through."""
    name = f"{table}_{column}_belongs"
    keys = ", ".join(["id", *shared])
    own = ", ".join([column, *shared])

    def lay(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            unique = f"{target}_{'_'.join(shared)}_whole"
            editor.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS {unique} ON {target} ({keys})")
            editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({own}) REFERENCES {target} ({keys}) "
                "DEFERRABLE INITIALLY DEFERRED"
            )
            return
        same = " AND ".join(f"{field} IS NEW.{field}" for field in shared)
        for event in ("INSERT", "UPDATE"):
            editor.execute(
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} "  # noqa: S608 - our own names
                f"WHEN NEW.{column} IS NOT NULL "
                f"AND NOT EXISTS (SELECT 1 FROM {target} WHERE id = NEW.{column} AND {same}) "
                f"BEGIN SELECT RAISE(ABORT, 'constraint failed: {name}'); END"
            )

    def lift(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
            return
        for event in ("insert", "update"):
            editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}")

    return RunPython(lay, lift)


def frozen(table: str, columns: Sequence[str]) -> RunPython:
    """Once written, these columns of `table` never change again."""
    name = f"{table}_frozen"

    def lay(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION 'constraint failed: {name}' USING ERRCODE = 'integrity_constraint_violation'; "
                "END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
                f"EXECUTE FUNCTION {name}()"
            )
            return
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {changed} "
            f"BEGIN SELECT RAISE(ABORT, 'constraint failed: {name}'); END"
        )

    def lift(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
            return
        editor.execute(f"DROP TRIGGER IF EXISTS {name}")

    return RunPython(lay, lift)
