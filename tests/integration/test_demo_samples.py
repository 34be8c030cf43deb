"""The sample documents of the demo: all there, all readable, and what they were written to show is found."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from nianlun.text.model import Piece, Reading
from nianlun.text.readers import extract
from nianlun.text.reading import read
from nianlun.text.similarity import compare, containment, shingles
from nianlun.web.demo import Delivery, deliveries
from nianlun.web.demo.county import ACCOUNTS, BUREAUS, COUNTY, STREETS, TOWNS

SAMPLES = resources.files("nianlun.web.demo") / "samples"
DELIVERIES = tuple(deliveries())
PIECES = {
    "青禾县2025年度工作总结和2026年工作思路汇编（8篇）.txt": 8,
    "部分单位2025年度总结材料选编（4篇）.txt": 4,
    "青禾县人民政府2026年政府工作报告.docx": 1,
    "青禾县人民政府办公室关于报送2025年度工作总结的通知.html": 1,
    "县教育局2026年工作要点.docx": 1,
    "交通运输简报2025年第12期.txt": 1,
    "县投资促进中心2023年工作总结和2024年工作思路.txt": 1,
    "县投资促进中心2024年工作总结和2025年工作思路.txt": 1,
    "县投资促进中心2025年工作总结和2026年工作思路.docx": 1,
    "关于加强招商引资项目全周期管理的实施意见（征求意见稿）.txt": 1,
    "县农业农村局2023年工作总结及2024年工作思路.txt": 1,
    "县农业农村局2024年工作总结及2025年工作思路.txt": 1,
    "县农业农村局2025年工作总结及2026年工作思路.docx": 1,
    "关于2025年第三季度全县农村人居环境整治考核情况的通报.pdf": 1,
    "云坪镇2025年工作总结和2026年工作思路.txt": 1,
}
"""How many documents each file holds."""


def reading_of(name: str) -> Reading:
    return read(extract(name, SAMPLES.joinpath(name).read_bytes()))


def only_piece(name: str) -> Piece:
    (piece,) = reading_of(name).pieces
    return piece


def test_samples_are_all_delivered_once() -> None:
    lying = {entry.name for entry in SAMPLES.iterdir()} - {
        "README.md",
        "deliveries.yaml",
        "招商线索200行.tsv",
    }

    assert Counter(name for delivery in DELIVERIES for name in delivery.files) == Counter(lying)
    assert set(PIECES) == lying


@pytest.mark.parametrize("delivery", DELIVERIES, ids=lambda delivery: f"{delivery.unit}-{delivery.access}")
def test_delivery_is_by_an_account_whose_grant_holds_there(delivery: Delivery) -> None:
    account = next(account for account in ACCOUNTS if account.username == delivery.by)

    assert delivery.unit in {COUNTY, *BUREAUS, *STREETS, *TOWNS}
    assert account.role in {"administer", "keep"}
    assert account.unit in {COUNTY, delivery.unit}


def test_deliveries_show_every_kind_of_access() -> None:
    assert {delivery.access for delivery in DELIVERIES} == {"public", "unit", "private"}


@pytest.mark.parametrize(("name", "pieces"), PIECES.items())
def test_sample_is_read_whole(name: str, pieces: int) -> None:
    reading = reading_of(name)

    assert reading.source.notes == ()
    assert len(reading.pieces) == pieces
    for piece in reading.pieces:
        assert len(piece.body.text) > 800
        assert piece.outline


def test_compilation_keeps_what_belongs_to_no_document_as_residue() -> None:
    reading = reading_of("青禾县2025年度工作总结和2026年工作思路汇编（8篇）.txt")

    assert {found.kind for found in reading.residue} >= {"toc", "advert", "furniture", "mark"}
    assert not any("青禾素材库" in piece.body.text or "##" in piece.body.text for piece in reading.pieces)
    assert reading.pieces[0].title == "县交通运输局2025年工作总结和2026年工作思路"


def test_word_numbering_is_read_into_the_outline() -> None:
    piece = only_piece("县投资促进中心2025年工作总结和2026年工作思路.docx")

    headings = [(heading.level, heading.marker, heading.text) for heading in piece.outline]
    assert (1, "二、", "2026年工作思路") in headings
    assert (2, "（一）", "目标任务完成情况") in headings
    assert [marker for level, marker, _text in headings if level == 3] == ["1.", "2.", "3.", "4."] * 2


def test_web_page_leaves_its_navigation_outside() -> None:
    piece = only_piece("青禾县人民政府办公室关于报送2025年度工作总结的通知.html")

    assert "当前位置" not in piece.body.text
    assert "隐私声明" not in piece.body.text
    assert "青政办发〔2025〕46号" in piece.body.text


@pytest.mark.parametrize(
    ("name", "printed", "indicator"),
    [
        ("县投资促进中心2024年工作总结和2025年工作思路.txt", "18个", "制造业项目"),
        ("县投资促进中心2025年工作总结和2026年工作思路.docx", "2860万美元", "实际使用外资"),
        ("县农业农村局2023年工作总结及2024年工作思路.txt", "420公斤", "亩产"),
        ("县农业农村局2025年工作总结及2026年工作思路.docx", "18.96万亩", "粮食播种面积"),
    ],
)
def test_figure_of_the_chain_is_found_with_its_indicator(name: str, printed: str, indicator: str) -> None:
    named = [figure.indicator or "" for figure in only_piece(name).figures if figure.text == printed]

    assert any(indicator in found for found in named)


@pytest.mark.parametrize(
    ("name", "value", "unit", "indicator"),
    [
        ("县投资促进中心2023年工作总结和2024年工作思路.txt", "16", "个", "制造业项目"),
        ("县投资促进中心2023年工作总结和2024年工作思路.txt", "1", "个", "领军型人才"),
        ("县农业农村局2024年工作总结及2025年工作思路.txt", "1.5", "万亩", "高标准农田"),
        ("县农业农村局2024年工作总结及2025年工作思路.txt", "99", "%", "抽检合格率"),
    ],
)
def test_target_of_the_chain_is_found_as_a_commitment(
    name: str, value: str, unit: str, indicator: str
) -> None:
    made = [
        found.indicator or ""
        for found in only_piece(name).commitments
        if (found.value, found.unit) == (value, unit)
    ]

    assert any(indicator in found for found in made)


def test_masked_copy_of_the_transport_report_leaks_through_the_clean_one() -> None:
    clean = reading_of("青禾县2025年度工作总结和2026年工作思路汇编（8篇）.txt").pieces[0].body
    masked = reading_of("部分单位2025年度总结材料选编（4篇）.txt").pieces[0].body

    found = compare(masked, clean)

    assert found.similarity > 0.98
    leaks = [(difference.text, difference.other_text) for difference in found.differences if difference.leak]
    assert [told.strip("元亿万") for _masked, told in leaks] == ["18.6", "4200", "60", "85"]
    assert all("XX" in masked for masked, _told in leaks)


def test_briefing_is_mostly_contained_in_the_transport_report() -> None:
    report = reading_of("青禾县2025年度工作总结和2026年工作思路汇编（8篇）.txt").pieces[0].body.text
    briefing = only_piece("交通运输简报2025年第12期.txt").body.text

    assert containment(shingles(briefing), shingles(report))[0] > 0.7
