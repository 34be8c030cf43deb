"""A table whose rows of one register lie side by side: without row numbers on SQLite, in partitions on PostgreSQL.

Measured on three million rows in thirty registers: a filtered page of 33,000 entries takes 22 ms instead of
105 on SQLite and 41 instead of 145 on PostgreSQL (docs/adr).
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

PARTITIONS = 64


class CreateClusteredModel(migrations.CreateModel):
    """Creates a model whose composite key begins with the register."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create the table as Django would, with what its database needs at the end."""
        del from_state
        model = to_state.apps.get_model(app_label, self.name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        sql, params = schema_editor.table_sql(model)
        table = schema_editor.quote_name(model._meta.db_table)  # noqa: SLF001
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)
        else:
            column = schema_editor.quote_name(model._meta.get_field("register").column)  # noqa: SLF001
            schema_editor.execute(f"{sql} PARTITION BY HASH ({column})", params or None)
            for part in range(PARTITIONS):
                name = schema_editor.quote_name(f"{model._meta.db_table}_{part}")  # noqa: SLF001
                schema_editor.execute(
                    f"CREATE TABLE {name} PARTITION OF {table} "
                    f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {part})"
                )
