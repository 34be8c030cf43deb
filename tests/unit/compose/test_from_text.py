"""The text of a document becomes a tree that holds every character of it."""

from __future__ import annotations

from nianlun.compose.from_text import Part, Place, blocks_of, compilation
from nianlun.compose.tree import Contents, Cover, Heading, PageBreak, Paragraph, Title

TEXT = """某县2023年
工作总结
各位代表：
　　今年以来，完成5亿元。##mark##
一、主要工作
（一）亮点。抓好工作。一是强化考核，二是补齐短板。
1.招商
某县人民政府办公室
2023年12月1日
"""


def places(*marked: tuple[int, str]) -> tuple[Place, ...]:
    return tuple(Place(level, TEXT.index(text), TEXT.index(text) + len(text)) for level, text in marked)


def part() -> Part:
    gap = TEXT.index("##mark##")
    outline = places((1, "一、主要工作"), (2, "（一）亮点。"), (4, "一是强化考核"), (3, "1.招商"))
    return Part("某县2023年工作总结", TEXT, outline, ((gap, gap + 8),))


def test_title_on_two_lines_is_one_title() -> None:
    blocks = blocks_of(part())

    assert blocks[0] == Title(("某县2023年", "工作总结"))
    assert not any(isinstance(block, Title) for block in blocks[1:])


def test_title_not_printed_in_text_stands_before_it() -> None:
    blocks = blocks_of(Part("另一个标题", "第一段。"))

    assert [type(block) for block in blocks] == [Title, Paragraph]
    assert blocks[0] == Title(("另一个标题",))


def test_heading_of_a_whole_line_is_a_block_and_a_run_in_one_is_a_run() -> None:
    blocks = blocks_of(part())

    assert Heading(1, "一、主要工作") in blocks
    assert Heading(3, "1.招商") in blocks
    run_in = next(b for b in blocks if isinstance(b, Paragraph) and b.text.startswith("（一）"))
    assert [(run.text, run.level) for run in run_in.runs] == [
        ("（一）亮点。", 2),
        ("抓好工作。", None),
        ("一是强化考核", 4),
        ("，二是补齐短板。", None),
    ]


def test_gap_is_left_out_and_every_other_character_stays() -> None:
    blocks = blocks_of(part())

    told = "".join(block.text for block in blocks if isinstance(block, Title | Heading | Paragraph))
    assert told == "".join(TEXT.replace("##mark##", "").split())


def test_salutation_is_flush_and_signature_is_right() -> None:
    paragraphs = [block for block in blocks_of(part()) if isinstance(block, Paragraph)]

    assert [(p.align, p.text) for p in paragraphs if p.align != "body"] == [
        ("flush", "各位代表："),
        ("right", "某县人民政府办公室"),
        ("right", "2023年12月1日"),
    ]


def test_compilation_has_cover_contents_and_a_new_page_for_each_piece() -> None:
    tree = compilation("汇编", [part(), part()], cover=("某县",))

    kinds = [type(block) for block in tree.blocks]
    assert kinds[:2] == [Cover, Contents]
    assert [kinds[place + 1] for place, kind in enumerate(kinds) if kind is PageBreak] == [Title, Title]


def test_heading_that_crosses_lines_is_cut_at_the_line() -> None:
    text = "标题\n一、很长的\n标题行\n正文。"
    blocks = blocks_of(Part("标题", text, (Place(1, 3, 12),)))

    assert blocks[1] == Heading(1, "一、很长的")
