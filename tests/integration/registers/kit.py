"""A small register that has a field of every kind the index treats differently."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from nianlun.apps.registers.actions.definitions import publish
from nianlun.apps.registers.models import Register, RegisterVersion
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.define.load import load
from nianlun.define.model import Register as Definition

AT = datetime(2024, 1, 2, 2, 0, tzinfo=UTC)

PACK = """
pack: {key: tests, label: 测试, version: 1}
registers:
- key: works
  id: 1
  label: 工程台账
  label_en: Works
  code: "GC-{year}-{number:3}"
  title: name
  import_key: [name]
  similar_by: [name]
  several_classes: true
  fields:
  - {id: 1, key: name, label: 名称, label_en: Name, kind: text, required: true}
  - {id: 2, key: amount, label: 投资额, kind: money, unit: 万元}
  - {id: 3, key: area, label: 面积, kind: decimal, unit: 亩}
  - {id: 4, key: staff, label: 人数, kind: integer}
  - {id: 5, key: signed_on, label: 签约日期, kind: date}
  - {id: 6, key: year, label: 年度, kind: period}
  - {id: 7, key: foreign, label: 外资, kind: yes_no}
  - id: 8
    key: industry
    label: 产业
    kind: choice
    choices:
    - {id: 1, key: pets, label: 宠物}
    - {id: 2, key: display, label: 显示}
    - {id: 3, key: digital, label: 数字}
  - id: 9
    key: needs
    label: 需求
    kind: choices
    choices:
    - {id: 1, key: land, label: 土地}
    - {id: 2, key: plant, label: 厂房}
    - {id: 3, key: fund, label: 资金}
  - {id: 10, key: town, label: 乡镇, kind: unit}
  - {id: 11, key: secret, label: 底价, kind: money, unit: 万元, secrecy: confidential}
  - {id: 12, key: progress, label: 进展, kind: long_text}
  - {id: 13, key: per_mu, label: 亩均, kind: computed, formula: amount / area, result: money, unit: 万元}
  - {id: 14, key: days_open, label: 天数, kind: computed, formula: "days_between(signed_on, today)", result: integer}
  - {id: 15, key: started_on, label: 开工日期, kind: date}
  - {id: 16, key: before_work, label: 前一工程, kind: link, register: works}
  - {id: 17, key: number_plate, label: 牌号, kind: text, unique: true}
  classes:
  - {id: 1, key: push, label: 攻坚, fields: [progress], required: [progress]}
  - {id: 2, key: landing, label: 落地}
  stages:
  - {id: 1, key: planned, label: 谋划, moves_to: [signed, {to: ended, reason: true}]}
  - {id: 2, key: signed, label: 签约, date: signed_on, moves_to: [started, planned]}
  - {id: 3, key: started, label: 开工, date: started_on, required: [amount], terminal: true}
  - {id: 4, key: ended, label: 终止, terminal: true}
  update: {every: month, by: 25}
  milestones:
  - {id: 1, key: ready, label: 备齐, before: started_on, workdays: 5, done: signed_on}
  floors:
  - {key: two, label: 不少于两个, at_least: 2, where: 'stage == "planned"'}
  duties:
  - {key: one, label: 每月一个, at_least: 1, every: month, date: signed_on, unit: town, units: [town]}
  rules:
  - {key: order, must: started_on >= signed_on, label: 开工不早于签约, label_en: It starts after it is signed}
  views:
  - {key: pets, label: 宠物, where: 'industry == "pets"', columns: [name, amount], sums: [amount], sort: [{field: amount, down: true}]}
"""


def definition_from(text: str, key: str = "works") -> Definition:
    """The definition of one register of a pack."""
    return load({"tests.yaml": text}).or_raise().registers[key]


@transaction.atomic
def make_register(user, text: str = PACK, key: str = "works") -> Register:
    """A published register."""
    definition = definition_from(text, key)
    register = Register.objects.create(
        key=key,
        number=definition.id,
        pack="tests",
        label=definition.label,
        secrecy=definition.secrecy.value,
        source=Register.Source.COUNTY,
        created_at=AT,
        created_by=user,
    )
    publish(register, definition, by=user, at=AT)
    return register


@transaction.atomic
def republish(register: Register, text: str, user, at: datetime = AT) -> RegisterVersion:
    """Another version of its definition."""
    return publish(register, definition_from(text, register.key), by=user, at=at)


def ledger(user, register: Register) -> Ledger:
    """The register as the person sees it, on the second of January 2024."""
    return ledger_for(user, Register.objects.select_related("current").get(pk=register.pk), today=AT.date())
