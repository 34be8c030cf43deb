"""Fills the registers quickly: the same digests and index rows as the actions make, written in bulk."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.definitions.slots import SlotMap, slots_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Entry, Register, Version
from nianlun.apps.registers.models.encoding import canonical
from nianlun.apps.registers.recording.digests import digest_of_version
from nianlun.apps.registers.recording.indexing import Carried, insert_rows, row_of

ENTRIES_AT_ONCE = 4_000
BEGIN = datetime(2023, 1, 3, 1, 0, tzinfo=UTC)
SIGNS = "新能源装备制造产业园项目县经济开发区有限公司投资建设年产万吨精深加工生产线及配套设施"


@dataclass(frozen=True)
class Target:
    """A register to be filled."""

    register: Register
    slots: SlotMap
    year: int = 2023


class Filler:
    """Makes entries with versions; seeded, so that every run holds the same."""

    def __init__(
        self, user: User, towns: Sequence[Unit], registers: Sequence[Register], versions: int
    ) -> None:
        self.user = user
        self.towns = [unit.pk for unit in towns]
        self.targets = [Target(register, slots_of(register)) for register in registers]
        self.versions = versions
        self.random = random.Random(7)
        self.words = [
            "".join(self.random.choices(SIGNS, k=self.random.randint(8, 20))) for _ in range(20_000)
        ]
        self.long = ["".join(self.random.choices(SIGNS, k=60)) for _ in range(2_000)]

    def fill(self, entries: int) -> float:
        """Write so many entries, in turn to each register; gives the seconds."""
        began = time.perf_counter()
        next_entry, next_version = self._next(Entry), self._next(Version)
        for start in range(0, entries, ENTRIES_AT_ONCE):
            numbers = range(start, min(start + ENTRIES_AT_ONCE, entries))
            next_version = self._part(numbers, next_entry, next_version)
            if start % (ENTRIES_AT_ONCE * 25) == 0 and start:
                rate = start / (time.perf_counter() - began)
                print(f"  {start:>9,} entries, {rate:,.0f} a second", flush=True)
        self._set_sequences()
        return time.perf_counter() - began

    def _next(self, model: type[Entry | Version]) -> int:
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
        return (last or 0) + 1

    @transaction.atomic
    def _part(self, numbers: range, next_entry: int, next_version: int) -> int:
        entries: list[list[Any]] = []
        versions: list[list[Any]] = []
        rows: dict[int, list[dict[str, Any]]] = {}
        for number in numbers:
            place = number % len(self.targets)
            target = self.targets[place]
            code = f"T{place + 1}-{target.year}-{number // len(self.targets) + 1:06}"
            entry = Entry(pk=next_entry + number, register=target.register, code=code)
            for made, row in self._versions(target, entry, next_version):
                versions.append(made)
                rows.setdefault(place, []).append(row)
                next_version += 1
            last = versions[-1]
            name = json.loads(last[6])["1"]
            entries.append(
                [
                    entry.pk,
                    code,
                    f"{name}{number}",
                    self.versions,
                    True,
                    BEGIN,
                    None,
                    self.user.pk,
                    target.register.pk,
                    last[3],
                ]
            )
        _insert(Entry, entries, _ENTRY)
        _insert(Version, versions, _VERSION)
        for place, found in rows.items():
            insert_rows(found, self.targets[place].slots)
        return next_version

    def _versions(
        self, target: Target, entry: Entry, next_version: int
    ) -> Iterator[tuple[list[Any], dict[str, Any]]]:
        definition = target.register.current
        if definition is None:
            raise AssertionError(target.register.key)
        unit = self.random.choice(self.towns)
        at = BEGIN + timedelta(
            minutes=self.random.randrange(60 * 24 * 100), microseconds=entry.pk % 1_000_000
        )
        values = self._values()
        previous: Version | None = None
        rows: list[dict[str, Any]] = []
        made: list[list[Any]] = []
        carried = Carried()
        for number in range(1, self.versions + 1):
            if previous is not None:
                values = {
                    **values,
                    "9": f"0.{self.random.randrange(1, 99):02}",
                    "16": self.random.choice(self.long),
                }
                at += timedelta(days=self.random.randint(20, 90), seconds=self.random.randrange(3_600))
            version = self._version(target, entry, number, unit, values, at, previous)
            version.pk = next_version + number - 1
            version.digest = digest_of_version(version, definition.digest)
            if rows:
                rows[-1]["superseded_at"] = at
            rows.append(row_of(version, entry.code, definition_of(definition), target.slots, carried))
            carried = Carried(rows[-1]["updated_at"], frozenset({version.stage or 1}), version.stage)
            made.append(_plain(version))
            previous = version
        yield from zip(made, rows, strict=True)

    def _version(
        self,
        target: Target,
        entry: Entry,
        number: int,
        unit: int,
        values: dict[str, Any],
        at: datetime,
        previous: Version | None,
    ) -> Version:
        return Version(
            entry=entry,
            register=target.register,
            number=number,
            definition=target.register.current,
            unit_id=unit,
            stage=min(number, 3) if number % 2 else 1,
            classes=[],
            values=values,
            state="final",
            act="created" if number == 1 else "updated",
            detail={"code": entry.code} if number == 1 else {},
            recorded_at=at,
            recorded_by=self.user,
            previous_digest=previous.digest if previous else "",
        )

    def _values(self) -> dict[str, Any]:
        pick = self.random
        return {
            "1": pick.choice(self.words),
            "2": pick.choice(self.words),
            "3": f"13{pick.randrange(10**9):09}",
            "4": pick.choice(("equipment", "pets", "display", "digital")),
            "5": pick.choice((["land"], ["land", "fund"], ["plant"])),
            "6": str(pick.randrange(1, 90_000) * 100_000),
            "7": f"{pick.randrange(10, 3_000) / 10}",
            "8": str(pick.randrange(1, 900)),
            "9": f"0.{pick.randrange(1, 99):02}",
            "10": pick.choice(self.towns),
            "11": f"2023-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
            "12": f"2023-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
            "14": pick.random() < 0.2,
            "15": "2023",
            "16": pick.choice(self.long),
        }

    def _set_sequences(self) -> None:
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            for model in (Entry, Version):
                table = model._meta.db_table  # noqa: SLF001
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))"
                )


_ENTRY = (
    "id",
    "code",
    "key_value",
    "newest",
    "is_living",
    "created_at",
    "merged_into_id",
    "created_by_id",
    "register_id",
    "unit_id",
)
_VERSION = (
    "id",
    "entry_id",
    "number",
    "unit_id",
    "stage",
    "classes",
    "values",
    "state",
    "is_living",
    "act",
    "reason",
    "detail",
    "recorded_at",
    "previous_digest",
    "digest",
    "register_id",
    "definition_id",
    "recorded_by_id",
)
_JSON = frozenset({"classes", "values", "detail"})


def _plain(version: Version) -> list[Any]:
    return [
        canonical(getattr(version, name)) if name in _JSON else getattr(version, name) for name in _VERSION
    ]


def _insert(model: type[Entry | Version], rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> None:
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        adapt = connection.ops.adapt_datetimefield_value
        plain = [[adapt(each) if isinstance(each, datetime) else each for each in row] for row in rows]
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", plain)
