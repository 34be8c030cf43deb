"""Units of measure: which class a printed unit belongs to, and how large it is in its base unit.

万 and 亿 stand inside printed units (`亿元`, `万人次`); they are read here as powers of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

SCALES: dict[str, int] = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "亿": 10**8,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
"""Words for powers of ten that begin a unit, longest first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures, and how much of the base unit one of it is."""

    kind: str
    """`money`, `rate`, `area`, ...: a key of `nianlun.text.model.FigureKind`."""
    base_unit: str | None
    factor: Decimal


_TABLE = """
money 元: 元=1 块钱=1 个亿=100000000 角=0.1
money 美元: 美元=1 美金=1
money 欧元: 欧元=1
money 港元: 港元=1 港币=1
money 日元: 日元=1
money 英镑: 英镑=1
money 卢布: 卢布=1
rate %: %=1 ‰=0.1 成=10 /10万=0.001 /万=0.01 /千=0.1
points 个百分点: 个百分点=1 百分点=1 个千分点=0.1 千分点=0.1 个基点=0.01 基点=0.01
multiple 倍: 倍=1
multiple 番: 番=1
people 人: 人=1 名=1
people 人次: 人次=1 人/次=1
people 岁: 岁=1 周岁=1
area 平方米: 平方米=1 平米=1 平方=1 ㎡=1 m²=1 m2=1 公顷=10000 亩=666.6666666667
area 平方米: 平方公里=1000000 平方千米=1000000 顷=66666.66666667
length 米: 米=1 m=1 公里=1000 千米=1000 km=1000 里=500 华里=500 海里=1852 延米=1 厘米=0.01
length 米: 公分=0.01 毫米=0.001 mm=0.001 cm=0.01 英里=1609.344
mass 吨: 吨=1 公斤=0.001 千克=0.001 kg=0.001 斤=0.0005 市斤=0.0005 克=0.000001 担=0.05 市担=0.05
mass 吨: 毫克=0.000000001 微克=0.000000000001 载重吨=1 总吨=1
volume 立方米: 立方米=1 立方=1 方=1 m³=1 m3=1 升=0.001 毫升=0.000001 加仑=0.003785411784
volume 桶: 桶=1
energy 千瓦时: 千瓦时=1 千瓦小时=1 万度=10000 亿度=100000000 千度=1000 kWh=1 兆瓦时=1000 MWh=1000
energy 吨标准煤: 吨标准煤=1 吨标煤=1 千克标准煤=0.001
power 千瓦: 千瓦=1 kW=1 KW=1 兆瓦=1000 MW=1000 吉瓦=1000000 GW=1000000 瓦=0.001 兆瓦时/小时=1000
power 马力: 马力=1
power 千伏安: 千伏安=1 kVA=1 兆伏安=1000
duration 天: 天=1 日=1 周=7 个星期=7 星期=7 个自然日=1 自然日=1
duration 个月: 个月=1 年=12 周年=12 个季度=3
duration 个工作日: 个工作日=1 工作日=1
duration 分钟: 分钟=1 小时=60 个小时=60 秒=0.0166666666667 秒钟=0.0166666666667
duration 学时: 学时=1 课时=1
measure ℃: ℃=1 摄氏度=1
measure 度: 度=1
measure 千伏: 千伏=1 kV=1
measure 吨公里: 吨公里=1
measure 人公里: 人公里=1
measure 分贝: 分贝=1
measure GB: GB=1 TB=1000 MB=0.001
measure 毫米/小时: 毫米/小时=1
count 标箱: 标箱=1 标准箱=1 个标准箱=1 TEU=1 国际标准箱=1
"""


def _read_table() -> dict[str, Measure]:
    units: dict[str, Measure] = {}
    for line in _TABLE.strip().splitlines():
        head, _, entries = line.partition(": ")
        kind, base = head.split(" ")
        for entry in entries.split():
            unit, _, factor = entry.rpartition("=")
            units[unit] = Measure(kind, base, Decimal(factor))
    return units


UNITS: dict[str, Measure] = _read_table()
"""Units of a fixed size; every other unit counts things and is its own base."""


_NUMBER = Measure("count", None, Decimal(1))


@lru_cache(maxsize=8192)
def measure_of(unit: str) -> Measure:
    """Say what a printed unit measures: `亿元` is money, 100000000 元; `座` counts 座."""
    known = UNITS.get(unit)
    if known is not None:
        return known
    for scale, power in SCALES.items():
        if unit.startswith(scale):
            rest = measure_of(unit[len(scale) :]) if len(unit) > len(scale) else _NUMBER
            return Measure(rest.kind, rest.base_unit, rest.factor * power)
    if "/" in unit[1:]:
        return Measure("measure", unit, Decimal(1))
    return Measure("count", unit, Decimal(1))


def base_amount(value: str, factor: Decimal) -> Decimal:
    """The value in the base unit; a fraction such as `1/3` is worked out, whole numbers print as such."""
    over, _, under = value.partition("/")
    amount = Decimal(over) * factor
    if under:
        divisor = Decimal(under)
        amount = amount / divisor if divisor else amount
    whole = amount.to_integral_value()
    return whole if whole == amount else amount


def usual(base_value: Decimal, printed_units: Sequence[str]) -> tuple[Decimal, str]:
    """A value given in the base unit, in the unit its series is mostly printed in: 124000000 平方米 as 18.6 万亩.

    Of units printed equally often it is the largest in which the value reaches 1, else the smallest.
    The value is exact as far as Decimal goes; rounding is for the page that shows it.

    Raises:
        ValueError: no unit is given.
    """
    if not printed_units:
        raise ValueError("no printed unit")
    counts = Counter(printed_units)
    most = max(counts.values())
    units = sorted(
        (unit for unit in counts if counts[unit] == most), key=lambda unit: measure_of(unit).factor
    )
    reached = [unit for unit in units if abs(base_value) >= measure_of(unit).factor]
    unit = reached[-1] if reached else units[0]
    return base_value / measure_of(unit).factor, unit
