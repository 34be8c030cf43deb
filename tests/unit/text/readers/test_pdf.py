"""PDF files are set with pdfium itself, character by character as an office program would."""

from __future__ import annotations

import ctypes
import io
from functools import cache
from importlib.resources import files

import pypdfium2
import pytest
from pypdfium2 import raw

from nianlun.kernel.errors import UnreadableError
from nianlun.text.readers import extract, ocr
from nianlun.text.readers.paragraphs import PrintedLine, join_pages

SIZE = 16
LEFT, TOP, STEP = 80, 760, 28


@cache
def _face() -> bytes:
    return (files("mplfonts") / "fonts" / "SimHei.ttf").read_bytes()


def pdf_of(*pages: list[tuple[float, str]]) -> bytes:
    """A PDF whose pages hold these lines: (characters of indent, text)."""
    document = pypdfium2.PdfDocument.new()
    data = _face()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    font = raw.FPDFText_LoadFont(document, buffer, len(data), raw.FPDF_FONT_TRUETYPE, 1)
    for lines in pages:
        page = document.new_page(595, 842)
        for row, (indent, text) in enumerate(lines):
            item = raw.FPDFPageObj_CreateTextObj(document, font, SIZE)
            wide = (text + "\0").encode("utf-16-le")
            raw.FPDFText_SetText(item, ctypes.cast(ctypes.create_string_buffer(wide), raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, LEFT + indent * SIZE, TOP - row * STEP)
            raw.FPDFPage_InsertObject(page, item)
        page.gen_content()
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


BODY = (
    "今年以来全县水利系统紧紧围绕年度目标任务统筹推进防汛抗旱农村供水和河道整治各项工作稳步推进取得较好成效"
)
FIRST, THIRD = BODY[:25], "下一步继续努力抓好落实。"


def test_lines_are_joined_to_paragraphs() -> None:
    data = pdf_of(
        [
            (7, "县水利局工作总结"),
            (2, FIRST),
            (0, BODY[25:] + BODY[: 27 - len(BODY[25:])]),
            (0, THIRD),
            (2, "一、下步打算"),
        ]
    )

    found = extract("a.pdf", data)

    assert found.text.split("\n") == [
        "县水利局工作总结",
        BODY + BODY[: 27 - len(BODY[25:])] + THIRD,
        "一、下步打算",
    ]
    assert (found.format, found.encoding) == ("pdf", None)


def test_page_number_stands_after_the_paragraph_it_interrupts() -> None:
    full = BODY[:27]
    data = pdf_of([(2, FIRST), (0, full), (12, "— 1 —")], [(0, full), (0, THIRD), (12, "— 2 —")])

    assert extract("a.pdf", data).text.split("\n") == [FIRST + full + full + THIRD, "— 1 —", "— 2 —"]


def test_short_line_ends_a_paragraph() -> None:
    def line(text: str, left: float, right: float) -> PrintedLine:
        return PrintedLine(text, left, right, 16)

    lines = [
        line("满行", 112, 512),
        line("短行。", 80, 200),
        line("顶格新段", 80, 512),
        line("续行", 80, 300),
    ]

    assert join_pages([lines]).split("\n") == ["满行短行。", "顶格新段续行"]


def test_white_between_chinese_and_digits_is_no_space() -> None:
    data = pdf_of([(0, "截至 9 月底，建成 12 座 PC 工厂")])

    assert extract("a.pdf", data).text.split("\n")[0] == "截至9月底，建成12座PC工厂"


def test_wide_white_stays_a_space() -> None:
    data = pdf_of([(0, "名次  12  得分")])

    assert extract("a.pdf", data).text == "名次 12 得分"


def test_date_set_apart_does_not_go_on_after_the_page() -> None:
    def line(text: str, left: float, right: float) -> PrintedLine:
        return PrintedLine(text, left, right, 16)

    first = [line("正文满行", 112, 512), line("某县水利局", 400, 480), line("2025年3月1日", 380, 500)]
    second = [line("附件", 80, 112), line("正文满行", 80, 512)]

    assert join_pages([first, second]).split("\n") == [
        "正文满行",
        "某县水利局",
        "2025年3月1日",
        "附件",
        "正文满行",
    ]


def test_scan_without_recognition_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)

    with pytest.raises(UnreadableError) as caught:
        extract("扫描.pdf", pdf_of([], []))

    assert caught.value.slug == "text.pdf.scanned"


def test_scan_with_recognition_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "read_pages", lambda _document: [["第一行", "第二行"], ["第三行"]])

    found = extract("扫描.pdf", pdf_of([], []))

    assert (found.text, found.notes) == ("第一行\n第二行\n第三行", ("ocr",))


def test_broken_file_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        extract("a.pdf", b"%PDF-1.7 nothing more")

    assert caught.value.slug == "text.pdf.broken"


def test_title_in_large_print_is_one_line() -> None:
    def line(text: str, left: float, right: float, size: float = 16) -> PrintedLine:
        return PrintedLine(text, left, right, size)

    lines = [
        line("正文满行结束。", 80, 512),
        line("区交通运输局2023年度工作总结及2024年", 90, 500, 22),
        line("工作思路", 250, 340, 22),
        line("正文", 112, 512),
        line("续行。", 80, 300),
    ]

    assert join_pages([lines]).split("\n") == [
        "正文满行结束。",
        "区交通运输局2023年度工作总结及2024年工作思路",
        "正文续行。",
    ]


def test_running_titles_with_numbers_do_not_cut_a_paragraph() -> None:
    def page(number: int, text: str) -> list[PrintedLine]:
        return [
            PrintedLine("全县工作总结汇编", 200, 400, 10),
            PrintedLine(text, 80, 512, 16),
            PrintedLine(f"满行{text}", 80, 512, 16),
            PrintedLine(f"白石县 第{number}版", 200, 400, 10),
        ]

    found = join_pages([page(1, "甲"), page(2, "乙"), page(3, "丙")]).split("\n")

    assert "甲满行甲乙满行乙丙满行丙" in found
    assert found.count("全县工作总结汇编") == 3
