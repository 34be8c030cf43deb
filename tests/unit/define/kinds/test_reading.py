"""What each kind makes of what clerks type, paste and import: the stored value, or a slug and a suggestion."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from nianlun.define.errors import BadValueError
from nianlun.define.every import Every
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import KindOptions, ReadContext
from nianlun.define.kinds.choices_of import Choice, ChoiceOptions
from nianlun.define.kinds.date import DateOptions
from nianlun.define.kinds.decimal import DecimalOptions
from nianlun.define.kinds.file import FileOptions
from nianlun.define.kinds.integer import IntegerOptions
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.kinds.long_text import LongTextOptions
from nianlun.define.kinds.lookup import Found
from nianlun.define.kinds.money import MoneyOptions
from nianlun.define.kinds.period import PeriodOptions
from nianlun.define.kinds.place import PlaceOptions
from nianlun.define.kinds.ratio import RatioOptions
from nianlun.define.kinds.text import TextOptions
from nianlun.define.kinds.unit import UnitOptions
from nianlun.define.messages import MESSAGES, tell_value
from nianlun.define.words import Language

MATURITY = ChoiceOptions(
    choices=(
        Choice(id=1, key="imminent", label="即将落地", label_en="About to land"),
        Choice(id=2, key="deep", label="深入对接", label_en="In depth"),
        Choice(id=3, key="early", label="初步、远期对接", label_en="Early/Far"),
    )
)
DIGEST = "a" * 64
PAPER = {"digest": DIGEST, "name": "协议.pdf", "size": 12, "type": "application/pdf"}


class Towns:
    """Two units of one short name, and a person."""

    units = {3: "东溪镇", 4: "西岭街道"}

    def find(self, sort: str, text: str) -> Found:
        if sort == "unit" and text == "东溪":
            return Found(None, ("东溪镇",))
        if text == "张伟":
            return Found(None, ("张伟", "张伟"))
        number = next((number for number, name in self.units.items() if name == text), None)
        return Found(number)

    def name(self, sort: str, number: int) -> str | None:
        return self.units.get(number)


READ: list[tuple[str, KindOptions, Any, Any]] = [
    ("text", TextOptions(), "  科莱　屏谷 \n 产业园 ", "科莱 屏谷 产业园"),
    ("text", TextOptions(), 13800001111.0, "13800001111"),
    ("text", TextOptions(), "-", "-"),
    ("text", TextOptions(), "   ", None),
    ("text", TextOptions(format="phone"), "0577 - 6372 0000".replace(" - ", "-"), "0577-63720000"),
    ("text", TextOptions(format="phone"), "１３８００００１１１１", "13800001111"),
    ("text", TextOptions(format="credit_code"), "91350100m000100y43", "91350100M000100Y43"),
    ("long_text", LongTextOptions(), "一  \r\n二\n\n", "一\n二"),
    ("integer", IntegerOptions(unit="家"), "1,297", 1297),
    ("integer", IntegerOptions(unit="家"), "618家", 618),
    ("integer", IntegerOptions(), "1.2万", 12000),
    ("integer", IntegerOptions(), 22.0, 22),
    ("integer", IntegerOptions(), "１２", 12),
    ("integer", IntegerOptions(), "—", None),
    ("decimal", DecimalOptions(unit="亩"), "1,297.5", "1297.5"),
    ("decimal", DecimalOptions(unit="亩"), "66.5亩", "66.5"),
    ("decimal", DecimalOptions(unit="亩"), "2公顷", "30"),
    ("decimal", DecimalOptions(unit="亩", places=2), "0.125", "0.13"),
    ("decimal", DecimalOptions(unit="亩", places=2), "-0.125", "-0.13"),
    ("decimal", DecimalOptions(places=1), 0.25, "0.3"),
    ("decimal", DecimalOptions(), "1 297.50", "1297.5"),
    ("decimal", DecimalOptions(), "-0.001", "0"),
    ("money", MoneyOptions(unit="亿元"), "1.2亿元", "120000000"),
    ("money", MoneyOptions(unit="亿元"), "50", "5000000000"),
    ("money", MoneyOptions(unit="亿元"), "5000万元", "50000000"),
    ("money", MoneyOptions(unit="万元"), "1,297.5", "12975000"),
    ("money", MoneyOptions(unit="万元"), Decimal("0.0000005"), "0.01"),
    ("money", MoneyOptions(unit="万美元"), "607万美元", "6070000"),
    ("money", MoneyOptions(unit="亿元"), "1.2亿", "120000000"),
    ("money", MoneyOptions(unit="万元"), "1.2亿", "120000000"),
    ("money", MoneyOptions(unit="万元"), "￥1.2亿元", "120000000"),
    ("money", MoneyOptions(unit="万元"), "人民币500万元", "5000000"),
    ("money", MoneyOptions(unit="元"), "¥500", "500"),
    ("money", MoneyOptions(unit="万元"), "500万人民币", "5000000"),
    ("money", MoneyOptions(unit="万元"), "5 000 万 元", "50000000"),
    ("ratio", RatioOptions(), "8成", "0.8"),
    ("period", PeriodOptions(), "2023年前三季度", "2023-01-01/2023-09-30"),
    ("period", PeriodOptions(), 202310, "2023-10"),
    ("money", MoneyOptions(unit="万元"), "3万", "30000"),
    ("money", MoneyOptions(unit="元"), "3万", "30000"),
    ("money", MoneyOptions(unit="万美元"), "2千万", "20000000"),
    ("decimal", DecimalOptions(unit="万亩"), "1.5万", "1.5"),
    ("decimal", DecimalOptions(unit="亩"), "1.5万", "15000"),
    ("decimal", DecimalOptions(unit="千瓦时"), "1.5万", "15000"),
    ("integer", IntegerOptions(unit="万人"), "3万", 3),
    ("ratio", RatioOptions(), "66.7%", "0.667"),
    ("ratio", RatioOptions(), "112.5％", "1.125"),
    ("ratio", RatioOptions(), "200%", "2"),
    ("ratio", RatioOptions(), 0.667, "0.667"),
    ("ratio", RatioOptions(), "33.335%", "0.3334"),
    ("date", DateOptions(), "2023年10月20日", "2023-10-20"),
    ("date", DateOptions(), "2023.10.20", "2023-10-20"),
    ("date", DateOptions(), "2023/1/2", "2023-01-02"),
    ("date", DateOptions(), "20231020", "2023-10-20"),
    ("date", DateOptions(), 20231020, "2023-10-20"),
    ("date", DateOptions(), 45219, "2023-10-20"),
    ("date", DateOptions(), "45219", "2023-10-20"),
    ("date", DateOptions(), 45219.75, "2023-10-20"),
    ("date", DateOptions(), "二〇二三年十月二十日", "2023-10-20"),
    ("date", DateOptions(), "二〇二三年十二月三十一日", "2023-12-31"),
    ("date", DateOptions(), "2023-10-20 08:30:00", "2023-10-20"),
    ("date", DateOptions(), datetime(2023, 10, 20, 8, 30), "2023-10-20"),  # noqa: DTZ001 - as Excel gives it
    ("date", DateOptions(), "", None),
    ("period", PeriodOptions(), "2023年", "2023"),
    ("period", PeriodOptions(every=Every.YEAR), 2023, "2023"),
    ("period", PeriodOptions(), "2023年第三季度", "2023-Q3"),
    ("period", PeriodOptions(), "2023年上半年", "2023-H1"),
    ("period", PeriodOptions(), "2023年10月", "2023-10"),
    ("period", PeriodOptions(), "2023.10", "2023-10"),
    ("period", PeriodOptions(), "2023年第42周", "2023-W42"),
    ("period", PeriodOptions(), "2023年1-10月", "2023-01-01/2023-10-31"),
    ("period", PeriodOptions(), "2023年1月1日至2023年10月20日", "2023-01-01/2023-10-20"),
    ("yes_no", KindOptions(), "是", True),
    ("yes_no", KindOptions(), "√", True),
    ("yes_no", KindOptions(), "否", False),
    ("yes_no", KindOptions(), "×", False),
    ("yes_no", KindOptions(), 1.0, True),
    ("yes_no", KindOptions(), False, False),
    ("yes_no", KindOptions(), "/", None),
    ("choice", MATURITY, "深入对接", "deep"),
    ("choice", MATURITY, "DEEP", "deep"),
    ("choice", MATURITY, "in depth", "deep"),
    ("choices", MATURITY, "深入对接、即将落地", ["imminent", "deep"]),
    ("choices", MATURITY, "初步、远期对接；即将落地", ["imminent", "early"]),
    ("choices", MATURITY, ["deep", "deep"], ["deep"]),
    ("unit", UnitOptions(), "东溪镇", 3),
    ("unit", UnitOptions(), 4, 4),
    ("link", LinkOptions(register="projects"), "#3", 3),
    ("place", PlaceOptions(), "120.55, 27.66", {"type": "Point", "coordinates": [120.55, 27.66]}),
    ("place", PlaceOptions(), "东经120.55 北纬27.66", {"type": "Point", "coordinates": [120.55, 27.66]}),
    ("place", PlaceOptions(), "120.5500004，27.66", {"type": "Point", "coordinates": [120.55, 27.66]}),
    (
        "place",
        PlaceOptions(),
        '{"type":"Point","coordinates":[1,2]}',
        {"type": "Point", "coordinates": [1.0, 2.0]},
    ),
    ("file", FileOptions(), [PAPER], [PAPER]),
]

REFUSED: list[tuple[str, KindOptions, Any, str, str]] = [
    ("text", TextOptions(max_length=3), "一二三四", "value.text.long", "一二三"),
    ("text", TextOptions(pattern=r"\d+"), "x", "value.text.pattern", ""),
    ("text", TextOptions(format="phone"), "无", "value.text.phone", ""),
    ("text", TextOptions(format="email"), "a@b", "value.text.email", ""),
    ("text", TextOptions(format="url"), "www.example.cn", "value.text.url", "https://www.example.cn"),
    ("text", TextOptions(format="credit_code"), "91350100M000100Y44", "value.text.credit_code_check", ""),
    ("integer", IntegerOptions(), "约12", "value.integer.unreadable", "12"),
    ("integer", IntegerOptions(), "12.5", "value.integer.fraction", "13"),
    ("integer", IntegerOptions(unit="家"), "12个", "value.integer.unit", "12家"),
    ("integer", IntegerOptions(least=0), "-1", "value.integer.low", ""),
    ("integer", IntegerOptions(), "1,29", "value.integer.commas", "129"),
    ("integer", IntegerOptions(), "12-15", "value.integer.unit", ""),
    ("integer", IntegerOptions(), float("nan"), "value.integer.unreadable", ""),
    ("integer", IntegerOptions(), True, "value.integer.unreadable", ""),
    ("decimal", DecimalOptions(unit="亩"), "12吨", "value.decimal.unit", ""),
    ("decimal", DecimalOptions(most=Decimal(1)), "2", "value.decimal.high", ""),
    ("money", MoneyOptions(unit="亿元"), "3亿美元", "value.money.unit", ""),
    ("money", MoneyOptions(unit="万元"), "约1.5亿元", "value.money.unreadable", "1.5亿元"),
    ("money", MoneyOptions(unit="万元"), "5000万元左右", "value.money.unit", "5000万元"),
    ("money", MoneyOptions(unit="万元"), "¥500", "value.money.unreadable", ""),
    ("money", MoneyOptions(unit="万元"), "50%", "value.money.unit", ""),
    ("money", MoneyOptions(unit="万美元"), "¥500", "value.money.unreadable", ""),
    ("decimal", DecimalOptions(unit="亩"), "1/3", "value.decimal.unit", ""),
    ("decimal", DecimalOptions(unit="亩"), "3亩多", "value.decimal.unit", "3亩"),
    ("integer", IntegerOptions(unit="家"), "12余家", "value.integer.unit", "12家"),
    ("ratio", RatioOptions(), "2倍", "value.ratio.unit", ""),
    ("ratio", RatioOptions(), "66.7", "value.ratio.percent", "66.7%"),
    ("ratio", RatioOptions(), "66.7个", "value.ratio.unit", ""),
    ("date", DateOptions(), "2023年2月30日", "value.date.impossible", "2023年2月28日"),
    ("date", DateOptions(), "2023.13.1", "value.date.impossible", ""),
    ("date", DateOptions(), "10月20日", "value.date.no_year", "2023年10月20日"),
    ("date", DateOptions(), "2023年10月", "value.date.no_day", "2023年10月1日"),
    ("date", DateOptions(), "23.10.20", "value.date.short_year", "2023年10月20日"),
    ("date", DateOptions(), "20/10/2023", "value.date.order", "2023年10月20日"),
    ("date", DateOptions(), "5/6/2023", "value.date.order", ""),
    ("date", DateOptions(), "0023-10-20", "value.date.short_year", ""),
    ("date", DateOptions(), date(999, 1, 1), "value.date.short_year", ""),
    ("date", DateOptions(), "年底", "value.date.unreadable", ""),
    ("date", DateOptions(), 12, "value.date.unreadable", ""),
    ("date", DateOptions(not_before=date(2023, 1, 1)), "2022-12-31", "value.date.early", ""),
    ("date", DateOptions(not_after=date(2023, 1, 1)), "2023-12-31", "value.date.late", ""),
    ("period", PeriodOptions(every=Every.YEAR), "2023年10月", "value.period.other", ""),
    ("period", PeriodOptions(), "去年", "value.period.unreadable", ""),
    ("period", PeriodOptions(), "2023年13月", "value.period.unreadable", ""),
    ("period", PeriodOptions(), "2023年第54周", "value.period.unreadable", ""),
    (
        "period",
        PeriodOptions(),
        "2023-10-20/2023-01-01",
        "value.period.backwards",
        "2023年1月1日至2023年10月20日",
    ),
    ("yes_no", KindOptions(), "也许", "value.yes_no.unreadable", ""),
    ("choice", MATURITY, "深入对街", "value.choice.unknown", "深入对接"),
    ("choices", MATURITY, "深入对接、别的", "value.choice.unknown", ""),
    ("unit", UnitOptions(), "东溪", "value.unit.unknown", "东溪镇"),
    ("unit", UnitOptions(), 99, "value.unit.unknown", ""),
    ("person", KindOptions(), "张伟", "value.person.several", ""),
    ("place", PlaceOptions(), "27.66, 120.55", "value.place.swapped", "120.55, 27.66"),
    ("place", PlaceOptions(), "200, 300", "value.place.outside", ""),
    ("place", PlaceOptions(), "镇政府旁", "value.place.unreadable", ""),
    ("place", PlaceOptions(), {"type": "Polygon", "coordinates": []}, "value.place.shape", ""),
    ("place", PlaceOptions(), "{", "value.place.unreadable", ""),
    ("place", PlaceOptions(), '{"a":' + "[" * 5000, "value.place.unreadable", ""),
    (
        "place",
        PlaceOptions(shapes=("area",)),
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        "value.place.ring",
        "",
    ),
    ("file", FileOptions(), "协议.pdf", "value.file.typed", ""),
    ("file", FileOptions(many=False), [PAPER, PAPER], "value.file.many", ""),
    ("file", FileOptions(types=("docx",)), [PAPER], "value.file.type", ""),
    ("file", FileOptions(max_mb=1), [{**PAPER, "size": 2**21}], "value.file.large", ""),
]

CONTEXT = ReadContext(lookup=Towns(), today=date(2023, 11, 1))


@pytest.mark.parametrize(("kind", "options", "raw", "stored"), READ, ids=lambda value: str(value)[:30])
def test_read_gives_the_stored_value(kind: str, options: KindOptions, raw: Any, stored: Any) -> None:
    found = KINDS[kind].read(raw, options, CONTEXT)

    assert found == stored
    assert type(found) is type(stored)


@pytest.mark.parametrize(
    ("kind", "options", "raw", "slug", "suggestion"), REFUSED, ids=lambda value: str(value)[:30]
)
def test_read_refuses_with_slug_and_suggestion(
    kind: str, options: KindOptions, raw: Any, slug: str, suggestion: str
) -> None:
    with pytest.raises(BadValueError) as caught:
        KINDS[kind].read(raw, options, CONTEXT)

    assert (caught.value.slug, caught.value.suggestion) == (slug, suggestion)
    for language in Language:
        assert tell_value(caught.value, language) != slug


@pytest.mark.parametrize(
    "case", [case for case in REFUSED if case[4]], ids=lambda case: f"{case[0]} {case[2]}"[:30]
)
def test_a_suggestion_can_be_typed(case: tuple[str, KindOptions, Any, str, str]) -> None:
    kind, options, _, _, suggestion = case

    assert KINDS[kind].read(suggestion, options, CONTEXT) is not None


def test_computed_cannot_be_typed() -> None:
    with pytest.raises(BadValueError):
        KINDS["computed"].read("5", KindOptions())


def test_every_slug_of_a_kind_has_words() -> None:
    slugs = {case[3] for case in REFUSED} | {"value.computed.typed"}

    assert slugs <= MESSAGES.keys()


def test_name_that_nothing_comes_near_is_told_without_an_empty_list():
    nothing = tell_value(BadValueError("value.unit.unknown", raw="水利站", known=""), Language.CHINESE)
    several = tell_value(
        BadValueError("value.unit.unknown", raw="水利", known="县水利局、水利站"), Language.CHINESE
    )

    assert nothing == "没有找到“水利站”。"
    assert several == "没有找到“水利”。可选：县水利局、水利站"
