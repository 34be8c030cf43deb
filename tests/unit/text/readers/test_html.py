"""Web pages give their main text."""

from __future__ import annotations

from nianlun.text.readers import extract

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>县政府网</title><style>p{{}}</style></head>
<body><nav><a href="/">首页</a><a href="/a">导航</a></nav><h1>县水利局2023年工作总结</h1>
<div class="content">{body}</div><footer>版权所有</footer><script>var a = "脚本";</script></body></html>"""
LONG = "今年以来，全县水利工作稳步推进。" * 10


def read(body: str) -> list[str]:
    return [
        line for line in extract("a.html", PAGE.format(body=body).encode("gb18030")).text.split("\n") if line
    ]


def test_main_text_without_what_stands_around_it() -> None:
    assert read(f"<p>一、主要\n  工作</p><p>{LONG}</p>") == ["县水利局2023年工作总结", "一、主要 工作", LONG]


def test_breaks_and_cells() -> None:
    table = "<table><tr><th>指标</th><th>完成</th></tr><tr><td>投资</td><td>3.4亿元</td></tr></table>"

    assert read(f"甲<br>乙{table}<p>{LONG}</p>")[1:] == ["甲", "乙", "指标\t完成", "投资\t3.4亿元", LONG]


def test_charset_of_meta() -> None:
    found = extract("a.htm", PAGE.format(body=LONG).encode("gb18030"))

    assert (found.format, found.encoding) == ("html", "gb18030")


def test_deep_nesting_is_read() -> None:
    data = ("<html><body>" + "<div>" * 30_000 + "深处" + "</div>" * 30_000).encode()

    assert extract("a.html", data).text == "深处"
