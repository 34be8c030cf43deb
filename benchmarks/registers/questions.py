"""What the benchmark of indicators asks: a dashboard, and a report with three hundred figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.registers.definitions import definition_text

PERIODS = ("2023", "2023-Q1", "2023-H1", "2023-05", "2023-Q3")
KEYS = ("signed", "foreign", "invested", "pets", "begun", "largest", "staff", "area")
DASHBOARD = 40
RANKED = "lead"

INDICATORS = """
indicators:
- {key: signed_%(n)d, label: 签约数, kind: count, register: bench_%(n)d, date: signed_on, measure: 个}
- {key: foreign_%(n)d, label: 外资数, kind: count, register: bench_%(n)d, date: signed_on, where: foreign == true, measure: 个}
- {key: invested_%(n)d, label: 投资额, kind: sum, value: amount, register: bench_%(n)d, date: signed_on, measure: 亿元, places: 2}
- {key: pets_%(n)d, label: 宠物大项目数, kind: count, where: 'amount >= 50亿元 and industry == "pets"', register: bench_%(n)d, date: signed_on, measure: 个}
- {key: begun_%(n)d, label: 开工数, kind: count, where: 'reached("started")', register: bench_%(n)d, date: signed_on, measure: 个}
- {key: largest_%(n)d, label: 最大投资, kind: extreme, extreme: largest, value: amount, register: bench_%(n)d, date: signed_on, measure: 亿元, places: 2}
- {key: staff_%(n)d, label: 平均用工, kind: average, value: staff, register: bench_%(n)d, date: signed_on, measure: 人, places: 1}
- {key: area_%(n)d, label: 用地, kind: sum, value: area, register: bench_%(n)d, date: signed_on, measure: 亩, places: 1}
- {key: lead_%(n)d, label: 领先项目数, kind: count, where: amount >= 80亿元 and foreign == true, register: bench_%(n)d, date: signed_on, unit: town, measure: 个}
- {key: led_%(n)d, label: 领先项目投资, kind: sum, value: amount, where: amount >= 80亿元 and foreign == true, register: bench_%(n)d, date: signed_on, unit: town, measure: 亿元, places: 2}
"""


def asked_of(registers: int) -> Iterator[tuple[str, int, str]]:
    """Forty questions in turn to each register: kind of indicator, register, period."""
    for number in range(DASHBOARD):
        yield KEYS[number % len(KEYS)], number % registers + 1, PERIODS[number % len(PERIODS)]


def report_text(registers: int) -> str:
    """Two figures of each register for the whole county, a ranking of all towns with three figures each."""
    whole = "，".join(
        f"{{{{ {key}_{number} }}}}" for number in range(1, registers + 1) for key in ("pets", "led")
    )
    return f"""
pack: {{key: paper, label: 基准报告, version: 1}}
reports:
- key: wide
  label: 基准报告
  kind: summary
  title: 基准报告
  cycle: {{every: year}}
  ranked_by: lead_1
  ranked_units: [town]
  sections:
  - key: whole
    heading: 概况
    text: |
      全县{whole}。

      {{{{ ranking("lead_1", "led_1", "lead_{min(2, registers)}") }}}}
"""


def install(folder: Path, registers: int) -> None:
    """Write the packs of the benchmark into the folder of the county's own packs."""
    texts = {f"bench{n}": definition_text(n) + INDICATORS % {"n": n} for n in range(1, registers + 1)}
    for key, text in {**texts, "paper": report_text(registers)}.items():
        (folder / key).mkdir(parents=True, exist_ok=True)
        (folder / key / "pack.yaml").write_text(text, encoding="utf-8")
