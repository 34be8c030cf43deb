"""Indicators of every kind over the register of the tests."""

from __future__ import annotations

from nianlun.define.catalog import Catalog
from nianlun.define.load import load, shipped_folder, texts_of
from tests.integration.registers.kit import PACK

INDICATORS = """
indicators:
- {key: all_works, label: 工程数, kind: count, register: works, measure: 个}
- {key: signed, label: 签约数, label_en: Signed, kind: count, register: works, date: signed_on, measure: 个}
- {key: signed_town, label: 乡镇签约数, kind: count, register: works, date: signed_on, measure: 个, unit: town}
- {key: in_year, label: 年度工程数, kind: count, register: works, date: year, measure: 个}
- {key: big, label: 大工程数, kind: count, register: works, where: amount >= 100万元 and foreign == true, date: signed_on, measure: 个}
- {key: small, label: 小工程数, kind: count, register: works, where: 'not (amount >= 100万元)', date: signed_on, measure: 个, better: lower}
- {key: pets, label: 宠物工程数, kind: count, register: works, where: 'industry in ("pets", "display") or contains(needs, "land")', measure: 个}
- {key: pushed, label: 攻坚工程数, kind: count, register: works, where: 'in_class("push") and reached("signed") and stage != "ended"', measure: 个}
- {key: by_hand, label: 名称甲工程数, kind: count, register: works, where: 'name == "甲"', date: signed_on, measure: 个, unit: town}
- {key: invested, label: 投资额, label_en: Investment, kind: sum, register: works, value: amount, date: signed_on, measure: 万元, places: 2, unit: town}
- {key: doubled, label: 双倍, kind: sum, register: works, value: amount + amount, date: signed_on, measure: 万元, places: 2}
- {key: area_sum, label: 面积, kind: sum, register: works, value: area, date: year, measure: 亩, places: 2}
- {key: staff_mean, label: 平均人数, kind: average, register: works, value: staff, date: signed_on, measure: 人, places: 1}
- {key: area_mean, label: 平均面积, kind: average, register: works, value: area, measure: 亩, places: 1}
- {key: largest, label: 最大投资, kind: extreme, extreme: largest, register: works, value: amount, date: signed_on, measure: 万元}
- {key: smallest, label: 最小面积, kind: extreme, extreme: smallest, register: works, value: area, measure: 亩}
- {key: last_staff, label: 最近人数, kind: latest, register: works, value: staff, date: signed_on, measure: 人}
- {key: big_share, label: 大工程占比, kind: share, numerator: big, denominator: signed, measure: "%", places: 1}
- {key: rest, label: 其余, kind: difference, numerator: signed, denominator: big, measure: 个}
- {key: growth, label: 签约增长, kind: growth, of: signed, measure: "%", places: 2}
- {key: signed_to_date, label: 累计签约, kind: to_date, of: signed, measure: 个, period: month}
- {key: derived_one, label: 派生, kind: derived, formula: signed * 2 - big, measure: 个}
- {key: rank, label: 全市排名, kind: entered, measure: 名次, better: lower}
"""
COUNTED = (
    "all_works", "signed", "signed_town", "in_year", "big", "small", "pets", "pushed", "by_hand", "invested",
    "doubled", "area_sum", "staff_mean", "area_mean", "largest", "smallest", "last_staff", "big_share", "rest",
    "growth", "signed_to_date", "derived_one",
)  # fmt: skip


def catalog() -> Catalog:
    """Definitions of the register and its indicators."""
    common = {name: text for name, text in texts_of(shipped_folder()).items() if name.startswith("common")}
    return load({**common, "tests.yaml": PACK + INDICATORS}).or_raise()
