"""Stages lead somewhere: every one can be reached, and only those that end an entry lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.model import Register
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest

COLOURS = ("grey", "blue", "cyan", "green", "yellow", "orange", "red", "purple")
"""Colours the style sheet has."""


def check_stages(catalog: Catalog) -> Iterator[Fault]:
    """Of every register that has stages."""
    for path, register in registers_of(catalog):
        if register.stages:
            yield from _moves(register, path)
            yield from _reach(register, path)


def _moves(register: Register, path: str) -> Iterator[Fault]:
    known = register.stage_by_key
    for here, stage in each_of(register.stages, f"{path}.stages"):
        if stage.colour not in COLOURS:
            near = nearest(stage.colour, COLOURS)
            yield fault(
                "define.stage.colour",
                f"{here}.colour",
                key=stage.colour,
                suggestion=near,
                known=listed(COLOURS),
            )
        if stage.terminal and stage.moves_to:
            yield fault("define.stage.terminal_moves", f"{here}.moves_to", key=stage.key)
        if not stage.terminal and not stage.moves_to:
            yield fault("define.stage.dead_end", here, key=stage.key)
        seen: set[str] = set()
        for move in stage.moves_to:
            there = f"{here}.moves_to[{move.to}]"
            if move.to not in known:
                near = nearest(move.to, known)
                yield fault(
                    "define.stage.unknown_move", there, key=move.to, suggestion=near, known=listed(known)
                )
            elif move.to == stage.key:
                yield fault("define.stage.self_move", there, key=move.to)
            elif move.to in seen:
                yield fault("define.stage.move_twice", there, key=move.to)
            if not move.roles:
                yield fault("define.stage.no_roles", there, key=move.to)
            seen.add(move.to)


def _reach(register: Register, path: str) -> Iterator[Fault]:
    known = register.stage_by_key
    reached: set[str] = set()
    todo = [stage.key for stage in register.initial_stages]
    while todo:
        key = todo.pop()
        if key not in reached and key in known:
            reached.add(key)
            todo += [move.to for move in known[key].moves_to]
    for here, stage in each_of(register.stages, f"{path}.stages"):
        if stage.key not in reached:
            yield fault("define.stage.unreachable", here, key=stage.key)
