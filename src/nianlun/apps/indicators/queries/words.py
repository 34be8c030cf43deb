"""An indicator's definition in a sentence, and its formula as the pack writes it."""

from __future__ import annotations

from collections.abc import Mapping

from nianlun.define.model import IndicatorDef, IndicatorKind, Register
from nianlun.define.saying import Saying
from nianlun.define.words import Language, either, label_of

_COUNTED = {
    IndicatorKind.COUNT: ("条数", "the number of entries"),
    IndicatorKind.SUM: ("合计", "the sum"),
    IndicatorKind.AVERAGE: ("平均", "the mean"),
    IndicatorKind.LATEST: ("最近一次读数", "the latest reading"),
}
_EXTREMES = {"largest": ("最大值", "the largest"), "smallest": ("最小值", "the smallest")}


def sentence(
    indicator: IndicatorDef,
    indicators: Mapping[str, IndicatorDef],
    registers: Mapping[str, Register],
    language: Language,
) -> str:
    """How it comes to its value, in words."""

    def name(key: str) -> str:
        return f"“{label_of(indicators[key], language)}”" if key in indicators else key

    match indicator.kind:
        case IndicatorKind.SHARE:
            over, under = name(indicator.numerator), name(indicator.denominator)
            return either(language, f"{over}除以{under}。", f"{over} divided by {under}.")
        case IndicatorKind.DIFFERENCE:
            over, under = name(indicator.numerator), name(indicator.denominator)
            return either(language, f"{over}减去{under}。", f"{over} less {under}.")
        case IndicatorKind.GROWTH:
            of = name(indicator.of)
            return either(
                language, f"{of}与上年同期相比的增幅。", f"Growth of {of} against the same period last year."
            )
        case IndicatorKind.TO_DATE:
            of = name(indicator.of)
            return either(language, f"{of}自年初起的累计。", f"{of} from the beginning of the year.")
        case IndicatorKind.ENTERED:
            return either(
                language,
                "不由台账统计，由有关单位填报，每个读数注明来源。",
                "Not counted from a ledger: entered, each reading with its source.",
            )
        case IndicatorKind.DERIVED:
            return _derived(indicator, indicators, language)
        case _:
            return _counted(indicator, registers[indicator.register], language)


def _derived(indicator: IndicatorDef, indicators: Mapping[str, IndicatorDef], language: Language) -> str:
    names = {key: label_of(each, language) for key, each in indicators.items()}
    if indicator.formula is None:
        return ""
    said = Saying(language, names=names).say(indicator.formula.tree)
    return either(language, f"{said}。", f"{said}.")


def _counted(indicator: IndicatorDef, register: Register, language: Language) -> str:
    saying = Saying(language, register)
    date = register.field_by_key.get(indicator.date)
    chinese, english = _EXTREMES.get(indicator.extreme) or _COUNTED[indicator.kind]
    what = f"“{saying.say(indicator.value.tree)}”" if indicator.value is not None else ""
    conditions, conditions_en = [], []
    if date is not None:
        conditions.append(f"“{date.label}”在时期内")
        conditions_en.append(f"“{label_of(date, language)}” lies in the period")
    if indicator.where is not None:
        said = saying.say(indicator.where.tree)
        conditions.append(said)
        conditions_en.append(said)
    where = f"中{'，且'.join(conditions)}的条目" if conditions else "中全部在册条目"
    where_en = f" where {' and '.join(conditions_en)}" if conditions_en else ""
    of = f" of {what}" if what else ""
    return either(
        language,
        f"《{register.label}》{where}的{what}{chinese}。",
        f"In {label_of(register, language)}, {english}{of}{where_en}.",
    )


def formula(indicator: IndicatorDef) -> str:
    """The condition and the formula as the pack writes them."""
    parts = [str(each) for each in (indicator.value, indicator.where, indicator.formula) if each is not None]
    return "；".join(parts)
