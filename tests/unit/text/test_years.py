from __future__ import annotations

import pytest

from nianlun.text.model import Meta, Section
from nianlun.text.years import PieceYears, is_late, read_year, years_of


def test_years_of_a_piece_are_those_of_its_title() -> None:
    assert years_of("2006年主要预期目标是增长8%。", Meta(year=2023, plan_year=2024)) == PieceYears(2023, 2024)


def test_years_of_an_extract_are_those_it_names() -> None:
    assert years_of("2006年国民经济和社会发展的主要预期目标是：增长8%。", Meta()) == PieceYears(2005, 2006)
    assert years_of("县2023年国民经济和社会发展统计公报", Meta()).reported == 2023


def test_years_of_an_extract_of_a_five_year_plan_are_those_of_the_plan() -> None:
    body = "六五计划要求每年递增百分之四。第六个五年计划期间将建成八个煤矿。六五计划把比例提高到三成。"

    assert years_of(body, Meta()) == PieceYears(1980, 1985, five_years=True)


def test_years_of_an_account_of_a_five_year_plan_are_unknown() -> None:
    body = "第一个五年计划胜利了。第一个五年计划已经超额完成了。第一个五年计划中取得了很大成绩。"

    assert years_of(body, Meta()) == PieceYears(None, None)


@pytest.mark.parametrize(("text", "year"), [("2023", 2023), ("二〇二三", 2023), ("一九八○", 1980)])
def test_read_year_reads_any_digits(text: str, year: int) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("title", "meta", "planned"),
    [
        ("某局2022年工作总结", Meta(kind="summary", year=2022), 2023),
        ("某局2023年工作总结及工作计划", Meta(kind="summary", year=2023, plan_year=2023), 2024),
        ("某局2023年上半年工作总结", Meta(kind="summary", year=2023, plan_year=2024), 2023),
        ("某局2023年前三季度工作总结和2024年工作思路", Meta(kind="summary", year=2023, plan_year=2024), 2024),
        ("某县2023年第三季度检查通报", Meta(kind="circular", year=2023, dated="2023-10-08"), 2023),
        (
            "某局2025年12月工作简报",
            Meta(kind="briefing", year=2025, plan_year=2025, dated="2026-01-09"),
            2026,
        ),
        ("某县“十四五”水利发展规划", Meta(kind="plan", plan_year=2021), 2025),
        ("某县三年行动计划（2023-2025年）", Meta(kind="plan", plan_year=2023), 2025),
        ("某局年度总结", Meta(kind="summary"), None),
    ],
)
def test_year_planned_follows_from_title_and_date(title: str, meta: Meta, planned: int | None) -> None:
    assert years_of(f"{title}\n圆满完成2022年各项目标任务。", meta).planned == planned


def test_tasks_of_the_year_reported_are_no_plan() -> None:
    body = "工作情况\n完成2022年目标任务。下一步抓好2023年重点工作。"

    assert years_of(body, Meta(kind="summary", year=2022)).planned == 2023


def test_months_reported_are_those_of_the_title() -> None:
    assert years_of("某局2023年前三季度工作总结\n", Meta(kind="summary", year=2023)).within == (1, 9)
    assert years_of("某局2023年9月工作简报\n", Meta(kind="briefing", year=2023)).within == (9, 9)
    assert years_of("某局2023年工作总结\n", Meta(kind="summary", year=2023)).within is None


def test_report_that_opens_with_last_year_is_written_in_the_year_planned() -> None:
    years = PieceYears(2023, 2024)
    late = "去年，我们新建学校三所。"
    same = "今年以来，我们新建学校三所。去年，新建两所。"
    meta = Meta(kind="summary", year=2023)

    assert is_late(late, (Section("achievement", 0, len(late)),), years, meta)
    assert not is_late(same, (Section("achievement", 0, len(same)),), years, meta)
