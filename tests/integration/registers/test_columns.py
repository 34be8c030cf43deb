"""Choices, and yes and no, have columns of their own, also those written before there were any."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from nianlun.apps.registers.models import FieldSlot, IndexRow
from nianlun.apps.registers.models.index import CODES, TEXTS
from nianlun.apps.registers.recording.reindexing import reindex

pytestmark = [pytest.mark.django_db, pytest.mark.database]

move_codes = import_module("nianlun.apps.registers.migrations.0005_columns_for_codes").move_codes
BEFORE = {1: "t1", 7: "t2", 8: "t3", 9: "t4", 17: "t5"}
"""How texts and codes stood together."""


def columns(register):
    return dict(
        FieldSlot.objects.filter(register=register, column__startswith="t").values_list("field", "column")
    )


def stood_together(register, given):
    FieldSlot.objects.filter(register=register, field__in=given).delete()
    FieldSlot.objects.bulk_create(
        FieldSlot(register=register, field=field, type="text", column=column)
        for field, column in given.items()
    )
    slots = FieldSlot.objects.filter(register=register, field__in=given)
    changes = dict.fromkeys((*TEXTS, *CODES))
    known = {1: "一号", 7: "yes", 8: "2", 9: "\x1f1\x1f3\x1f", 17: "b-1"}
    IndexRow.objects.filter(register=register).update(
        **changes | {slot.column: known[slot.field] for slot in slots}
    )


def rows(register):
    return list(IndexRow.objects.filter(register=register).order_by("version").values())


@pytest.fixture
def made(make):
    return make("一号", foreign="是", industry="display", needs="land、fund", number_plate="B-1")


def test_codes_stand_apart_from_texts(register):
    found = columns(register)

    assert {found[field] for field in (7, 8, 9)} <= set(CODES)
    assert {found[field] for field in (1, 17)} <= set(TEXTS)


@pytest.mark.parametrize(
    "given", [BEFORE, BEFORE | {17: "t25"}, BEFORE | {1: "t26", 9: "t1"}], ids=["usual", "full", "crossed"]
)
def test_codes_written_before_move_and_say_the_same(register, made, given):
    expected = rows(register)
    stood_together(register, given)

    move_codes(apps, connection.schema_editor())

    after = columns(register)
    assert {after[field] for field in (7, 8, 9)} <= set(CODES)
    assert {after[field] for field in (1, 17)} <= set(TEXTS)
    moved = rows(register)
    reindex(register)
    assert moved == rows(register)
    assert len(moved) == len(expected)


def test_moving_again_changes_nothing(register, made):
    expected = columns(register), rows(register)

    move_codes(apps, connection.schema_editor())

    assert (columns(register), rows(register)) == expected
