"""Alike entries and documents on the page of an entry: found by what both say, shown to who may see them, linked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nianlun.apps.audit.models import Event
from nianlun.apps.library.models import Document
from nianlun.apps.people.models import Role
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import EntryDocument, EntryLink
from nianlun.apps.registers.queries.alike import alike_entries, alike_in_library, text_of
from nianlun.apps.registers.queries.documents import documents_of
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.kernel.errors import RefusedError
from tests import factories
from tests.integration.library.conftest import deliver  # noqa: F401 - a fixture
from tests.integration.registers.kit import AT, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PACK = """
pack: {key: tests, label: 测试, version: 1}
registers:
- key: rulings
  id: 1
  label: 判例
  label_en: Rulings
  secrecy: public
  title: name
  alike: {by: [name, facts, notes], show: [lesson]}
  fields:
  - {id: 1, key: name, label: 名称, kind: text, required: true}
  - {id: 2, key: facts, label: 事实, kind: long_text}
  - {id: 3, key: lesson, label: 启示, kind: long_text}
  - {id: 4, key: notes, label: 内部意见, kind: long_text, secrecy: confidential}
- key: asks
  id: 2
  label: 咨询
  label_en: Asks
  title: name
  alike: {by: [name, question], registers: [rulings, asks], documents: true}
  fields:
  - {id: 1, key: name, label: 事项, kind: text, required: true}
  - {id: 2, key: question, label: 问题, kind: long_text}
"""
QUESTION = "邻居的征地补偿明细能不能公开，谁家领了多少补偿款"
RULING = {"name": "补偿明细案", "facts": "村民申请公开征地补偿明细", "lesson": "区分处理后公开"}
PAPER = "关于做好补偿工作的通知\n各村要及时公布征地补偿明细，接受监督。\n其他事项按规定办理。\n"


@pytest.fixture
def keeper(bureau):
    """Keeps the bureau's registers and library."""
    user = factories.UserFactory(username="keeper", display_name="Keeper", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="all")
    return user


@pytest.fixture
def library(request):
    """Imports files."""
    return request.getfixturevalue("deliver")


@pytest.fixture
def ledgers(alice):
    """A ledger of rulings that all may see and one of questions, which is internal."""
    return {key: make_register(alice, PACK, key) for key in ("rulings", "asks")}


@pytest.fixture
def write(ledgers, keeper, bureau):
    """Writes an entry of a ledger."""

    def written(key, values, *, final=True):
        return actions.create_entry(
            register=ledgers[key], unit=bureau, values=values, by=keeper, at=AT, final=final
        )

    return written


@pytest.fixture
def ask(write):
    """The question, and what else is in the ledgers."""
    for number in range(6):
        write("rulings", {"name": f"第{number}号案", "facts": f"企业不服第{number}号处罚决定"})
    write("rulings", RULING)
    write("rulings", {"name": "草稿", "facts": "征地补偿明细"}, final=False)
    return write("asks", {"name": "补偿明细", "question": QUESTION})


def page_of(user, entry):
    """The page of an entry as a person sees it."""
    return entry_page(user, entry.pk, today=AT.date())


def test_ruling_is_found_by_what_both_say_and_tells_its_lesson(ask, keeper):
    rulings, asks = alike_entries(page_of(keeper, ask), today=AT.date())

    (found,) = rulings.entries
    assert found.row.values["lesson"] == "区分处理后公开"
    assert "征地补偿明细" in found.likeness.passages
    assert [each.key for each in rulings.told] == ["lesson"]
    assert asks.entries == ()
    assert (rulings.compared, rulings.is_cut) == (7, False)


def test_what_is_hidden_from_a_person_is_no_reason_for_him(ask, write, keeper, charlie, ledgers):
    """Charlie sees the public ruling and not the confidential notes by which it is alike."""
    write("rulings", {"name": "甲案", "notes": "邻居领了多少补偿款不宜公开"})
    factories.GrantFactory(user=charlie, unit=charlie.unit, role=Role.KEEP, area="asks")
    own = actions.create_entry(
        register=ledgers["asks"],
        unit=charlie.unit,
        values={"name": "补偿", "question": "邻居领了多少补偿款"},
        by=charlie,
        at=AT,
        final=True,
    )

    of_charlie, of_keeper = (
        [
            each.row.values["name"]
            for each in next(alike_entries(page_of(who, entry), today=AT.date())).entries
        ]
        for who, entry in ((charlie, own), (keeper, ask))
    )

    assert "甲案" not in of_charlie
    assert "甲案" in of_keeper


def test_alike_questions_of_other_units_are_not_told(ask, write, ledgers, charlie, alice):
    """The ledger of questions is internal: Charlie's own is not like one he may not see; the county sees both."""
    factories.GrantFactory(user=charlie, unit=charlie.unit, role=Role.KEEP, area="asks")
    own = actions.create_entry(
        register=ledgers["asks"],
        unit=charlie.unit,
        values={"name": "补偿", "question": QUESTION},
        by=charlie,
        at=AT,
        final=True,
    )
    for number in range(4):
        write("asks", {"name": f"其他{number}", "question": "工资什么时候发"})

    of_charlie = list(alike_entries(page_of(charlie, own), today=AT.date()))[1]
    of_county = list(alike_entries(page_of(alice, own), today=AT.date()))[1]

    assert of_charlie.entries == ()
    assert [each.row.entry for each in of_county.entries] == [ask.pk]


