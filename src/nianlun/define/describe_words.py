"""Cycles, floors, duties and milestones in a sentence each."""

from __future__ import annotations

from nianlun.define.every import Every
from nianlun.define.kinds.unit import UNIT_KINDS
from nianlun.define.model import Cycle, Duty, Floor, Milestone, Register, Secrecy
from nianlun.define.model.secrecy import SECRECIES
from nianlun.define.words import Language, either, label_of

SPANS = {
    Every.DAY: ("每日", "every day", "日"),
    Every.WEEK: ("每周", "every week", "周"),
    Every.MONTH: ("每月", "every month", "月"),
    Every.QUARTER: ("每季度", "every quarter", "季度"),
    Every.YEAR: ("每年", "every year", "年"),
}
"""Words for spans that come round: Chinese, English, and the Chinese noun."""
WEEKDAYS = (
    ("周一", "Monday"),
    ("周二", "Tuesday"),
    ("周三", "Wednesday"),
    ("周四", "Thursday"),
    ("周五", "Friday"),
    ("周六", "Saturday"),
    ("周日", "Sunday"),
)
"""Days of the week, from 1."""


def secrecy_words(secrecy: Secrecy, language: Language) -> str:
    """`内部`, `internal`."""
    return either(language, *SECRECIES[secrecy])


def cycle_words(cycle: Cycle, language: Language) -> str:
    """`每月25日前`, `every week by Friday`."""
    chinese, english, noun = SPANS[cycle.every]
    if cycle.by is None:
        return either(language, chinese, english)
    after, after_en = (f"次{noun}", " after it") if cycle.after else ("", "")
    if cycle.every is Every.WEEK and not cycle.workdays and 1 <= cycle.by <= len(WEEKDAYS):
        day, day_en = WEEKDAYS[cycle.by - 1]
    elif cycle.workdays:
        day, day_en = f"第{cycle.by}个工作日", f"working day {cycle.by}"
    elif cycle.every is Every.MONTH:
        day, day_en = f"{cycle.by}日", f"day {cycle.by}"
    else:
        day, day_en = f"第{cycle.by}天", f"day {cycle.by}"
    return either(language, f"{chinese}{after}{day}前", f"{english} by {day_en}{after_en}")


def floor_words(floor: Floor, language: Language) -> str:
    """The floor, its number and the condition."""
    words = either(
        language,
        f"{floor.label}：不少于{floor.at_least}",
        f"{label_of(floor, language)}: at least {floor.at_least}",
    )
    return f"{words}（`{floor.where}`）" if floor.where is not None else words


def duty_words(duty: Duty, language: Language) -> str:
    """The duty and who owes it."""
    units = [either(language, *UNIT_KINDS.get(each, (each, each))) for each in duty.units]
    who = either(language, "、".join(units), ", ".join(units))
    chinese, english, _ = SPANS[duty.every]
    return either(
        language,
        f"{duty.label}（{who}，{chinese}{duty.at_least}次）",
        f"{label_of(duty, language)} ({who}, {english} {duty.at_least})",
    )


def milestone_words(milestone: Milestone, register: Register, language: Language) -> str:
    """`规划：进场目标日期前240天`."""
    anchor = register.field_by_key[milestone.before or milestone.after]
    count = milestone.days if milestone.days is not None else milestone.workdays
    unit, unit_en = ("个工作日", "working days") if milestone.days is None else ("天", "days")
    side, side_en = ("前", "before") if milestone.before else ("后", "after")
    if not count:
        return either(
            language,
            f"{milestone.label}：{anchor.label}当天",
            f"{label_of(milestone, language)}: on {label_of(anchor, language)}",
        )
    return either(
        language,
        f"{milestone.label}：{anchor.label}{side}{count}{unit}",
        f"{label_of(milestone, language)}: {count} {unit_en} {side_en} {label_of(anchor, language)}",
    )


def alike_words(register: Register, language: Language) -> str:
    """`按问题比对，查找cases和资料库文档`."""
    alike = register.alike
    if alike is None or not (alike.registers or alike.documents):
        return ""
    fields = [label_of(register.field_by_key[key], language) for key in register.compared]
    chinese = [*(f"`{key}`" for key in alike.registers), *(["资料库文档"] if alike.documents else [])]
    english = [*(f"`{key}`" for key in alike.registers), *(["the library"] if alike.documents else [])]
    return either(
        language,
        f"按{'、'.join(fields)}比对，查找{'、'.join(chinese)}",
        f"found by {', '.join(fields)} in {', '.join(english)}",
    )
