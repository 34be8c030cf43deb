"""The published shape, held by its schema."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from nianlun.text.model import (
    Commitment,
    Difference,
    Extracted,
    Figure,
    Heading,
    Mapped,
    Piece,
    Reading,
    Residue,
    Section,
    Similar,
)
from nianlun.text.shape import SHAPE_VERSION, plain, schema, to_shape

FULL = Reading(
    source=Extracted("甲" * 100, "docx", None, ("ocr",)),
    pieces=(
        Piece(
            index=1,
            title="总结",
            start=0,
            end=90,
            body=Mapped("甲"),
            outline=(Heading(1, "一、", "工作", 3, 8, "sequence", 0),),
            sections=(Section("plan", 3, 90),),
            figures=(
                Figure("50亿元", 10, 14, "50", "亿元", "money", base_value=Decimal("5E+9"), base_unit="元"),
                Figure("XX万元", 20, 24, None, "万元", "money"),
            ),
            commitments=(
                Commitment("力争25个", 30, 35, "quantified", "项目", ">=", "25", None, "个", "2024"),
            ),
            similar=(Similar(2, 0.99657, 1.0, (Difference(1, 2, "甲", 3, 4, "乙", leak=True),)),),
        ),
    ),
    residue=(Residue("广告", 95, 97, "advert"),),
)


@pytest.mark.parametrize("reading", [FULL, Reading(Extracted("", "txt", "utf-8"), (), ())])
def test_shape_follows_the_schema(reading: Reading) -> None:
    shape = json.loads(json.dumps(to_shape(reading, "a.docx", "0" * 64), ensure_ascii=False))

    Draft202012Validator.check_schema(schema())
    assert [error.message for error in Draft202012Validator(schema()).iter_errors(shape)] == []


def test_schema_names_the_version_of_the_shape() -> None:
    assert schema()["properties"]["version"]["const"] == SHAPE_VERSION


def test_unknown_is_null_and_decimals_are_plain() -> None:
    figure = to_shape(FULL, "a", "0" * 64)["pieces"][0]["figures"][0]

    assert figure["base_value"] == "5000000000"
    assert {"upper", "period", "as_of", "setter", "qualifier", "basis"} <= figure.keys()
    assert figure["upper"] is None


@pytest.mark.parametrize(
    ("number", "text"),
    [("5E+9", "5000000000"), ("0.50", "0.5"), ("100", "100"), ("-7.690", "-7.69"), ("0E-7", "0")],
)
def test_decimal_in_plain_figures(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_schema_refuses_an_unknown_key() -> None:
    shape = to_shape(FULL, "a", "0" * 64) | {"more": 1}

    assert not Draft202012Validator(schema()).is_valid(shape)
