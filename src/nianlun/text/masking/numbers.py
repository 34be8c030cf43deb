"""Numbers that name a person: identity and bank cards, telephones; e-mail, licence plates, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nianlun.text.masking.spans import Kind, Masked

_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-9]\d{5}(?:(?:19|20)\d{9}[\dXxＸ]|\d{9})(?![\dA-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"  # GB 11643
_BANK_CARD = re.compile(r"(?<![\d.])[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\d.])")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?(1[3-9]\d)([ -]?)(\d{4})\2(\d{4})(?![\d.])")
_LANDLINE = re.compile(
    r"(?<![\d.-])(?:[（(]?(0\d{2,3})[)）]?[ -—]?|(?<=电话|热线)[：: ]{0,2})([2-8]\d{6,7})(?![\d.])"
)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[·•. ]?"
    r"([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])(?![A-Za-z0-9])"
)
_HOUSE = re.compile(
    r"(?<=[路街巷弄里村组坊园苑区庄屯道])(?P<number>\d{1,4}(?:-\d{1,3})?)(?=号(?!地块|线|文|令|桥|机|井|矿|闸|公路|码头|工程|台风|通知|公告))"
    r"(?:号(?:\d{1,4}(?:号楼|幢|栋|座|单元|楼|层|室|号)){0,4})"
    r"|(?<=[村苑园区庭府城号])(?:\d{1,4}(?:号楼|幢|栋|座|单元|室)){2,4}"
)
_DIGIT = re.compile(r"\d")


def find_numbers(text: str, kind: Kind) -> Iterator[Masked]:
    """Every stretch of one kind, with its mask; numbers with a check digit only where it is right."""
    yield from _FINDERS[kind](text)


def is_identity_number(number: str) -> bool:
    """Whether a number of 15 or 18 places is one of an identity card: date and check digit are right."""
    digits = number.upper().replace("Ｘ", "X")
    born = digits[6:14] if len(digits) == len(_WEIGHTS) + 1 else "19" + digits[6:12]
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    if len(digits) != len(_WEIGHTS) + 1:
        return True
    total = sum(int(digit) * weight for digit, weight in zip(digits[:-1], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == str(digits[-1] if digits[-1] == "X" else int(digits[-1]))


def is_card_number(number: str) -> bool:
    """Whether the check digit of a bank card is right (Luhn)."""
    digits = [int(sign) for sign in number if sign.isdecimal()]
    total = sum(
        digit if place % 2 == 0 else sum(divmod(2 * digit, 10))
        for place, digit in enumerate(reversed(digits))
    )
    return total % 10 == 0


def _identities(text: str) -> Iterator[Masked]:
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[0]):
            yield _masked("identity", match, match[0][:3] + "*" * (len(match[0]) - 3))


def _bank_cards(text: str) -> Iterator[Masked]:
    for match in _BANK_CARD.finditer(text):
        if is_card_number(match[0]):
            yield _masked("bank_card", match, _DIGIT.sub("*", match[0][:-4]) + match[0][-4:])


def _mobiles(text: str) -> Iterator[Masked]:
    for match in _MOBILE.finditer(text):
        yield _masked("mobile", match, f"{match[1]}{match[2]}****{match[2]}{match[4]}")


def _landlines(text: str) -> Iterator[Masked]:
    for match in _LANDLINE.finditer(text):
        start = match.start(2) - match.start()
        yield _masked("landline", match, match[0][:start] + "*" * len(match[2]))


def _emails(text: str) -> Iterator[Masked]:
    for match in _EMAIL.finditer(text):
        name, _, domain = match[0].partition("@")
        yield _masked("email", match, f"{name[0]}***@{domain}")


def _plates(text: str) -> Iterator[Masked]:
    for match in _PLATE.finditer(text):
        yield _masked("plate", match, match[1] + "*" * len(match[2]))


def _addresses(text: str) -> Iterator[Masked]:
    for match in _HOUSE.finditer(text):
        yield _masked("address", match, _DIGIT.sub("*", match[0]))


def _masked(kind: Kind, match: re.Match[str], mask: str) -> Masked:
    return Masked(kind, match.start(), match.end(), match[0], mask)


_FINDERS = {
    "identity": _identities,
    "bank_card": _bank_cards,
    "mobile": _mobiles,
    "landline": _landlines,
    "email": _emails,
    "plate": _plates,
    "address": _addresses,
}
