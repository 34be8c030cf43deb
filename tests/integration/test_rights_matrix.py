"""Every page and every API call against every role; what the docs print is what is so."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from ruamel.yaml import YAML

from docs.generate.rights import PEOPLE, SOURCE
from nianlun.apps.indicators.actions import Wanted, confirm_targets
from nianlun.apps.library.models import Commitment, Document, Figure, ImportJob
from nianlun.apps.originality.actions import check_entry_file
from nianlun.apps.people.models import Grant, Role, Unit, User
from nianlun.apps.people.queries import token_digest
from nianlun.apps.registers import actions
from nianlun.apps.reports.actions import compose_report
from nianlun.apps.reports.queries import facts_of
from tests import factories
from tests.integration.library.conftest import deliver  # noqa: F401 - a fixture
from tests.integration.registers.kit import PACK, make_register
from tests.rights import ask_call, ask_page, calls, pages

pytestmark = pytest.mark.django_db
FIGURES = """
indicators:
- {key: signed, label: 签约数, kind: count, register: works, date: signed_on, measure: 个}
- {key: invested, label: 投资额, kind: sum, register: works, value: amount, date: signed_on, measure: 万元, secrecy: restricted}
- {key: rank, label: 全市排名, kind: entered, measure: 名次, better: lower}
reports:
- key: weekly
  label: 周报
  kind: bulletin
  title: "工程周报（第{number}期）"
  number: "{year}年第{number}期"
  cycle: {every: week, by: 5}
  sections:
  - key: overview
    heading: 概况
    text: |
      签约{{ signed }}。
"""
"""Numbers of the register of the tests: one that is internal, one that is restricted, one that is entered."""

SPOTS = """
pack: {key: tests, label: 测试, version: 1}
registers:
- key: spots
  id: 2
  label: 点位
  title: name
  fields:
  - {id: 1, key: name, label: 名称, kind: text}
  - {id: 2, key: where, label: 位置, kind: place}
"""


@pytest.fixture
def people(county, bureau, alice, charlie, nobody) -> dict[str, User | None]:
    """One for each role; all but the stranger, nobody and the county's administrator belong to the bureau."""

    def with_role(name: str, role: str | None, unit=bureau) -> User:
        user = factories.UserFactory(username=name, display_name=name.title(), unit=unit)
        if role is not None:
            factories.GrantFactory(user=user, unit=unit, role=role, area="all")
        return user

    return {
        "unsigned": None,
        "nobody": nobody,
        "stranger": charlie,
        "reader": with_role("reader", None),
        "keeper": with_role("keeper", Role.KEEP),
        "reviewer": with_role("reviewer", Role.REVIEW),
        "supervisor": with_role("supervisor", Role.SUPERVISE),
        "county": alice,
    }


@pytest.fixture
def figures(tmp_path, settings) -> None:
    """The county's own pack: the register of the tests, its indicators and a paper."""
    folder = tmp_path / "packs" / "tests"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK + FIGURES, encoding="utf-8")
    settings.PACKS_FOLDER = folder.parent


def figures_of_bureau(bureau: Unit, keeper: User, at: datetime) -> dict[str, Any]:
    """A target, a reading, a lock, and a paper with a fact; all of the bureau."""
    rows = confirm_targets(
        wanted=[
            Wanted(
                indicator="invested",
                setter="county",
                year=2024,
                value=Decimal(9),
                source="方案",
                unit=bureau.pk,
            )
        ],
        by=keeper,
        at=at,
    )
    report = compose_report(template="tests/weekly", unit=bureau, as_of=at.date(), by=keeper, at=at)
    return {
        "indicators.key": "invested",
        "indicators:add-reading.key": "rank",
        "/api/indicators/{key}/readings.key": "rank",
        "target_id": rows[0].pk,
        "lock_id": factories.PeriodLockFactory(indicator="signed", locked_by=keeper).pk,
        "report_id": report.pk,
        "reports.name": "submit",
        "reports.extension": "docx",
        "/api/reports/{report_id}/file.{extension}.extension": "md",
        "/api/reports.body_template": "tests/weekly",
        "/api/reports.body_unit": bureau.pk,
        "step": "submit",
        "query reports:trace": {"fact": next(iter(facts_of(report)))},
        **{f"query indicators:{name}": {"unit": bureau.pk, "period": "2024"} for name in OF_AN_INDICATOR},
        "query /api/indicators/{key}/value": {"unit": bureau.pk},
    }


OF_AN_INDICATOR = ("indicator", "records", "changes", "laggards")
"""Pages that are asked for the number of the bureau; that of the whole is told to fewer."""


