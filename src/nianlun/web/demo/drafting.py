"""The drafting desk of the demo: each task carried out step by step, its draft checked against the demo's library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib import resources
from io import BytesIO
from typing import Any

from django.db import transaction
from docx import Document
from ruamel.yaml import YAML

from nianlun.apps.originality.actions import check_entry_file
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions import create_entry, edit_entry, keep_file, move_stage
from nianlun.apps.registers.models import Entry, Register
from nianlun.web.demo.ledgers.county_people import staff
from nianlun.web.demo.ledgers.times import at

DESK = "县政府办公室"
KEEPER, REVIEWER = "office", "admin"
TASKS, ADOPTIONS = "drafting_tasks", "adoptions"
ORDER = ("title", "kind", "for_whom", "protection", "demands", "asked_on", "due_on")
Task = dict[str, Any]
Progress = Callable[[int, int], None]
"""Told how many tasks are done and how many there are."""


def tasks() -> list[Task]:
    """What was ordered in 2026."""
    text = (resources.files("nianlun.web.demo") / "drafting.yaml").read_text(encoding="utf-8")
    listed: list[Task] = YAML(typ="safe").load(text)
    return listed


def load_drafting(*, now: datetime, progress: Progress) -> int:
    """Carry out what was done up to now, where the desk is still empty; gives the number of tasks."""
    if Entry.objects.filter(register__key=TASKS, created_by__username=KEEPER).exists():
        return 0
    every = [each for each in tasks() if at(each["asked_on"], 9) <= now]
    for done, each in enumerate(every):
        progress(done, len(every))
        with transaction.atomic():
            for when, step in steps(each, _Task.of(each)):
                if when <= now:
                    step(at=when)
    return len(every)


@dataclass
class _Task:
    """One task while it is carried out; its entry is there after the first step."""

    plan: Task
    unit: Unit
    keeper: User
    reviewer: User
    entry: int = 0
    digest: str = ""

    @classmethod
    def of(cls, plan: Task) -> _Task:
        keeper, reviewer = (User.objects.get(username=name) for name in (KEEPER, REVIEWER))
        return cls(plan, Unit.objects.get(name=DESK), keeper, reviewer)

    def order(self, *, at: datetime) -> None:
        """Give it to somebody to write."""
        post = next(each for each in staff().posts if each.unit == DESK)
        people = {"holder": post.holder_a, "second": post.holder_b, "reviewer": post.stand_in}
        self.entry = self.create(TASKS, _typed({key: self.plan.get(key) for key in ORDER}) | people, at=at)

    def create(self, register: str, values: Task, *, at: datetime) -> int:
        """Add an entry; gives its number."""
        row = Register.objects.select_related("current").get(key=register)
        made = create_entry(register=row, unit=self.unit, values=values, final=True, by=self.keeper, at=at)
        return made.pk

    def extend(self, *, at: datetime) -> None:
        """Give it more time."""
        values = _typed({key: self.plan[key] for key in ("extended_on", "extended_why")})
        edit_entry(entry_id=self.entry, values=values, by=self.keeper, at=at)

    def hand_in(self, *, at: datetime) -> None:
        """The draft goes to the reviewer."""
        file = keep_file(name=f"{self.plan['title']}.docx", content=_written(self.plan["text"]), most_mb=1)
        self.digest = file["digest"]
        self.move("reviewing", {"draft": [file]}, at=at)

    def move(self, to: str, values: Task, *, at: datetime, reason: str = "") -> None:
        """A step to another stage; the reviewer alone lets it go to the check."""
        by = self.reviewer if to == "checking" else self.keeper
        move_stage(entry_id=self.entry, to=to, values=values, reason=reason, by=by, at=at)

    def check(self, *, at: datetime) -> None:
        """Have the draft checked."""
        check_entry_file(entry_id=self.entry, sha256=self.digest, by=self.keeper, at=at)


def steps(plan: Task, task: _Task) -> Iterator[tuple[datetime, Callable[..., object]]]:
    """What is done with a task, in the order of time."""
    yield at(plan["asked_on"], 9), task.order
    if "cancelled_on" in plan:
        yield at(plan["cancelled_on"], 9), partial(task.move, "cancelled", {}, reason=plan["reason"])
    if "drafted_on" in plan or plan.get("started"):
        yield at(plan["asked_on"], 14), partial(task.move, "drafting", {})
    if "told_on" in plan:
        yield at(plan["told_on"], 10), task.extend
    if "drafted_on" in plan:
        yield at(plan["drafted_on"], 17), task.hand_in
        yield at(plan["reviewed_on"], 9), partial(task.move, "checking", {"opinion": plan["opinion"]})
        yield at(plan["reviewed_on"], 10), task.check
    if "delivered_on" in plan:
        delivered = _typed({"delivered_on": plan["delivered_on"]})
        rated = _typed({key: plan[key] for key in ("rated_on", "rating")})
        yield at(plan["delivered_on"], 16), partial(task.move, "delivered", delivered)
        yield at(plan["rated_on"], 11), partial(task.move, "rated", rated)
    for each in plan.get("adoptions", ()):
        yield at(each["published_on"], 17), partial(_adopt, task, each)


def _adopt(task: _Task, values: Task, *, at: datetime) -> None:
    task.create(ADOPTIONS, _typed(values) | {"task": task.entry}, at=at)


def _typed(values: Task) -> Task:
    """Values as somebody would type them."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
        if value is not None
    }


def _written(text: str) -> BytesIO:
    document, content = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    content.seek(0)
    return content
