"""Choices, and yes and no, move to columns of their own, which the index of counting holds."""

import json

from django.db import migrations, models

TEXTS = tuple(f"t{number}" for number in range(1, 25))
CODES = tuple(f"t{number}" for number in range(25, 33))
CODED = frozenset({"choice", "choices", "yes_no"})


def move_codes(apps, schema_editor):
    """Give the fields of every register their columns anew, and move what stands in them."""
    FieldSlot = apps.get_model("registers", "FieldSlot")
    for register in apps.get_model("registers", "Register").objects.order_by("pk"):
        coded = _coded(apps, register)
        slots = list(FieldSlot.objects.filter(register=register, type="text").order_by("field", "part"))
        before = {slot.pk: slot.column for slot in slots}
        _arrange(slots, coded)
        if all(before[slot.pk] == slot.column and slot.type == "text" for slot in slots):
            continue
        _move_rows(schema_editor, register.pk, {slot.column: before[slot.pk] for slot in slots})
        FieldSlot.objects.filter(pk__in=before).delete()
        FieldSlot.objects.bulk_create(slots)


def _coded(apps, register):
    """Numbers of the fields with short values, as the newest definition that has them says."""
    kinds = {}
    versions = apps.get_model("registers", "RegisterVersion").objects.filter(register=register)
    for text in versions.exclude(status="draft").order_by("number").values_list("definition", flat=True):
        for field in json.loads(text)["fields"]:
            kinds[field["id"]] = field.get("result", "decimal") if field["kind"] == "computed" else field["kind"]
    return {number for number, kind in kinds.items() if kind in CODED}


def _arrange(slots, coded):
    """Texts stay where they are as long as they do not stand in the way."""
    used = {slot.column for slot in slots if slot.field not in coded and slot.column in TEXTS}
    for slot in slots:
        is_code = slot.field in coded
        if is_code or slot.column not in TEXTS:
            pool = (*CODES, *reversed(TEXTS)) if is_code else (*TEXTS, *CODES)
            slot.column = next(column for column in pool if column not in used)
            used.add(slot.column)
        slot.type = "code" if is_code else "text"


def _move_rows(schema_editor, register, source):
    """`source`: the column in which each new one stood; the others of these are emptied."""
    quoted = schema_editor.quote_name
    emptied = {before for before in source.values() if before not in source}
    changes = [f"{quoted(to)} = {quoted(source[to])}" for to in source if to != source[to]]
    changes += [f"{quoted(column)} = NULL" for column in sorted(emptied)]
    if changes:
        table = quoted("registers_indexrow")
        schema_editor.execute(
            f"UPDATE {table} SET {', '.join(changes)} WHERE {quoted('register_id')} = {int(register)}"
        )


def _fields(*names):
    return tuple(models.F(name) for name in names)


KNOWN = ("register", "superseded_at", "is_living", "is_final", "version")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_user_visits'),
        ('registers', '0004_index_of_upkeep'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='indexrow', name='index_row_now'),
        migrations.RemoveIndex(model_name='indexrow', name='index_row_upkeep'),
        migrations.AlterField(
            model_name='fieldslot', name='type', field=models.CharField(max_length=10)
        ),
        migrations.RunPython(move_codes),
        migrations.AddIndex(
            model_name='indexrow',
            index=models.Index(
                *_fields(
                    *KNOWN, 'entry', 'unit', 'recorded_at', 'stage', 'classes', 'reached',
                    'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', *CODES,
                ),
                name='index_row_now',
            ),
        ),
        migrations.AddIndex(
            model_name='indexrow',
            index=models.Index(
                *_fields(*KNOWN, 'unit', 'updated_at', 'stage', 'classes'), name='index_row_upkeep'
            ),
        ),
    ]
