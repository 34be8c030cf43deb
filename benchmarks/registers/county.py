"""The county of the benchmark: units, a user, thirty registers of one shape."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.people import actions as people
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions.definitions import publish
from nianlun.apps.registers.models import Register
from nianlun.define.load import load

TOWNS = 60

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


@transaction.atomic
def build(registers: int, at: datetime) -> tuple[User, list[Unit], list[Register]]:
    """Units, the county's administrator, and the registers."""
    system = people.system_user()
    root = people.create_unit(name="基准县", kind="county", parent=None, by=system, at=at)
    towns = [
        people.create_unit(name=f"第{number}镇", kind="town", parent=root, by=system, at=at)
        for number in range(TOWNS)
    ]
    user = people.create_user(
        username="bench",
        display_name="Bench",
        unit=root,
        password=people.one_time_password(),
        by=system,
        at=at,
    )
    people.grant(user=user, unit=root, role="administer", by=system, at=at)
    rows = []
    for number in range(1, registers + 1):
        definition = (
            load({f"bench{number}.yaml": definition_text(number)}).or_raise().registers[f"bench_{number}"]
        )
        row = Register.objects.create(
            key=definition.key,
            number=number,
            pack=f"bench{number}",
            label=definition.label,
            source=Register.Source.COUNTY,
            created_at=at,
            created_by=system,
        )
        publish(row, definition, by=system, at=at)
        rows.append(row)
    return user, towns, rows
