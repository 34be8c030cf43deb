"""Made-up fields with values, and made-up registers, for property tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from nianlun.define.kinds.base import KindOptions
from nianlun.define.kinds.choices_of import Choice, ChoiceOptions
from nianlun.define.kinds.date import DateOptions
from nianlun.define.kinds.decimal import DecimalOptions
from nianlun.define.kinds.integer import IntegerOptions
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.kinds.long_text import LongTextOptions
from nianlun.define.kinds.money import MoneyOptions
from nianlun.define.kinds.period import PeriodOptions
from nianlun.define.kinds.place import PlaceOptions
from nianlun.define.kinds.ratio import RatioOptions
from nianlun.define.kinds.text import TextOptions
from nianlun.define.kinds.unit import UnitOptions
from nianlun.define.model import FieldDef, Move, Register, Stage
from nianlun.define.reading.numbers import written

keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).map(lambda key: f"k_{key}")
labels = st.text("甲乙丙丁戊己庚辛年月日是否0123456789 -:#{}[]'\"|>&*!%@`", min_size=1, max_size=12).map(
    lambda text: f"名{text}称"
)
days = st.dates(date(1950, 1, 1), date(2149, 1, 1))
words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=40
)


@st.composite
def choice_options(draw: st.DrawFn) -> ChoiceOptions:
    """A list of choices with keys, numbers and labels of their own."""
    names = draw(st.lists(keys, min_size=1, max_size=5, unique=True))
    return ChoiceOptions(
        choices=tuple(
            Choice(id=number, key=name, label=f"选项{number}、{name}", label_en=f"Option {name}")
            for number, name in enumerate(names, start=1)
        )
    )


def decimals(places: int) -> st.SearchStrategy[str]:
    """Decimal strings as they are stored."""
    return st.decimals(-(10**12), 10**12, places=places, allow_nan=False, allow_infinity=False).map(written)


@st.composite
def periods(draw: st.DrawFn) -> str:
    """Codes of periods."""
    year = draw(st.integers(1950, 2149))
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 800)))
    forms = [
        f"{year}",
        f"{year}-H{draw(st.integers(1, 2))}",
        f"{year}-Q{draw(st.integers(1, 4))}",
        f"{year}-{draw(st.integers(1, 12)):02d}",
        f"{year}-W{draw(st.integers(1, 52)):02d}",
        f"{first}/{last}",
    ]
    return draw(st.sampled_from(forms))


def places() -> st.SearchStrategy[dict[str, Any]]:
    """Points and areas."""
    position = st.tuples(
        st.decimals(-180, 180, places=6).map(float), st.decimals(-90, 90, places=6).map(float)
    ).map(lambda pair: [pair[0] + 0.0, pair[1] + 0.0])
    points = position.map(lambda pair: {"type": "Point", "coordinates": pair})
    ring = st.lists(position, min_size=3, max_size=4).map(lambda corners: [*corners, corners[0]])
    rings = st.lists(ring, min_size=1, max_size=2)
    return points | rings.map(lambda drawn: {"type": "Polygon", "coordinates": drawn})


@st.composite
def fields_with_values(draw: st.DrawFn) -> tuple[str, KindOptions, Any]:
    """A kind that can be typed, its options, and a value it could have stored."""
    unit = draw(st.sampled_from(["亩", "吨", ""]))
    money = MoneyOptions(unit=draw(st.sampled_from(["元", "万元", "亿元", "万美元"])))
    few = draw(st.integers(0, 4))
    choices = draw(choice_options())
    picked = draw(st.sets(st.sampled_from(choices.keys), min_size=1))
    made: list[tuple[str, KindOptions, st.SearchStrategy[Any]]] = [
        ("text", TextOptions(), words.map(lambda text: " ".join(text.split())).filter(bool)),
        ("long_text", LongTextOptions(), st.lists(words, min_size=1, max_size=3).map("\n".join)),
        ("integer", IntegerOptions(unit="家"), st.integers(-(10**12), 10**12)),
        ("decimal", DecimalOptions(unit=unit, places=few), decimals(few)),
        ("money", money, decimals(2)),
        ("ratio", RatioOptions(places=few), decimals(few + 2)),
        ("date", DateOptions(), days.map(str)),
        ("period", PeriodOptions(), periods()),
        ("yes_no", KindOptions(), st.booleans()),
        ("choice", choices, st.sampled_from(choices.keys)),
        ("choices", choices, st.just([key for key in choices.keys if key in picked])),
        ("unit", UnitOptions(), st.integers(1, 10**6)),
        ("person", KindOptions(), st.integers(1, 10**6)),
        ("link", LinkOptions(register="things"), st.integers(1, 10**6)),
        ("place", PlaceOptions(shapes=("point", "area")), places()),
    ]
    kind, options, values = draw(st.sampled_from(made))
    return kind, options, draw(values)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A register that the rules accept, with a title, some fields and perhaps stages."""
    names = draw(st.lists(keys, min_size=0, max_size=6, unique=True))
    fields = [FieldDef(id=1, key="name", label="名称", kind="text", options=TextOptions(), required=True)]
    for number, name in enumerate(names, start=2):
        kind, options, _ = draw(fields_with_values())
        if kind == "link":
            options = LinkOptions(register="things")
        fields.append(
            FieldDef(
                id=number,
                key=name,
                label=f"{draw(labels)}{number}",
                kind=kind,
                options=options,
                help=draw(labels | st.just("")),
                required=draw(st.booleans()) and kind != "link",
            )
        )
    stages = (
        Stage(id=1, key="open", label="开", moves_to=(Move(to="half"), Move(to="shut", reason=True))),
        Stage(id=2, key="half", label="半", moves_to=(Move(to="shut"), Move(to="open"))),
        Stage(id=3, key="shut", label="关", terminal=True),
    )
    return Register(
        key="things",
        id=1,
        label=draw(labels),
        title="name",
        fields=tuple(fields),
        stages=stages if draw(st.booleans()) else (),
    )


@st.composite
def values_of(draw: st.DrawFn, register: Register) -> dict[str, Any]:
    """Stored values of a register's numbers, texts and choices, some of them missing."""
    found: dict[str, Any] = {}
    simple: dict[str, st.SearchStrategy[Any]] = {
        "text": words,
        "integer": st.integers(0, 9),
        "date": days.map(str),
        "yes_no": st.booleans(),
        "period": periods(),
        "unit": st.integers(1, 9),
    }
    for field in register.fields:
        options = field.options
        if draw(st.booleans()):
            continue
        if isinstance(options, ChoiceOptions):
            key = draw(st.sampled_from(options.keys))
            found[field.key] = [key] if field.kind == "choices" else key
        elif field.kind in simple:
            found[field.key] = draw(simple[field.kind])
    return found
