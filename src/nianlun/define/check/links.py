"""Links lead to registers that are there, and no two entries each must have the other first."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.circles import circle_from
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.model import Register
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest


def check_links(catalog: Catalog) -> Iterator[Fault]:
    """Of every register."""
    known = catalog.registers
    musts = {key: tuple(_required(register)) for key, register in known.items()}
    for path, register in registers_of(catalog):
        circle = circle_from(register.key, musts)
        for here, field in each_of(register.fields, f"{path}.fields"):
            if not isinstance(field.options, LinkOptions):
                continue
            target = field.options.register
            if target not in known:
                near = nearest(target, known)
                values = {"key": target, "suggestion": near, "known": listed(known)}
                yield fault("define.reference.register", f"{here}.register", **values)
            elif field.required and circle and circle[1] == target:
                yield fault("define.link.circle", f"{here}.required", circle=" → ".join(circle))


def _required(register: Register) -> Iterator[str]:
    for each in register.fields:
        if isinstance(each.options, LinkOptions) and each.required:
            yield each.options.register
