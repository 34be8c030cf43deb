"""Forms a line of text may be required to have: telephone, e-mail, web address, credit code of a firm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nianlun.define.errors import BadValueError
from nianlun.define.reading.marks import plain

_PHONE = re.compile(r"\+?\d{7,15}|1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|\d{3,4}-\d{7,8}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_URL = re.compile(r"https?://[^\s/]+(?:/\S*)?")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_CREDIT_MARKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Format:
    """A form of text."""

    label: str
    """In Chinese."""
    label_en: str
    """In English."""
    read: Callable[[str], str]
    """The text in its usual form; raises BadValueError."""


def _phone(text: str) -> str:
    digits = re.sub(r"[\s()]", "", plain(text))
    if not _PHONE.fullmatch(digits):
        raise BadValueError("value.text.phone", raw=text)
    return digits


def _email(text: str) -> str:
    address = plain(text)
    if not _EMAIL.fullmatch(address):
        raise BadValueError("value.text.email", raw=text)
    return address


def _url(text: str) -> str:
    address = plain(text)
    if not _URL.fullmatch(address):
        suggestion = f"https://{address}" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(?:/\S*)?", address) else ""
        raise BadValueError("value.text.url", raw=text, suggestion=suggestion)
    return address


def _credit_code(text: str) -> str:
    """A code of 18 marks whose last one follows from the others (GB 32100-2015, 5.5)."""
    code = plain(text).upper().replace(" ", "")
    if not _CREDIT_CODE.fullmatch(code):
        raise BadValueError("value.text.credit_code", raw=text)
    total = sum(_CREDIT_MARKS.index(mark) * pow(3, place, 31) for place, mark in enumerate(code[:17]))
    expected = _CREDIT_MARKS[-total % 31]
    if code[17] != expected:
        raise BadValueError("value.text.credit_code_check", raw=text)
    return code


FORMATS: dict[str, Format] = {
    "phone": Format("电话号码", "a telephone number", _phone),
    "email": Format("电子邮箱", "an e-mail address", _email),
    "url": Format("网址", "the address of a page", _url),
    "credit_code": Format("统一社会信用代码", "a unified social credit code", _credit_code),
}
"""By key, as packs name them."""
