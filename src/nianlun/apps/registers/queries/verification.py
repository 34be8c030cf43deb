"""Finds what was changed, removed or inserted behind the application's back; one pass over all versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from nianlun.apps.registers.definitions.text import digest_of_text
from nianlun.apps.registers.models import DailyRoot, Entry, IndexRow, Register, RegisterVersion, Version
from nianlun.apps.registers.queries.roots import RootInTheMaking, chained
from nianlun.apps.registers.recording.digests import DIGESTED, digest_of

CHUNK = 5_000
_AT = {name: place for place, name in enumerate(DIGESTED)}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as the application left it."""

    kind: str
    """`changed`, `removed`, `inserted`."""
    what: str
    """`version`, `entry`, `definition`, `day`, `index`."""
    register: str
    """Key of the register."""
    subject: str
    """Number of the entry and version, or the day."""
    entry: int | None = None
    version: int | None = None


@dataclass
class Verification:
    """What a pass has seen so far."""

    versions: int = 0
    entries: int = 0
    days: int = 0
    findings: list[Finding] = field(default_factory=list)


def verify(registers: list[Register] | None = None) -> Verification:
    """Walk everything, or some registers."""
    chosen = list(Register.objects.all()) if registers is None else registers
    seen = Verification()
    keys = {each.pk: each.key for each in chosen}
    definitions = _definitions(chosen, seen)
    tails, days = _versions(keys, definitions, seen)
    _entries(keys, tails, seen)
    _days(keys, days, seen)
    _index(keys, seen)
    return seen


def _definitions(registers: list[Register], seen: Verification) -> dict[int, str]:
    digests = {}
    for each in RegisterVersion.objects.filter(register__in=registers).select_related("register"):
        digests[each.pk] = each.digest
        if digest_of_text(each.definition) != each.digest:
            found = Finding("changed", "definition", each.register.key, f"{each.register.key}/{each.number}")
            seen.findings.append(found)
    return digests


Tail = tuple[int, str]
Days = dict[tuple[int, date], RootInTheMaking]


def _versions(
    keys: dict[int, str], definitions: dict[int, str], seen: Verification
) -> tuple[dict[int, Tail], Days]:
    """Every digest and every link of the chains; gives the end of each chain and the digests of each day."""
    tails: dict[int, Tail] = {}
    days: Days = {}
    zone = timezone.get_default_timezone()
    rows = Version.objects.filter(register__in=keys).order_by("pk").values_list(*DIGESTED, "digest")
    for row in rows.iterator(chunk_size=CHUNK):
        *values, digest = row
        seen.versions += 1
        register, entry, number = values[0], values[1], values[2]
        if digest_of(values, definitions.get(values[3], "")) != digest:
            seen.findings.append(_of_version("changed", keys[register], entry, number))
        seen.findings += _linked(keys[register], entry, number, values[-1], tails.get(entry))
        tails[entry] = (number, digest)
        day = values[_AT["recorded_at"]].astimezone(zone).date()
        making = days.get((register, day))
        if making is None:
            making = days[register, day] = RootInTheMaking(day)
        making.add(digest)
    return tails, days


def _of_version(kind: str, register: str, entry: int, number: int) -> Finding:
    return Finding(kind, "version", register, f"#{entry}/{number}", entry, number)


def _linked(register: str, entry: int, number: int, previous: str, tail: Tail | None) -> Iterator[Finding]:
    """A version stands right after the one before, and names its digest."""
    last, digest = tail if tail is not None else (0, "")
    if number <= last:
        yield _of_version("inserted", register, entry, number)
    elif number > last + 1:
        for missing in range(last + 1, number):
            yield _of_version("removed", register, entry, missing)
    elif previous != digest:
        yield _of_version("changed", register, entry, number - 1 if last else number)


