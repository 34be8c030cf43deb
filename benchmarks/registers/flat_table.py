"""DuckDB as a peer: the same entries in one flat table, the same questions, exact numbers."""

from __future__ import annotations

import csv
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from nianlun.apps.registers.definitions.slots import slots_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import IndexRow, Register
from nianlun.define.reading.periods import read_period

FIELDS = ("signed_on", "amount", "area", "staff", "industry", "foreign")
TABLE = """
CREATE TABLE entries AS SELECT * FROM read_csv(?, header = false, columns = {
  'register': 'INTEGER', 'reached': 'VARCHAR', 'signed_on': 'DATE', 'amount': 'DECIMAL(18,2)',
  'area': 'DECIMAL(12,4)', 'staff': 'DECIMAL(12,1)', 'industry': 'VARCHAR', 'foreign': 'VARCHAR'})
"""
ASKED = {
    "signed": ("COUNT(*)", ""),
    "foreign": ("COUNT(*)", "AND \"foreign\" = 'yes'"),
    "invested": ("SUM(amount)", ""),
    "pets": ("COUNT(*)", "AND amount >= 5000000000 AND industry = '2'"),
    "begun": ("COUNT(*)", "AND reached LIKE '%|3:%'"),
    "largest": ("MAX(amount)", ""),
    "staff": ("SUM(staff), COUNT(staff)", ""),
    "area": ("SUM(area)", ""),
}
"""What is selected and where, by the kind of indicator."""


def flat_table(folder: str, registers: list[Register]) -> duckdb.DuckDBPyConnection:
    """The newest version of every entry that stands, in one table in memory."""
    path = Path(folder) / "entries.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for register in registers:
            columns = [_column(register, key) for key in FIELDS]
            standing = IndexRow.objects.filter(
                register=register, superseded_at__isnull=True, is_living=True, is_final=True
            )
            rows = standing.order_by().values_list("register_id", "reached", *columns)
            writer.writerows(_plain(row) for row in rows.iterator(chunk_size=10_000))
    found = duckdb.connect()
    found.execute(TABLE, [str(path)])
    path.unlink()
    return found


def _column(register: Register, key: str) -> str:
    if register.current is None:
        raise AssertionError(register.key)
    return slots_of(register).of(definition_of(register.current).field_by_key[key])[0]


def _plain(row: tuple[Any, ...]) -> list[str]:
    """Numbers as the decimal digits they stand for; what is missing stays empty."""
    return ["" if each is None else repr(each) if isinstance(each, float) else str(each) for each in row]


def answer(table: duckdb.DuckDBPyConnection, key: str, register: int, period: str) -> Decimal | None:
    """The value of one question, in base units."""
    what, where = ASKED[key]
    span = read_period(period)
    found = table.execute(
        f"SELECT {what} FROM entries WHERE register = ? AND signed_on BETWEEN ? AND ? {where}",
        [register, span.first, span.last],
    ).fetchone()
    if found is None or found[0] is None:
        return None
    value = Decimal(found[0])
    return value / found[1] if key == "staff" else value


def seconds_of(table: duckdb.DuckDBPyConnection, asked: list[tuple[str, int, str]]) -> float:
    """Best of several runs over all questions."""
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        for each in asked:
            answer(table, *each)
        taken.append(time.perf_counter() - began)
    return min(taken)
