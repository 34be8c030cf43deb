"""The registers of the benchmark, as packs: all of one shape."""

from __future__ import annotations

FIELDS = """
- {id: 1, key: name, label: 名称, kind: text, required: true}
- {id: 2, key: firm, label: 企业, kind: text}
- {id: 3, key: phone, label: 电话, kind: text, secrecy: restricted}
- id: 4
  key: industry
  label: 产业
  kind: choice
  choices:
  - {id: 1, key: equipment, label: 装备}
  - {id: 2, key: pets, label: 宠物}
  - {id: 3, key: display, label: 显示}
  - {id: 4, key: digital, label: 数字}
- id: 5
  key: needs
  label: 需求
  kind: choices
  choices:
  - {id: 1, key: land, label: 土地}
  - {id: 2, key: plant, label: 厂房}
  - {id: 3, key: fund, label: 资金}
- {id: 6, key: amount, label: 投资额, kind: money, unit: 亿元}
- {id: 7, key: area, label: 用地, kind: decimal, unit: 亩}
- {id: 8, key: staff, label: 用工, kind: integer}
- {id: 9, key: share, label: 进度, kind: ratio}
- {id: 10, key: town, label: 乡镇, kind: unit}
- {id: 11, key: planned_on, label: 谋划日期, kind: date}
- {id: 12, key: signed_on, label: 签约日期, kind: date}
- {id: 13, key: started_on, label: 开工日期, kind: date}
- {id: 14, key: foreign, label: 外资, kind: yes_no}
- {id: 15, key: year, label: 年度, kind: period, every: year}
- {id: 16, key: progress, label: 进展, kind: long_text}
- {id: 17, key: per_mu, label: 亩均投资, kind: computed, formula: amount / area, result: money, unit: 万元}
"""


def definition_text(number: int) -> str:
    """A register of the benchmark, as a pack."""
    fields = "\n".join("  " + line for line in FIELDS.strip().splitlines())
    return f"""
pack: {{key: bench{number}, label: 基准{number}, version: 1}}
registers:
- key: bench_{number}
  id: {number}
  label: 台账{number}
  code: "T{number}-{{year}}-{{number:6}}"
  title: name
  import_key: [name]
  update: {{every: month, by: 25}}
  fields:
{fields}
  stages:
  - {{id: 1, key: planned, label: 谋划, moves_to: [signed]}}
  - {{id: 2, key: signed, label: 签约, date: signed_on, moves_to: [started]}}
  - {{id: 3, key: started, label: 开工, date: started_on, terminal: true}}
"""
