"""A small field of work: works signed and started, two towns, a weekly paper and a yearly one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers.actions import apply_packs, create_entry
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.reports import actions
from nianlun.apps.reports.files import CheckedFile, check_file
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.paper import markdown_of, word_of
from nianlun.define.words import Language
from tests import factories

DAY = date(2023, 10, 20)
BEFORE = datetime(2023, 10, 2, 2, 0, tzinfo=UTC)
AT = datetime(2023, 10, 20, 8, 0, tzinfo=UTC)
LATER = AT + timedelta(days=3)

PACK = """
pack: {key: sites, label: 工地, version: 1}
registers:
- key: sites
  id: 1
  label: 工地
  code: "GD-{number:3}"
  title: name
  fields:
  - {id: 1, key: name, label: 名称, kind: text, required: true}
  - {id: 2, key: signed_on, label: 签约日期, kind: date}
  - {id: 3, key: started_on, label: 开工日期, kind: date}
  - {id: 4, key: staff, label: 人数, kind: integer}
  views:
  - {key: waiting, label: 未开工, where: not has(started_on), columns: [name, signed_on]}
indicators:
- {key: signed, label: 签约数, kind: count, register: sites, date: signed_on, measure: 人}
- {key: started, label: 开工数, kind: count, register: sites, where: has(started_on), date: signed_on, measure: 人}
- {key: tax, label: 入库税收, kind: entered, measure: 万元, places: 1}
- {key: rate, label: 开工率, kind: share, numerator: started, denominator: signed, measure: "%", places: 1}
targets:
- {indicator: signed, setter: county, year: 2023, value: 4, source: {document: 方案}}
reports:
- key: weekly
  label: 周报
  kind: bulletin
  title: "工地周报（第{number}期）"
  number: "{year}年第{number}期"
  cycle: {every: week, by: 5}
  ranked_by: signed
  ranked_units: [town]
  readers: ranked
  words: [500强]
  sections:
  - key: overview
    heading: 概况
    text: |
      签约{{ signed }}，开工{{ started }}，开工率{{ rate }}，完成县定任务的{{ signed.completion("县定") }}，500强优先。

      {{ ranking("signed", "started") }}

      {{ chart("signed") }}

      {{ list("sites", "waiting") }}
- key: yearly
  label: 总结
  kind: summary
  title: "{year}年工作总结"
  cycle: {every: year}
  sections:
  - key: done
    heading: 工作总结
    text: |
      签约{{ signed }}，入库税收{{ tax }}。
"""


def words_of(report: Report) -> str:
    """The paper as text."""
    return markdown_of(report).decode()


def checked(
    report: Report, data: bytes | None = None, at: datetime = LATER, by: User | None = None
) -> CheckedFile:
    """What a file of the report says when its numbers are counted again."""
    file = word_of(report) if data is None else data
    return check_file("report.docx", file, by=by or system_user(), language=Language.CHINESE, now=at)


@pytest.fixture(autouse=True)
def pack(tmp_path: Path, settings) -> None:
    """The county's own pack."""
    folder = tmp_path / "packs" / "sites"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    settings.PACKS_FOLDER = folder.parent


@pytest.fixture
def towns(county: Unit) -> list[Unit]:
    """Two towns."""
    return [factories.UnitFactory(name=name, kind="town", parent=county) for name in ("东镇", "西镇")]


@pytest.fixture
def sites(towns: list[Unit], alice: User) -> list[Entry]:
    """Three works, one of them started."""
    apply_packs(by=system_user(), at=BEFORE - timedelta(days=1), packs=("sites",))
    register = Register.objects.get(key="sites")

    def made(name: str, town: Unit, **values: str) -> Entry:
        return create_entry(
            register=register,
            unit=town,
            values={"name": name, "signed_on": "2023-09-01", **values},
            by=alice,
            at=BEFORE,
            final=True,
        )

    return [
        made("甲", towns[0], started_on="2023-09-20"),
        made("乙", towns[0]),
        made("丙", towns[1]),
    ]


@pytest.fixture
def bob(bureau: Unit) -> User:
    """Writes the reports of his bureau."""
    user = factories.UserFactory(username="bob", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="reports")
    return user


@pytest.fixture
def weekly(sites: list[Entry], bureau: Unit, bob: User) -> Report:
    """A draft."""
    return actions.compose_report(template="sites/weekly", unit=bureau, as_of=DAY, by=bob, at=AT)


@pytest.fixture
def issue(alice: User) -> Callable[[Report], Report]:
    """Takes a draft to its number."""

    def issued(report: Report) -> Report:
        for step in (
            actions.submit_report,
            actions.freeze_report,
            actions.issue_report,
        ):
            report = step(report_id=report.pk, by=alice, at=AT + timedelta(hours=1))
        return report

    return issued
