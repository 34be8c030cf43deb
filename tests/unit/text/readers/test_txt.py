"""Plain text in every encoding offices send."""

from __future__ import annotations

import codecs

import pytest
from opencc import OpenCC

from nianlun.kernel.errors import UnreadableError
from nianlun.text.readers import extract

TEXT = "县水利局2023年工作总结\r\n今年以来，全县完成水利投资3.4亿元，增长12.5％；新建水库2座。\r\n一、主要工作\r\n"
TRADITIONAL = OpenCC("s2t").convert(TEXT)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_encoding_of_simplified_text(data: bytes, encoding: str) -> None:
    found = extract("总结.txt", data)

    assert (found.text, found.encoding, found.format, found.notes) == (TEXT, encoding, "txt", ())


@pytest.mark.parametrize(
    ("encoding", "named"), [("big5", "big5hkscs"), ("gb18030", "gb18030"), ("utf-16-le",) * 2]
)
def test_encoding_of_traditional_text(encoding: str, named: str) -> None:
    text = TRADITIONAL.replace("％", "%")

    found = extract("a.txt", text.encode(encoding))

    assert (found.text, found.encoding) == (text, named)


@pytest.mark.parametrize("word", ["联通", "通知", "总结", "县水利局"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_encoding_of_a_single_word(word: str, encoding: str) -> None:
    assert extract("a.txt", word.encode(encoding)).text == word


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_damaged_text_is_read_and_noted(encoding: str) -> None:
    data = bytearray((TEXT * 20).encode(encoding))
    data[len(data) // 2] = 0xFF

    found = extract("a.txt", bytes(data))

    assert found.notes == ("undecodable",)
    assert found.encoding == encoding
    assert "\ufffd" in found.text


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "text.file.empty"),
        (b" \r\n\t", "text.file.empty"),
        (bytes(5000), "text.file.empty"),
        (bytes(range(256)) * 40, "text.file.empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "text.file.not_a_document"),
        (b"MZ\x90\x00\x03" + bytes(50), "text.file.not_a_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "text.file.old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "text.docx.encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "text.file.old_office"),
        (b"{\\rtf1\\ansi}", "text.file.format_unknown"),
    ],
)
def test_no_document_is_refused(data: bytes, slug: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        extract("来文", data)

    assert caught.value.slug == slug


def test_text_that_begins_like_a_program_is_read() -> None:
    assert extract("a.txt", "MZ县工作总结".encode()).text == "MZ县工作总结"
