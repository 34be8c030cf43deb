"""Every page and every file of the library, as Alice, Bob, Charlie, somebody without a unit, and a stranger."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nianlun.apps.audit.models import Event
from nianlun.apps.library.models import Access, Commitment, Document, Figure, ImportJob

pytestmark = pytest.mark.django_db

OF_A_DOCUMENT = (
    "document", "document-figures", "document-commitments", "document-similar", "document-source",
    "document-history", "document-rights", "masked", "source-file",
)  # fmt: skip
CHANGES = ("mend-meta", "set-access", "set-tags", "remove", "reread", "propose-outcomes")
LISTS = ("list", "figures", "commitments", "statistics", "quick")


def status_of(client, address: str, *, post: dict | None = None) -> int:
    response = client.get(address) if post is None else client.post(address, post)
    if response.streaming:
        b"".join(response.streaming_content)  # closes the file; response.close() would close the database too
    return response.status_code


@pytest.fixture
def second(deliver, bob) -> Document:
    deliver(("second.txt", "县农业农村局2024年工作总结\n全年粮食播种面积26万亩。\n"), by=bob)
    return Document.objects.latest("pk")


@pytest.mark.parametrize("name", OF_A_DOCUMENT)
@pytest.mark.parametrize(
    ("access", "seen_by"),
    [("public", {"alice", "bob", "charlie", "nobody"}), ("unit", {"alice", "bob"}), ("private", {"bob"})],
)
def test_page_of_a_document_is_seen_only_by_those_who_may_read_it(
    request, client_of, report, alice, bob, charlie, nobody, name, access, seen_by
):
    Document.objects.update(access=Access(access))
    address = reverse(f"library:{name}", args=[report.pk])

    statuses = {
        who: status_of(client_of(request.getfixturevalue(who)), address)
        for who in ("alice", "bob", "charlie", "nobody")
    }

    assert {who for who, status in statuses.items() if status == 200} == seen_by
    assert {status for status in statuses.values() if status != 200} <= {404}


@pytest.mark.parametrize("extension", ["txt", "md", "docx"])
def test_download_is_given_only_to_those_who_may_read(client_of, report, bob, charlie, extension):
    address = reverse("library:download", args=[report.pk, extension])

    assert status_of(client_of(bob), address) == 200
    assert status_of(client_of(charlie), address) == 404


def test_cards_of_findings_are_seen_only_by_those_who_may_read(client_of, report, bob, charlie):
    addresses = [
        reverse("library:figure", args=[Figure.objects.first().pk]),
        reverse("library:commitment", args=[Commitment.objects.first().pk]),
    ]

    assert [status_of(client_of(bob), address) for address in addresses] == [200, 200]
    assert [status_of(client_of(charlie), address) for address in addresses] == [404, 404]


def test_comparison_needs_the_right_to_both(client_of, report, second, alice, bob, charlie):
    Document.objects.filter(pk=second.pk).update(access=Access.PRIVATE)
    address = reverse("library:compare", args=[report.pk, second.pk])

    assert [status_of(client_of(who), address) for who in (bob, alice, charlie)] == [200, 404, 404]


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_refused_to_readers_and_unknown_to_strangers(client_of, report, charlie, nobody, name):
    Document.objects.update(access=Access.PUBLIC)
    address = reverse(f"library:{name}", args=[report.pk])
    given = {"access": "private", "unit": charlie.unit_id, "tags": "x", "reason": "x", "title": "x"}
    events = Event.objects.count()

    as_reader = status_of(client_of(charlie), address, post=given)
    Document.objects.update(access=Access.UNIT)
    as_stranger = status_of(client_of(charlie), address, post=given)

    assert as_reader in {302, 403}
    assert as_stranger in {302, 404}
    report.refresh_from_db()
    assert (report.access, report.title) == (Access.UNIT, "县农业农村局2023年工作总结和2024年工作思路")
    assert Event.objects.count() == events


def test_findings_are_changed_only_by_those_who_may(client_of, report, charlie):
    Document.objects.update(access=Access.PUBLIC)
    figure, commitment = Figure.objects.first(), Commitment.objects.first()
    addresses = [
        reverse("library:mend-figure", args=[figure.pk]),
        reverse("library:remove-figure", args=[figure.pk]),
        reverse("library:mend-commitment", args=[commitment.pk]),
        reverse("library:remove-commitment", args=[commitment.pk]),
        reverse("library:add-finding", args=[report.pk]) + "?start=0&end=3",
    ]

    assert {status_of(client_of(charlie), address) for address in addresses} == {403}


def test_reader_sees_what_became_of_a_commitment_and_cannot_say_it(client_of, report, bob, charlie):
    Document.objects.update(access=Access.PUBLIC)
    address = reverse("library:outcome", args=[Commitment.objects.first().pk])
    as_reader = client_of(charlie)

    seen = as_reader.get(address).content.decode()
    told = as_reader.post(address, {"verdict": "kept"}).status_code

    assert ("还没有人说明" in seen, 'name="verdict"' in seen, told) == (True, False, 403)
    assert 'name="verdict"' in client_of(bob).get(address).content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_list_shows_nothing_of_what_may_not_be_read(client_of, report, bob, charlie, name):
    address = reverse(f"library:{name}")
    asked = {"q": "粮食", "indicator": "粮食", "text": "粮食"}

    to_bob = client_of(bob).get(address, asked).content.decode()
    to_charlie = client_of(charlie).get(address, asked).content.decode()

    assert "播种面积" in to_bob
    assert "播种面积" not in to_charlie


def test_export_holds_only_what_may_be_read(client_of, report, charlie):
    address = reverse("library:export", args=["json"])

    response = client_of(charlie).post(address, {"ids": str(report.pk)})

    assert report.title not in response.content.decode()
    assert not Event.objects.filter(kind="document.downloaded").exists()


def test_delivery_is_seen_by_its_maker_and_those_who_keep_the_unit(client_of, report, alice, bob, charlie):
    job = ImportJob.objects.get()
    addresses = [reverse("library:import", args=[job.pk]), reverse("library:import-progress", args=[job.pk])]

    for address in addresses:
        seen = [status_of(client_of(who), address) for who in (alice, bob, charlie)]
        assert [status < 300 for status in seen] == [True, True, False]
        assert seen[2] == 404


def test_import_page_is_for_those_who_keep_documents(client_of, alice, bob, charlie):
    address = reverse("library:imports")

    assert [status_of(client_of(who), address) for who in (alice, bob, charlie)] == [200, 200, 403]


def test_source_file_needs_the_right_to_all_that_it_holds(client_of, deliver, alice, bob):
    """A file of which one piece is closed to somebody is closed to him altogether."""
    deliver(("compilation.txt", COMPILATION), by=bob)
    first, *others = Document.objects.order_by("position")
    assert others
    Document.objects.filter(pk=first.pk).update(access=Access.PRIVATE)
    address = reverse("library:source-file", args=[others[0].pk])

    assert [status_of(client_of(who), address) for who in (bob, alice)] == [200, 403]


@pytest.mark.parametrize("name", [*LISTS, "imports"])
def test_stranger_is_sent_to_sign_in(client_of, db, name):
    response = client_of(None).get(reverse(f"library:{name}"))

    assert response.status_code == 302
    assert reverse("sign-in") in response["Location"]


@pytest.mark.parametrize("name", OF_A_DOCUMENT)
def test_stranger_learns_nothing_of_a_document(client_of, report, name):
    response = client_of(None).get(reverse(f"library:{name}", args=[report.pk]))

    assert response.status_code == 302
    assert reverse("sign-in") in response["Location"]


COMPILATION = """2023年度工作总结汇编（2篇）

目录
县水利局2023年工作总结	1
县交通运输局2023年工作总结	2


县水利局2023年工作总结

今年以来，我局完成水利投资2.4亿元。
一、主要工作
新建水库3座，完成投资1.2亿元。
二、存在问题
进度不快。


县交通运输局2023年工作总结

今年以来，我局完成交通投资5亿元。
一、主要工作
新改建公路12公里。
二、存在问题
资金不足。
"""
