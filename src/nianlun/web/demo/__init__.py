"""The demo: a made-up county with its people and its library, loaded once and then left alone."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from ruamel.yaml import YAML

from nianlun.apps.library.actions.imports import Delivered, start_import
from nianlun.apps.library.importing.jobs import work
from nianlun.apps.library.models import Access, ImportJob, Source
from nianlun.apps.people.actions.accounts import create_user, system_user
from nianlun.apps.people.actions.rights import grant
from nianlun.apps.people.actions.units import create_unit
from nianlun.apps.people.models import Unit, UnitKind, User
from nianlun.web.demo.county import ACCOUNTS, BUREAUS, COUNTY, STREETS, TOWNS, VILLAGES

PASSWORD_FILE = "demo-password"  # noqa: S105 - the name of the file, not the password


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Sample files that one unit brings in together."""

    unit: str
    by: str
    """User name of who brings them."""
    access: str
    tags: tuple[str, ...]
    files: tuple[str, ...]


def password() -> str:
    """The password of all demo accounts: made at the first call, kept in the data folder."""
    path = Path(settings.DATA_FOLDER) / PASSWORD_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"qinghe-{secrets.token_hex(4)}", encoding="ascii")
    return path.read_text(encoding="ascii")


def packs_folder() -> Path:
    """The packs of the made-up county."""
    return Path(__file__).parent / "packs"


def install_packs() -> None:
    """Put the county's packs where an office keeps its own; what is there stays as it is."""
    for pack in packs_folder().iterdir():
        place = Path(settings.PACKS_FOLDER) / pack.name
        if not place.exists():
            shutil.copytree(pack, place)


def is_loaded() -> bool:
    """Whether the county and its people are there."""
    return User.objects.filter(username=ACCOUNTS[-1].username).exists()


@transaction.atomic
def load_county(*, at: datetime) -> None:
    """Make the units and the accounts, all or none; a second call makes nothing."""
    if is_loaded():
        return
    system = system_user()
    units = {COUNTY: create_unit(name=COUNTY, kind=UnitKind.COUNTY, parent=None, by=system, at=at)}

    def add(names: tuple[str, ...], kind: str, parent: str) -> None:
        for order, name in enumerate(names, len(units)):
            units[name] = create_unit(
                name=name,
                kind=kind,
                parent=units[parent],
                short_name=name.removeprefix("县"),
                order=order,
                by=system,
                at=at,
            )

    add(BUREAUS, UnitKind.BUREAU, COUNTY)
    add(STREETS, UnitKind.STREET, COUNTY)
    add(TOWNS, UnitKind.TOWN, COUNTY)
    for town, villages in VILLAGES.items():
        add(villages, UnitKind.VILLAGE, town)
    for account in ACCOUNTS:
        user = create_user(
            username=account.username,
            display_name=account.display_name,
            unit=units[account.unit],
            password=password(),
            must_change_password=False,
            by=system,
            at=at,
        )
        grant(user=user, unit=units[account.unit], role=account.role, by=system, at=at)


def deliveries() -> Iterator[Delivery]:
    """The sample deliveries, as `samples/deliveries.yaml` lists them."""
    listed = YAML(typ="safe").load(_samples().joinpath("deliveries.yaml").read_text(encoding="utf-8"))
    for entry in listed:
        yield Delivery(
            unit=entry["unit"],
            by=entry["by"],
            access=entry["access"],
            tags=tuple(entry.get("tags", ())),
            files=tuple(entry["files"]),
        )


def load_library(*, at: datetime, progress: Callable[[int, int, str], None]) -> None:
    """Import the sample documents, reporting (done, all, unit); what a killed run left is taken up again."""
    every = list(deliveries())
    for done, delivery in enumerate(every):
        progress(done, len(every), delivery.unit)
        unit = Unit.objects.get(name=delivery.unit)
        if Source.objects.filter(unit=unit, name__in=delivery.files).count() == len(delivery.files):
            continue
        job = start_import(
            files=[Delivered(name, _opener(name)) for name in delivery.files],
            unit=unit,
            access=Access(delivery.access),
            tags=delivery.tags,
            origin=ImportJob.Origin.COMMAND,
            in_background=False,
            by=User.objects.get(username=delivery.by),
            at=at,
        )
        work(job.pk)
    progress(len(every), len(every), "")


def _samples() -> Traversable:
    return resources.files("nianlun.web.demo") / "samples"


def _opener(name: str) -> Callable[[], BinaryIO]:
    return lambda: (_samples() / name).open("rb")
