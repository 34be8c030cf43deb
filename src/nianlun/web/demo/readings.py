"""The readings of the demo that are announced and not counted, entered as on the day they were announced."""

from __future__ import annotations

from decimal import Decimal

from nianlun.apps.indicators.actions import enter_reading
from nianlun.apps.indicators.models import Reading
from nianlun.apps.people.actions import system_user
from nianlun.web.demo.ledgers.readings import READINGS


def load_readings() -> int:
    """Enter those that are not there yet; gives their number."""
    by, number = system_user(), 0
    there = set(Reading.objects.values_list("indicator", "period"))
    for each in READINGS:
        period = f"{each.as_of.year}-01-01/{each.as_of.isoformat()}"
        if (each.indicator, period) not in there:
            enter_reading(
                indicator=each.indicator, period=period, value=Decimal(each.value.removesuffix("亿元")), source=each.source, by=by,
                at=each.entered_at,
            )  # fmt: skip
            number += 1
    return number
