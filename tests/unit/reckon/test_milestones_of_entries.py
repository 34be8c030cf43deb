"""Milestones planned backwards from an end, and on from a beginning."""

from __future__ import annotations

from datetime import date

from nianlun.define.load import load
from nianlun.reckon.milestones import milestones_of

PACK = """
pack: {key: p, label: 包, version: 1}
registers:
- key: r
  id: 1
  label: 台账
  title: name
  fields:
  - {id: 1, key: name, label: 名称, kind: text}
  - {id: 2, key: end_on, label: 进场, kind: date}
  - {id: 3, key: tender_on, label: 招标, kind: date}
  classes:
  - {id: 1, key: push, label: 攻坚}
  milestones:
  - {id: 1, key: tender, label: 招标, before: end_on, workdays: 5, done: tender_on}
  - {id: 2, key: clear, label: 清表, before: end_on, days: 20, classes: [push]}
  - {id: 3, key: settle, label: 结算, after: end_on, days: 10}
"""
REGISTER = load({"p.yaml": PACK}).or_raise().registers["r"]


def test_milestones_come_in_the_order_of_their_days():
    found = milestones_of(REGISTER, {"end_on": "2023-10-12"}, frozenset({"push"}))

    assert [(each.milestone.key, each.due_on.isoformat()) for each in found] == [
        ("clear", "2023-09-22"),
        ("tender", "2023-10-07"),
        ("settle", "2023-10-23"),
    ]


def test_milestone_of_a_list_is_for_its_entries_only():
    found = milestones_of(REGISTER, {"end_on": "2023-10-12"}, frozenset())

    assert [each.milestone.key for each in found] == ["tender", "settle"]


def test_milestone_is_late_when_done_late_or_not_at_all():
    late, good = (
        milestones_of(REGISTER, {"end_on": "2023-10-12", "tender_on": day}, frozenset())[0]
        for day in ("2023-10-08", "2023-10-07")
    )
    (open_one,) = milestones_of(REGISTER, {"end_on": "2023-10-12"}, frozenset())[:1]

    today = date(2023, 10, 7)
    assert [each.is_late(today) for each in (late, good, open_one)] == [True, False, False]
    assert open_one.is_late(date(2023, 10, 8))


def test_entry_without_the_date_has_no_milestones():
    assert milestones_of(REGISTER, {"name": "甲"}, frozenset({"push"})) == []