@pytest.fixture
def values(request, people, figures, bureau, other_bureau, now) -> dict[str, Any]:
    """One thing of each sort, all of the bureau and brought in by its keeper."""
    keeper: User = people["keeper"]
    hand_over: Callable[..., ImportJob] = request.getfixturevalue("deliver")
    report_text = "县农业农村局2023年工作总结和2024年工作思路\n全年粮食播种面积25.6万亩。\n二、2024年工作思路\n2024年，力争粮食播种面积26万亩以上。\n"
    job = hand_over(("report.txt", report_text), by=keeper)
    hand_over(("second.txt", "县农业农村局2024年工作总结\n全年粮食播种面积26万亩。\n"), by=keeper)
    first, second = Document.objects.order_by("pk")
    register = make_register(people["county"])
    spots = make_register(people["county"], SPOTS, "spots")
    at = timezone.now() - timedelta(hours=2)
    made = [
        actions.create_entry(
            register=register,
            unit=bureau,
            values={"name": name, "signed_on": "2024-01-01"},
            final=True,
            by=keeper,
            at=at,
        )
        for name in ("一号工程", "二号工程")
    ]
    word = actions.comment(entry_id=made[0].pk, words="请核实", by=keeper, at=at)
    link = actions.link_entries(source=made[0].pk, target=made[1].pk, by=keeper, at=at)
    content = BytesIO(b"%PDF-1.4 test\n%%EOF\n")
    file = actions.attach_file(entry_id=made[0].pk, name="a.pdf", content=content, by=keeper, at=at)
    content = BytesIO(report_text.encode())
    text_file = actions.attach_file(entry_id=made[0].pk, name="a.txt", content=content, by=keeper, at=at)
    check = check_entry_file(entry_id=made[0].pk, sha256=text_file.sha256, by=keeper, at=timezone.now())
    sheet = actions.bring_sheet(
        register=register, unit=bureau, name="a.csv", content="名称\n三号\n".encode(), by=keeper, at=at
    )
    draft, _problems = actions.save_definition_draft(
        plain={
            "key": "built",
            "label": "自建",
            "title": "name",
            "fields": [{"id": 1, "key": "name", "label": "名称", "kind": "text"}],
        },
        unit=bureau,
        by=people["county"],
        at=at,
    )
    view = factories.SavedViewFactory(register=register, saved_by=keeper)
    return {
        "document_id": first.pk,
        "first_id": first.pk,
        "second_id": second.pk,
        "library.other_id": second.pk,
        "documents.other_id": second.pk,
        "figure_id": Figure.objects.filter(document=first).first().pk,
        "commitment_id": Commitment.objects.filter(document=first).first().pk,
        "correction_id": factories.CorrectionFactory(document=first).pk,
        "part_id": factories.ClosedPartFactory(document=first, closed_by=keeper).pk,
        "quota_id": factories.DownloadQuotaFactory(user=people["reader"]).pk,
        "job_id": job.pk,
        "saved_id": factories.SavedSearchFactory(owner=keeper).pk,
        "extension": "txt",
        "check_id": check.pk,
        "originality.sha256": text_file.sha256,
        "originality.extension": "docx",
        "library:export.extension": "csv",
        "registers.extension": "csv",
        "key": "works",
        "registers:build.key": draft.register.key,
        "registers:map.key": spots.key,
        "entry_id": made[0].pk,
        "number": made[0].pk,
        "other_id": made[1].pk,
        "stage": "signed",
        "name": "confirm",
        "comment_id": word.pk,
        "link_id": link.pk,
        "document_link_id": factories.EntryDocumentFactory(entry=made[0], document=second).pk,
        "file_id": file.pk,
        "sha256": file.sha256,
        "batch_id": sheet.pk,
        "view_id": view.pk,
        "day": f"{timezone.localtime(at):%Y-%m-%d}",
        "user_id": people["reader"].pk,
        "unit_id": bureau.pk,
        "grant_id": Grant.objects.get(user=keeper).pk,
        "people:take-right.user_id": keeper.pk,
        "token_id": factories.ApiTokenFactory(user=keeper).pk,
        **figures_of_bureau(bureau, keeper, at),
        "query registers:condition": {"add": "name"},
        "query registers:cell": {"entry": made[0].pk, "field": "name"},
        "form": {
            "reason": "走查",
            "words": "请核实",
            "name": "走查",
            "access": "unit",
            "unit": bureau.pk,
            "role": "read",
            "area": "library",
            "entry": made[0].pk,
            "stage": "signed",
            "register": "works",
            "target": made[1].code,
            "document": first.pk,
            "address": "member@office.example",
            "renaming-name": "走查局",
            "renaming-since_on": "2024-01-01",
            "merging-into": other_bureau.pk,
            "merging-on": "2024-01-01",
            "value": "3",
            "year": "2025",
            "setter": "county",
            "source": "方案",
            "period": "2025-01",
        },
        "query_since": "2024-01-01",
        "query_until": "2024-01-02",
        "body_unit": other_bureau.pk,
        "body_merge": made[1].pk,
        "body_to": "signed",
        "/api/entries/{number}/undo.body_to": 1,
        "body_access": "unit",
        "body_verdict": "kept",
        "body_target": "meta",
        "/api/registers/{key}/entries.body_unit": bureau.pk,
        "/api/registers/{key}/entries.body_values": {"name": "三号工程"},
    }


