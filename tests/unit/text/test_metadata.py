"""What a document says of itself."""

from __future__ import annotations

import pytest

from nianlun.text.dates import date_in, date_of_line
from nianlun.text.issuers import level_of, level_spoken_of
from nianlun.text.kinds import FIELDS, KINDS
from nianlun.text.metadata import find_field, find_kind, find_meta

STATUTORY = "决议 决定 命令（令） 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2023年工作总结和2024年工作思路", "summary"),
        ("县水利局2023年度工作总结及2024年工作计划", "summary"),
        ("县卫生健康局关于2023年工作情况和2024年工作打算的报告", "summary"),
        ("2024年工作思路", "outlook"),
        ("县教育局2024年工作要点", "key_points"),
        ("白石县水利发展“十四五”规划", "plan"),
        ("防汛抗旱应急预案", "scheme"),
        ("在全县经济工作会议上的讲话", "speech"),
        ("关于2023年安全生产工作的汇报", "briefing"),
        ("政府工作报告", "work_report"),
        ("2023年白石县人民政府工作报告", "work_report"),
        ("县委书记抓党建工作述职报告", "duty_report"),
        ("党风廉政建设自查报告", "self_check"),
        ("关于督查反馈问题整改情况的报告", "rectification"),
        ("关于农业产业发展的调研报告", "research"),
        ("关于开展安全生产大检查的通知", "notice"),
        ("关于印发《2023年工作总结》的通知", "notice"),
        ("关于申请专项资金的请示", "request"),
        ("关于同意设立开发区的批复", "reply"),
        ("第12次常务会议纪要", "minutes"),
        ("关于商请支持的函", "letter"),
        ("白石县水资源管理办法（试行）", "measures"),
        ("浙江省盐业管理条例(2010-07-30)", "regulation"),
        ("中华人民共和国农业法", "law"),
        ("凝心聚力开新局——东街街道2023年工作总结", "summary"),
        ("年度工作总结（三）", "summary"),
        ("白石纪行", None),
        ("", None),
    ],
)
def test_kind_of_title(title: str, kind: str | None) -> None:
    assert find_kind(title) == kind


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院", "nation"),
        ("教育部", "nation"),
        ("浙江省人民政府", "province"),
        ("浙江省水利厅", "province"),
        ("白石市人民政府", "city"),
        ("白石县人民政府", "county"),
        ("XX县人民政府办公室", "county"),
        ("中共白石县委", "county"),
        ("白石县水利局", "bureau"),
        ("区交通运输局", "bureau"),
        ("XX市气象局", "bureau"),
        ("县投资促进中心", "bureau"),
        ("白石县东街街道办事处", "street"),
        ("白石县清溪镇人民政府", "town"),
        ("清溪乡", "town"),
        ("清溪镇前山村村民委员会", "village"),
    ],
)
def test_level_of_unit(issuer: str, level: str) -> None:
    assert level_of(issuer) == level


def test_level_of_what_the_text_calls_its_own() -> None:
    assert (
        level_spoken_of("2023年工作总结", "我中心贯彻县委部署，全县招商引资良好，全市排名第四。全县新签约。")
        == "county"
    )
    assert level_spoken_of("镇2023年度政务公开工作总结", "按照全县要求，全县公开。") == "town"
    assert level_spoken_of("工作总结", "没有说明。") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年12月11日", "2023-12-11"),
        ("二〇二三年十二月五日", "2023-12-05"),
        ("二○二三年十月三十一日", "2023-10-31"),
        ("（2024年1月）", "2024-01"),
        ("2024.3.15", "2024-03-15"),
        ("2023年2月30日", None),
        ("XX年X月X日", None),
    ],
)
def test_date(text: str, date: str | None) -> None:
    assert date_in(text) == date
    assert date_of_line(text) == date


def test_date_inside_a_sentence_is_no_signature() -> None:
    assert date_of_line("截至2023年10月20日，全县新招引项目22个") is None


def test_meta_of_a_signed_summary() -> None:
    body = "市气象局2023年工作总结及2024年工作思路\n\n今年以来工作顺利。\n一、总结\n工作。\nXX市气象局\n2023年12月11日"

    meta = find_meta(body, body.split("\n", 1)[0])

    assert (meta.kind, meta.issuer, meta.year, meta.plan_year) == ("summary", "XX市气象局", 2023, 2024)
    assert (meta.dated, meta.level, meta.field) == ("2023-12-11", "bureau", "weather")


def test_meta_of_a_work_report_given_early_in_the_year() -> None:
    body = "政府工作报告\n——2024年1月5日在白石县人民代表大会上\n白石县人民政府县长 张某\n\n各位代表：\n一、2023年工作回顾\n好。"

    meta = find_meta(body, "政府工作报告")

    assert (meta.issuer, meta.level) == ("白石县人民政府", "county")
    assert (meta.year, meta.plan_year, meta.dated) == (2023, 2024, "2024-01-05")


def test_meta_of_a_plan_reports_nothing() -> None:
    meta = find_meta("县教育局2024年工作要点\n一、加强管理。", "县教育局2024年工作要点")

    assert (meta.year, meta.plan_year) == (None, 2024)


def test_summary_that_looks_ahead_plans_the_next_year() -> None:
    title = "县水利局2023年工作总结"

    assert find_meta(f"{title}\n一、成效\n好。\n二、明年打算\n更好。", title).plan_year == 2024
    assert find_meta(f"{title}\n一、成效\n好。\n二、问题\n有。", title).plan_year is None


def test_government_is_no_civil_affairs() -> None:
    assert find_field("白石县人民政府2023年工作总结", "", "人民政府" * 50) is None


def test_fifteen_statutory_kinds() -> None:
    assert " ".join(kind.label for kind in KINDS.values() if kind.statutory) == STATUTORY


def test_slugs_and_labels_are_unique() -> None:
    for listed in (KINDS, FIELDS):
        assert len({item.label for item in listed.values()}) == len(listed)
        assert all(slug == item.slug and slug.isidentifier() for slug, item in listed.items())
    assert len(FIELDS) >= 30
