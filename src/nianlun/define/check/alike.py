"""What is compared to find alike entries is text, and where they are looked for is there."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import registers_of
from nianlun.define.check.references import TEXTS, Names
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest


def check_alike(catalog: Catalog) -> Iterator[Fault]:
    """Of every register."""
    known = catalog.registers
    for path, register in registers_of(catalog):
        if register.alike is None:
            continue
        names = Names(register)
        yield from names.fields(register.alike.by, f"{path}.alike.by", TEXTS)
        yield from names.fields(register.alike.show, f"{path}.alike.show")
        for key in register.alike.registers:
            if key not in known:
                values = {"key": key, "suggestion": nearest(key, known), "known": listed(known)}
                yield fault("define.reference.register", f"{path}.alike.registers", **values)