def _entries(keys: dict[int, str], tails: dict[int, Tail], seen: Verification) -> None:
    """Entries end where their chains end, and stand as their newest version says."""
    rows = Entry.objects.filter(register__in=keys).order_by("pk")
    for entry, register, newest in rows.values_list("pk", "register_id", "newest").iterator(chunk_size=CHUNK):
        seen.entries += 1
        last = tails.pop(entry, (0, ""))[0]
        for missing in range(last + 1, newest + 1):
            seen.findings.append(_of_version("removed", keys[register], entry, missing))
        for extra in range(newest + 1, last + 1):
            seen.findings.append(_of_version("inserted", keys[register], entry, extra))
    for entry, (number, _) in tails.items():
        register = Version.objects.filter(entry=entry).values_list("register_id", flat=True)[0]
        seen.findings.append(Finding("removed", "entry", keys[register], f"#{entry}/{number}", entry))
    _heads(keys, seen)


def _heads(keys: dict[int, str], seen: Verification) -> None:
    heads = Version.objects.filter(register__in=keys, number=F("entry__newest"))
    other = heads.exclude(
        unit=F("entry__unit"), is_living=F("entry__is_living"), register=F("entry__register")
    ).values_list("register_id", "entry_id", "entry__code")
    first = Version.objects.filter(register__in=keys, number=1)
    first = first.annotate(kept=KeyTextTransform("code", "detail")).exclude(kept=F("entry__code"))
    for register, entry, code in [*other, *first.values_list("register_id", "entry_id", "entry__code")]:
        seen.findings.append(Finding("changed", "entry", keys[register], code, entry))


def _days(keys: dict[int, str], days: Days, seen: Verification) -> None:
    """Closed days hold what they held when they were closed."""
    for register, key in keys.items():
        roots = list(DailyRoot.objects.filter(register=register).order_by("day"))
        if not roots:
            continue
        seen.days += len(roots)
        closed = {root.day for root in roots}
        for root in roots:
            making = days.get((register, root.day), RootInTheMaking(root.day))
            if next(chained(register, [making], root.previous_root)).root != root.root:
                seen.findings.append(
                    Finding(_kind(making.count, root.count), "day", key, root.day.isoformat())
                )
        for before, root in zip([None, *roots], roots, strict=False):
            if root.previous_root != (before.root if before is not None else ""):
                seen.findings.append(Finding("removed", "day", key, root.day.isoformat()))
        late = [
            day for number, day in days if number == register and day <= roots[-1].day and day not in closed
        ]
        seen.findings += [Finding("inserted", "day", key, day.isoformat()) for day in late]


def _kind(now: int, then: int) -> str:
    if now == then:
        return "changed"
    return "inserted" if now > then else "removed"


def _index(keys: dict[int, str], seen: Verification) -> None:
    """The index says of each version what the version says; `nianlun registers reindex` makes it anew."""
    rows = IndexRow.objects.filter(register__in=keys)
    same = Q(
        entry=F("version__entry"),
        unit=F("version__unit"),
        recorded_at=F("version__recorded_at"),
        is_living=F("version__is_living"),
    )
    same &= Q(stage=F("version__stage")) | Q(stage__isnull=True, version__stage__isnull=True)
    for register, code, version in rows.exclude(same).values_list("register_id", "code", "version_id"):
        seen.findings.append(Finding("changed", "index", keys[register], f"{code} ({version})"))
    there = IndexRow.objects.filter(register=OuterRef("register"), version=OuterRef("pk"))
    missing = Version.objects.filter(~Exists(there), register__in=keys)
    for register, entry, number in missing.values_list("register_id", "entry_id", "number"):
        seen.findings.append(Finding("removed", "index", keys[register], f"#{entry}/{number}", entry, number))
    doubled = rows.filter(superseded_at__isnull=True).exclude(version__number=F("entry__newest"))
    for register, code, version in doubled.values_list("register_id", "code", "version_id"):
        seen.findings.append(Finding("changed", "index", keys[register], f"{code} ({version})"))