def walked(
    people: Mapping[str, User | None], values: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, str]]]:
    """The answers to everybody, by page and by call."""
    found: dict[str, dict[str, dict[str, str]]] = {"pages": {}, "calls": {}}
    every_page, every_call = pages(), calls()
    for who, user in people.items():
        client = Client()
        if user is not None:
            client.force_login(user)
        session = client.cookies["sessionid"].value if user is not None else ""
        for page in every_page:
            if session:
                client.cookies["sessionid"] = session
            found["pages"].setdefault(page.name, {})[who] = ask_page(client, page, values)
        token = factories.ApiTokenFactory(user=user) if user is not None else None
        word = f"nianlun_walk_{who}"
        if token is not None:
            token.digest = token_digest(word)
            token.save(update_fields=["digest"])
        for call in every_call:
            answered = ask_call(Client(), call, values, word if token is not None else "")
            found["calls"].setdefault(f"{call.method.upper()} {call.path}", {})[who] = answered
    return found


def test_every_page_and_call_answers_each_role_as_the_docs_say(people, values, settings):
    settings.API_RATE = "10000/m"

    found = walked(people, values)

    if os.environ.get("NIANLUN_WRITE_RIGHTS"):
        with SOURCE.open("w", encoding="utf-8") as file:
            writer = YAML()
            writer.width = 200
            writer.dump(
                {
                    part: {name: " | ".join(answers[who] for who in PEOPLE) for name, answers in rows.items()}
                    for part, rows in found.items()
                },
                file,
            )
    written = YAML(typ="safe").load(SOURCE.read_text(encoding="utf-8"))
    for part, rows in found.items():
        assert {
            name: " | ".join(answers[who] for who in PEOPLE) for name, answers in rows.items()
        } == written[part]


def test_nobody_who_is_not_signed_in_gets_anything_but_the_door():
    written = YAML(typ="safe").load(SOURCE.read_text(encoding="utf-8"))
    open_to_all = {"about", "sign-in", "language"}

    unsigned = {
        name: answers.split(" | ")[0]
        for part in ("pages", "calls")
        for name, answers in written[part].items()
        if name.rsplit(":", 1)[-1] not in open_to_all
    }

    assert set(unsigned.values()) == {"sign in"}


def test_stranger_gets_no_thing_of_the_bureau():
    written = YAML(typ="safe").load(SOURCE.read_text(encoding="utf-8"))
    of_a_thing = {
        name: answers.split(" | ")
        for part in ("pages", "calls")
        for name, answers in written[part].items()
        if name
        != "POST /api/entries/{number}/attachments"  # asked without a file, which is refused before anything
        and name.startswith(
            (
                "library:document",
                "registers:e",
                "registers:correct",
                "GET /api/documents/{",
                "POST /api/entries/{",
                "PATCH /api/entries/{",
            )
        )
    }

    assert {answers[1] for answers in of_a_thing.values()} <= {"not there", "no"}
    assert {answers[2] for name, answers in of_a_thing.items() if "export" not in name} <= {"not there", "no"}


def test_restricted_number_is_told_to_those_who_may_see_its_entries_only():
    """A number may not be made of entries whose kind the person must not know of."""
    written = YAML(typ="safe").load(SOURCE.read_text(encoding="utf-8"))
    of_the_number = [
        dict(zip(PEOPLE, answers.split(" | "), strict=True))
        for part, names in (
            (
                "pages",
                ("indicators:indicator", "indicators:records", "indicators:changes", "indicators:laggards"),
            ),
            ("calls", ("GET /api/indicators/{key}", "GET /api/indicators/{key}/value")),
        )
        for name, answers in written[part].items()
        if name in names
    ]

    assert len(of_the_number) == 6
    for answers in of_the_number:
        assert {answers[who] for who in ("nobody", "stranger", "reader")} == {"not there"}
        assert {answers[who] for who in ("keeper", "reviewer", "supervisor", "county")} == {"yes"}
