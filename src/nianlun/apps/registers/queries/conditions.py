"""A pack's condition on the entries of a register: in SQL, or where SQL cannot say it, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import IndexRow, Version
from nianlun.apps.registers.queries.ledger import Ledger, sql_for
from nianlun.apps.registers.queries.sql_expressions import Untranslatable, as_condition
from nianlun.apps.registers.recording.computing import situation_of
from nianlun.apps.registers.recording.content import Content, content_of, translated
from nianlun.apps.registers.recording.indexing import stood_from
from nianlun.apps.registers.recording.writing import in_parts
from nianlun.define.expressions.evaluate import holds
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.tree import Expression


def where(ledger: Ledger, rows: QuerySet[IndexRow], condition: Expression | None, at: datetime | None) -> Any:
    """For `rows.filter(...)`: those for which the condition certainly holds."""
    if condition is None:
        return Q()
    as_of_on = timezone.localtime(at).date() if at is not None else None
    try:
        return as_condition(condition, sql_for(ledger, as_of_on=as_of_on))
    except Untranslatable:
        kept = [
            row.version_id
            for row, situation in situations(ledger, rows, as_of_on=as_of_on)
            if holds(condition, situation)
        ]
        return Q(version__in=kept)


def situations(
    ledger: Ledger, rows: QuerySet[IndexRow], *, as_of_on: date | None = None
) -> Iterator[tuple[IndexRow, Situation]]:
    """Each row with the situation expressions see, in the words of the present definition."""
    sql = sql_for(ledger, as_of_on=as_of_on)

    def under(unit: int, name: str) -> bool | None:
        units = sql.units_under(name)
        return None if units is None else unit in units

    columns = ("register", "version", "entry", "stood", "updated_at", "code")
    for part in in_parts(list(rows.only(*columns))):
        versions = (
            Version.objects.select_related("definition")
            .defer("definition__definition")
            .in_bulk([row.version_id for row in part])
        )
        for row in part:
            yield (
                row,
                situation_of(
                    ledger.definition,
                    present_content(ledger, versions[row.version_id]),
                    today=ledger.today,
                    as_of=as_of_on,
                    updated_on=timezone.localtime(row.updated_at).date(),
                    stood=stood_from(row.stood),
                    code=row.code,
                    under=under,
                ),
            )


def present_content(ledger: Ledger, version: Version) -> Content:
    """What a version says, in the words of the present definition."""
    content = content_of(version)
    values = translated(content.values, definition_of(version.definition), ledger.definition)
    return Content(
        unit=content.unit,
        stage=content.stage,
        classes=content.classes,
        values=values,
        state=content.state,
        is_living=content.is_living,
    )
