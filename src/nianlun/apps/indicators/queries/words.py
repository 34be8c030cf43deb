"""An indicator's definition in a sentence, and its formula with names instead of keys."""

from __future__ import annotations

from collections.abc import Mapping

from nianlun.define.model import IndicatorDef, IndicatorKind, Register
from nianlun.define.words import Language, either, label_of

_COUNTED = {
    IndicatorKind.COUNT: ("的条数", "the number of entries"),
    IndicatorKind.SUM: ("的合计", "the sum"),
    IndicatorKind.AVERAGE: ("的平均", "the mean"),
    IndicatorKind.EXTREME: ("的极值", "the extreme"),
    IndicatorKind.LATEST: ("的最近一次读数", "the latest reading"),
}


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
            return either(language, "按公式由其他指标算出。", "Reckoned from other indicators by a formula.")
        case _:
            return _counted(indicator, registers[indicator.register], language)


def _counted(indicator: IndicatorDef, register: Register, language: Language) -> str:
    date = register.field_by_key.get(indicator.date)
    chinese, english = _COUNTED[indicator.kind]
    what = f" {indicator.value}" if indicator.value is not None else ""
    where, where_en = "", ""
    if date is not None:
        where, where_en = f"“{date.label}”在时期内", f" whose {label_of(date, language)} lies in the period"
    if indicator.where is not None:
        where += f"{'、' if where else ''}符合条件"
        where_en += " and that meet the condition" if where_en else " that meet the condition"
    where = f"中{where}的条目" if where else "中全部在册条目"
    return either(
        language,
        f"《{register.label}》{where}{what}{chinese}。",
        f"In {label_of(register, language)}, {english}{what}{' of entries' if what else ''}{where_en}.",
    )


def formula(indicator: IndicatorDef) -> str:
    """The condition and the formula as the pack writes them."""
    parts = [str(each) for each in (indicator.value, indicator.where, indicator.formula) if each is not None]
    return "；".join(parts)