def test_documents_are_found_by_a_passage_and_only_by_their_readers(ask, library, keeper, charlie, ledgers):
    library(("通知.txt", PAPER), ("其他.txt", "关于放假的通知\n请各单位做好值班。\n"), by=keeper)

    found = alike_in_library(page_of(keeper, ask))

    (document,) = found.documents
    assert document.hit.document.source.name == "通知.txt"
    assert "征地补偿明细" in document.passages
    factories.GrantFactory(user=charlie, unit=charlie.unit, role=Role.KEEP, area="asks")
    own = actions.create_entry(
        register=ledgers["asks"],
        unit=charlie.unit,
        values={"name": "补偿", "question": QUESTION},
        by=charlie,
        at=AT,
        final=True,
    )
    assert alike_in_library(page_of(charlie, own)).documents == ()


def test_only_what_the_person_sees_of_the_entry_is_compared(ask, keeper):
    assert text_of(page_of(keeper, ask)) == f"补偿明细\n{QUESTION}"


def test_missing_index_is_told_where_there_is_something_to_find(ask, keeper, bureau):
    assert alike_in_library(page_of(keeper, ask)).problem is None
    factories.DocumentFactory(unit=bureau, owner=keeper)

    assert alike_in_library(page_of(keeper, ask)).problem.slug == "library.index.rebuilding"


def test_name_of_a_unit_is_no_reason(write, keeper, bureau):
    entry = write("asks", {"name": "补偿", "question": f"{bureau.name}何时发放补偿"})

    assert text_of(page_of(keeper, entry)) == "补偿\n\n何时发放补偿"


def test_document_is_linked_once_and_taken_back(ask, library, keeper, charlie, nobody, alice):
    library(("通知.txt", PAPER), by=keeper)
    document = Document.objects.get()
    asked = {"entry_id": ask.pk, "document_id": document.pk, "words": "征地补偿明细", "at": AT}

    link = actions.link_document(**asked, by=keeper)

    assert actions.link_document(**asked, by=keeper) == link
    assert [each.words for each in documents_of(keeper, ask)] == ["征地补偿明细"]
    assert documents_of(alice, ask) == [link]
    assert documents_of(charlie, ask) == documents_of(nobody, ask) == []
    for person in (charlie, nobody):
        with pytest.raises(RefusedError, match=r"registers\.entry"):
            actions.link_document(**asked, by=person)
        with pytest.raises(RefusedError, match=r"registers\.entry"):
            actions.unlink_document(link_id=link.pk, by=person, at=AT)
    actions.unlink_document(link_id=link.pk, by=keeper, at=AT)
    assert documents_of(keeper, ask) == []
    assert actions.link_document(**asked, by=keeper) != link
    assert Event.objects.filter(kind="entry.document_linked").count() == 2
    assert Event.objects.filter(kind="entry.document_unlinked").count() == 1


def test_document_one_may_not_read_cannot_be_linked(ask, keeper, charlie):
    secret = factories.DocumentFactory(access="private", owner=charlie, unit=charlie.unit)

    with pytest.raises(RefusedError, match=r"library\.document\.missing"):
        actions.link_document(entry_id=ask.pk, document_id=secret.pk, by=keeper, at=AT)


def test_removed_document_takes_its_link_along(ask, keeper):
    link = factories.EntryDocumentFactory(entry=ask)

    link.document.source.delete()

    assert not EntryDocument.objects.exists()


def test_page_shows_what_is_alike_and_links_it_with_one_button(ask, library, keeper, client_of):
    library(("通知.txt", PAPER), by=keeper)
    browser = client_of(keeper)
    address = reverse("registers:alike", args=[ask.pk])

    entry = browser.get(reverse("registers:entry", args=[ask.pk])).content.decode()
    part = browser.get(address, headers={"HX-Request": "true"})
    whole = browser.get(address)

    assert f'hx-get="{address}"' in entry
    assert "<html" not in part.content.decode()
    assert "<html" in whole.content.decode()
    (ruling,) = part.context["ledgers"][0].entries
    browser.post(
        reverse("registers:link", args=[ask.pk]),
        {"register": "rulings", "target": ruling.row.code, "words": ruling.reason},
    )
    (document,) = part.context["documents"]
    number = document.found.hit.document.pk
    browser.post(
        reverse("registers:link-document", args=[ask.pk]), {"document": number, "words": document.reason}
    )
    assert "征地补偿明细" in EntryLink.objects.get().words
    again = browser.get(address)
    assert again.context["ledgers"][0].entries[0].is_linked
    assert again.context["documents"][0].is_linked
    shown = browser.get(reverse("registers:entry", args=[ask.pk])).content.decode()
    assert reverse("library:document", args=[number]) in shown


def test_pages_are_not_there_for_strangers(ask, charlie, nobody, alice, client_of):
    link = factories.EntryDocumentFactory(entry=ask)
    alike = reverse("registers:alike", args=[ask.pk])
    remove = reverse("registers:unlink-document", args=[ask.pk, link.pk])

    assert {client_of(user).get(alike).status_code for user in (charlie, nobody)} == {404}
    assert {client_of(user).post(remove).status_code for user in (charlie, nobody)} == {404}
    assert client_of(alice).get(alike).status_code == 200
    assert client_of(None).get(alike).status_code == 302


def test_queries_do_not_grow_with_what_is_found(ask, write, keeper, client_of):
    browser, address = client_of(keeper), reverse("registers:alike", args=[ask.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(5):
        write("rulings", RULING | {"name": f"补偿明细案{number}"})

    with CaptureQueriesContext(connection) as many:
        page = browser.get(address)

    assert len(page.context["ledgers"][0].entries) > 1
    assert len(many) == len(few)


def test_entry_whose_register_names_nothing_has_no_such_part(ask, write, keeper, client_of):
    ruling = write("rulings", {"name": "乙案"})

    shown = client_of(keeper).get(reverse("registers:entry", args=[ruling.pk]))

    assert not shown.context["has_alike"]
