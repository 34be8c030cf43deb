"""The additions of a day: who is told what, on the page, by mail, by command; each mail once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from nianlun.apps.audit.models import Event
from nianlun.apps.library import mailing
from nianlun.apps.library.actions.digests import ask_for_digest, end_digest
from nianlun.apps.library.clock import post_digests
from nianlun.apps.library.models import DigestMail, DigestWish
from nianlun.apps.library.queries.digests import additions, digest_of
from nianlun.apps.people.actions import system_user
from nianlun.cli.library import command
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant, in the time zone of the site."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))  # noqa: DTZ001


NEXT_MORNING = at(DAY + timedelta(days=1), 8)


@pytest.fixture
def papers(bureau, other_bureau, bob, charlie):
    """What came in on a day and around it, for whom."""

    def add(title, instant, **more):
        return factories.DocumentFactory(
            title=title, added_at=instant, **{"unit": bureau, "owner": bob} | more
        )

    return {
        "first": add("第一份", at(DAY, 0)),
        "public": add("公开件", at(DAY, 12), access="public"),
        "private": add("私有件", at(DAY, 13), access="private"),
        "other": add("水利件", at(DAY, 23, 59), unit=other_bureau, owner=charlie),
        "before": add("前一日", at(DAY - timedelta(days=1), 23, 59)),
        "after": add("后一日", at(DAY + timedelta(days=1), 0)),
    }


@pytest.fixture
def wish(bob):
    """Bob wants the mails."""
    return ask_for_digest(address="bob@office.example", by=bob, at=at(DAY, 9))


def titles(user):
    return set(additions(user, DAY).values_list("title", flat=True))


def test_each_is_told_what_he_may_read(papers, alice, bob, charlie, nobody):
    assert titles(alice) == {"第一份", "公开件", "水利件"}
    assert titles(bob) == {"第一份", "公开件", "私有件"}
    assert titles(charlie) == {"公开件", "水利件"}
    assert titles(nobody) == {"公开件"}
    assert len(titles(system_user())) == 4


def test_numbers_are_those_of_the_additions_told(papers, bob, bureau):
    found = digest_of(bob, DAY)

    assert (found.documents, found.units) == (3, ((bureau.pk, bureau.name, 3),))
    assert found.characters == sum(each.characters for each in additions(bob, DAY))
    assert (found.previous, found.next) == (DAY - timedelta(days=1), DAY + timedelta(days=1))
    quiet = digest_of(bob, DAY + timedelta(days=30))
    assert (quiet.documents, quiet.characters, quiet.units, quiet.next) == (0, 0, (), None)


def test_page_shows_the_day_filtered_sorted_and_as_a_sheet(papers, client_of, alice, bureau, charlie):
    browser = client_of(alice)
    address = reverse("library:digest-day", args=["2024-03-01"])

    page = browser.get(address, {"sort": "title"})
    narrowed = browser.get(address, {"unit": bureau.pk})
    sheet = browser.get(address, {"format": "csv"})

    assert [each.title for each in page.context["page"]] == sorted(["第一份", "公开件", "水利件"])
    assert {each.title for each in narrowed.context["page"]} == {"第一份", "公开件"}
    assert "水利件" in sheet.content.decode("utf-8-sig")
    assert "第一份" not in client_of(charlie).get(address).content.decode()
    assert client_of(None).get(address).status_code == 302


@pytest.mark.parametrize("day", ["gestern", "2024-13-01", "0001-01-01", "9999-12-31"])
def test_day_that_is_none_is_not_there(client_of, bob, day):
    assert client_of(bob).get(reverse("library:digest-day", args=[day])).status_code == 404


def test_day_without_additions_says_so(client_of, bob):
    page = client_of(bob).get(reverse("library:digest"))

    assert page.status_code == 200
    assert page.context["digest"].documents == 0


def test_queries_of_the_page_do_not_grow(papers, client_of, alice, bureau, bob):
    browser, address = client_of(alice), reverse("library:digest-day", args=["2024-03-01"])
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    factories.DocumentFactory.create_batch(20, added_at=at(DAY, 15), unit=bureau, owner=bob)

    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)


def test_command_tells_the_same(papers, bob):
    asked = ["digest", "--day", "2024-03-01", "--as", "bob", "--format", "json"]

    said = json.loads(CliRunner().invoke(command, asked, catch_exceptions=False).stdout)

    assert {each["title"] for each in said["additions"]} == titles(bob)
    assert (said["day"], said["documents"], said["previous"]) == ("2024-03-01", 3, "2024-02-29")
    assert CliRunner().invoke(command, ["digest", "--day", "gestern"]).exit_code == 2
    assert CliRunner().invoke(command, ["digest", "--as", "ghost"]).exit_code == 2


def test_switch_on_the_account_page(client_of, bob, alice):
    browser, address = client_of(bob), reverse("library:digest-mail")

    panels = {each.template: each.shown for each in browser.get(reverse("account")).context["panels"]}
    assert panels["library/_digest_panel.html"]["wish"] is None
    browser.post(address, {"address": "bob at office"})
    assert not DigestWish.objects.exists()
    browser.post(address, {"address": " bob@office.example "})
    assert DigestWish.objects.get().address == "bob@office.example"
    assert "bob@office.example" in browser.get(reverse("account")).content.decode()
    assert "bob@office.example" not in client_of(alice).get(reverse("account")).content.decode()
    client_of(alice).post(address, {"off": "1"})
    assert DigestWish.objects.exists()
    browser.post(address, {"off": "1"})
    assert not DigestWish.objects.exists()
    assert [each.kind for each in Event.objects.filter(kind__startswith="digest.").order_by("pk")] == [
        "digest.asked",
        "digest.ended",
    ]
    assert client_of(None).post(address).status_code == 302


def test_wrong_address_is_refused_and_another_takes_its_place(bob, wish):
    with pytest.raises(RefusedError, match=r"library\.digest\.address"):
        ask_for_digest(address="x" * 300 + "@office.example", by=bob, at=NEXT_MORNING)

    again = ask_for_digest(address="b@office.example", by=bob, at=NEXT_MORNING)

    assert (again.pk, again.address, again.since_on) == (wish.pk, "b@office.example", DAY)
    assert end_digest(by=bob, at=NEXT_MORNING)
    assert not end_digest(by=bob, at=NEXT_MORNING)


def test_mail_tells_the_day_to_its_reader_with_addresses(papers, wish, bob, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://nianlun.example.gov.cn"]
    settings.DEFAULT_FROM_EMAIL = "nianlun@office.example"
    bob.language = "en"
    bob.save()

    assert mailing.prepare(at=NEXT_MORNING) == 1
    assert mailing.send_due(lambda: NEXT_MORNING) == 1

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["bob@office.example"], "Library, March 1, 2024: 3 additions")
    assert all(title in message.body for title in titles(bob))
    assert "水利件" not in message.body
    assert f"https://nianlun.example.gov.cn/library/{papers['first'].pk}/" in message.body
    assert "https://nianlun.example.gov.cn/library/digest/2024-03-01/" in message.body
    assert message.extra_headers["Message-ID"] == f"<digest-{bob.pk}-20240301@office.example>"


def test_mail_in_chinese_has_no_english_words(papers, wish):
    mailing.prepare(at=NEXT_MORNING)
    mailing.send_due(lambda: NEXT_MORNING)

    (message,) = mail.outbox
    assert "Library" not in message.subject
    assert "mails" not in message.body


def test_mail_goes_once_however_often_the_clock_comes(papers, wish):
    for minutes in (0, 5, 60, 600):
        now = NEXT_MORNING + timedelta(minutes=minutes)
        post_digests(now)
        mailing.send_due(lambda now=now: now)

    assert len(mail.outbox) == 1
    assert DigestMail.objects.get().documents == 3


def test_no_mail_before_the_hour_nor_of_a_day_that_goes_on(papers, wish, settings):
    settings.DIGEST_HOUR = 7

    assert mailing.prepare(at=at(DAY, 23, 59)) == 0
    assert mailing.prepare(at=at(DAY + timedelta(days=1), 6, 59)) == 0
    assert mailing.prepare(at=at(DAY + timedelta(days=1), 7)) == 1


def test_day_without_additions_is_settled_without_a_mail(wish):
    mailing.prepare(at=NEXT_MORNING)
    assert mailing.send_due(lambda: NEXT_MORNING) == 0
    assert mail.outbox == []
    assert DigestMail.objects.get().documents == 0
    assert mailing.prepare(at=NEXT_MORNING + timedelta(hours=2)) == 0


def test_days_on_which_the_clock_stood_still_are_made_up_for(papers, wish):
    late = at(DAY + timedelta(days=3), 9)

    mailing.prepare(at=late)
    mailing.send_due(lambda: late)

    assert len(mail.outbox) == 2, "the day itself and the one after; on the third nothing came in"
    assert DigestMail.objects.count() == 3


def test_old_days_are_not_sent_after_a_long_standstill(papers, wish):
    late = at(DAY + timedelta(days=30), 9)

    mailing.prepare(at=late)
    mailing.send_due(lambda: late)

    assert mail.outbox == []
    assert DigestMail.objects.count() == mailing.DAYS_CAUGHT_UP


def test_who_switched_off_or_left_gets_none(papers, wish, bob):
    mailing.prepare(at=NEXT_MORNING)
    bob.is_active = False
    bob.save()
    assert mailing.send_due(lambda: NEXT_MORNING) == 0
    bob.is_active = True
    bob.save()
    end_digest(by=bob, at=NEXT_MORNING)

    assert mailing.send_due(lambda: NEXT_MORNING) == 0
    assert mail.outbox == []


def test_failure_of_the_server_is_noted_and_tried_again(papers, wish, monkeypatch):
    def refuse(_self, _messages):
        raise ConnectionRefusedError

    mailing.prepare(at=NEXT_MORNING)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        assert mailing.send_due(lambda: NEXT_MORNING) == 0
        assert mailing.send_due(lambda: NEXT_MORNING) == 0, "not at once again"

    row = DigestMail.objects.get()
    assert (row.fault, row.attempts, row.settled_at) == ("ConnectionRefusedError", 1, None)
    later = NEXT_MORNING + mailing.WAIT
    assert mailing.send_due(lambda: later) == 1
    assert DigestMail.objects.get().fault == ""


@pytest.mark.parametrize("step", ["_take", "digest_of", "message_of"])
def test_process_that_dies_before_the_mail_went_costs_nothing(papers, wish, monkeypatch, step):
    """Whatever was the last step, the mail goes later, and once."""
    mailing.prepare(at=NEXT_MORNING)
    real = getattr(mailing, step)

    def die(*given, **named):
        real(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(mailing, step, die)
        with pytest.raises(KeyboardInterrupt):
            mailing.send_due(lambda: NEXT_MORNING)
    assert mail.outbox == []

    for wait in (mailing.WAIT, 2 * mailing.WAIT, 3 * mailing.WAIT):
        now = NEXT_MORNING + wait
        mailing.prepare(at=now)
        mailing.send_due(lambda now=now: now)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_many_processes_send_a_mail_once(bureau, bob):
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share the database in memory")
    factories.DocumentFactory(unit=bureau, owner=bob, added_at=at(DAY, 12))
    people = [factories.UserFactory(unit=bureau) for _ in range(12)]
    for number, person in enumerate(people):
        ask_for_digest(address=f"member{number}@office.example", by=person, at=at(DAY, 9))

    def work(_number):
        try:
            mailing.prepare(at=NEXT_MORNING)
            return mailing.send_due(lambda: NEXT_MORNING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(work, range(4)))

    assert sum(sent) == len(people)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        f"member{number}@office.example" for number in range(12)
    )
    assert DigestMail.objects.filter(settled_at__isnull=False).count() == len(people)
