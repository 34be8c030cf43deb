"""The pages of reports, and who may see and do what."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nianlun.apps.people.models import Role
from nianlun.apps.reports.models import Report, State
from nianlun.apps.reports.queries import pieces_of
from tests import factories
from tests.integration.reports.conftest import DAY

pytestmark = pytest.mark.django_db


def address(name: str, report, *more) -> str:
    return reverse(f"reports:{name}", args=[report.pk, *more])


def test_report_shows_every_number_as_a_link_to_its_trace(client_of, bob, weekly):
    page = client_of(bob).get(address("report", weekly)).content.decode()
    assert "?fact=rate" in page
    assert "<svg" in page


def test_trace_shows_definition_and_frozen_records(client_of, alice, weekly, sites):
    page = client_of(alice).get(address("trace", weekly), {"fact": "rate"}).content.decode()
    assert "1 / 3" in page
    for each in sites:
        assert each.code in page
    assert client_of(alice).get(address("trace", weekly), {"fact": "none"}).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 200), ("charlie", 404), ("nobody", 404)])
def test_draft_is_seen_by_who_works_on_it(request, client_of, weekly, who, status):
    client = client_of(request.getfixturevalue(who))
    for name, more in (("report", ()), ("download", ("docx",)), ("edit", ())):
        assert client.get(address(name, weekly, *more)).status_code == status
    assert (str(weekly) in client.get(reverse("reports:list")).content.decode()) is (status == 200)


def test_reader_of_the_unit_sees_issued_ones_only(client_of, weekly, issue, bureau):
    reader = factories.UserFactory(unit=bureau)
    client = client_of(reader)
    assert client.get(address("report", weekly)).status_code == 404
    issue(weekly)
    assert client.get(address("report", weekly)).status_code == 200
    assert client.post(address("act", weekly, "withdraw"), {"reason": "x"}).status_code == 403


def test_issued_bulletin_is_read_by_the_units_it_ranks(
    client_of, weekly, issue, towns, county, alice, charlie, nobody
):
    """East town is ranked; a village of it, another bureau and who has no unit are not."""
    village = factories.UnitFactory(kind="village", parent=towns[0])
    closed = factories.UnitFactory(kind="town", parent=county, closed_on=DAY)
    ranked, below, gone = (factories.UserFactory(unit=unit) for unit in (towns[0], village, closed))
    opened = {ranked: 200, alice: 200, below: 404, gone: 404, charlie: 404, nobody: 404}
    assert client_of(ranked).get(address("report", weekly)).status_code == 404

    issue(weekly)

    for user, status in opened.items():
        for name, more in (("report", ()), ("download", ("docx",))):
            assert client_of(user).get(address(name, weekly, *more)).status_code == status, user
        listed = client_of(user).get(reverse("reports:list")).content.decode()
        assert (address("report", weekly) in listed) is (status == 200)
    assert client_of(ranked).post(address("act", weekly, "withdraw"), {"reason": "x"}).status_code == 403


def test_ranked_unit_sees_of_the_records_what_its_own_rights_show(client_of, weekly, issue, towns, sites):
    """The list of records names entries; their titles follow the rights in the register."""
    issue(weekly)
    client = client_of(factories.UserFactory(unit=towns[1]))

    page = client.get(address("trace", weekly), {"fact": "rate"})

    assert page.status_code == 200
    lines = {line.entry: line.title for line in page.context["trace"].under}
    assert lines == {sites[0].pk: "", sites[1].pk: "", sites[2].pk: "丙"}


def test_nobody_signed_in_is_sent_to_the_gate(client_of, weekly):
    assert client_of(None).get(address("report", weekly)).status_code == 302


def waiting(client_of, user) -> list[str]:
    return [str(each) for each in client_of(user).get("/").context["waiting_papers"]]


def test_start_page_hands_a_paper_to_who_is_to_take_the_next_step(
    client_of, alice, bob, charlie, nobody, weekly
):
    """Bob writes, Alice reviews; a returned paper comes back with its reason."""
    assert (waiting(client_of, bob), waiting(client_of, alice)) == ([str(weekly)], [])

    client_of(bob).post(address("act", weekly, "submit"))
    assert (waiting(client_of, bob), waiting(client_of, alice)) == ([], [str(weekly)])
    assert waiting(client_of, charlie) == waiting(client_of, nobody) == []

    client_of(alice).post(address("act", weekly, "return"), {"reason": "补充说明"})
    assert "补充说明" in client_of(bob).get("/").content.decode()
    assert waiting(client_of, alice) == []


def test_keeper_submits_and_cannot_freeze(client_of, bob, alice, weekly):
    assert client_of(bob).post(address("act", weekly, "submit")).status_code == 302
    assert client_of(bob).post(address("act", weekly, "freeze")).status_code == 403
    client_of(alice).post(address("act", weekly, "freeze"))
    client_of(alice).post(address("act", weekly, "issue"))
    weekly.refresh_from_db()
    assert (weekly.state, weekly.number) == (State.ISSUED, 1)


def test_words_are_edited_and_a_typed_figure_is_shown_as_such(client_of, bob, weekly):
    place = next(n for n, each in enumerate(pieces_of(weekly)) if each.kind == "paragraph")
    client, where = client_of(bob), address("edit", weekly)
    assert "⟦signed⟧" in client.get(where).content.decode()

    kept = client.post(where, {"expected": "1", f"words-{place}": "已签约⟦signed⟧，另有意向5人。"})

    assert kept.status_code == 302
    assert pieces_of(weekly)[place].text == "已签约⟦signed⟧，另有意向5人。"
    page = client.get(address("report", weekly)).content.decode()
    assert 'class="typed"' in page
    assert ">5人</mark>" in page
    refused = client.post(where, {"expected": "2", f"words-{place}": "已签约⟦sined⟧。"})
    assert refused.status_code == 200
    assert "已签约⟦sined⟧。" in refused.content.decode()


def test_report_is_composed_in_the_browser(client_of, bob, charlie, bureau, sites):
    where = reverse("reports:compose")
    asked = {"template": "sites/weekly", "unit": bureau.pk, "as_of": "2023-10-20", "period": ""}
    assert client_of(bob).get(where).status_code == 200
    assert client_of(bob).post(where, asked).status_code == 302
    assert Report.objects.get().as_of.isoformat() == "2023-10-20"
    assert client_of(bob).post(where, {**asked, "as_of": "2999-01-01"}).status_code == 200
    assert client_of(charlie).get(where).status_code == 403


@pytest.mark.parametrize("extension", ["docx", "md", "pdf"])
def test_download(client_of, bob, weekly, extension):
    answer = client_of(bob).get(address("download", weekly, extension))
    assert answer.status_code == 200
    assert answer.content


def test_reader_may_not_compose_with_a_grant_for_reading(client_of, bureau, sites):
    reader = factories.UserFactory(unit=bureau)
    factories.GrantFactory(user=reader, unit=bureau, role=Role.READ, area="reports")
    assert client_of(reader).get(reverse("reports:compose")).status_code == 403
