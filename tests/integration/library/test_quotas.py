"""How many documents one may take in a day, and the log of who took what."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from nianlun.apps.audit.models import Event
from nianlun.apps.library.actions.downloads import record_downloads
from nianlun.apps.library.actions.quotas import end_quota, set_role_quota, set_user_quota
from nianlun.apps.library.models import Access, Document, DownloadQuota
from nianlun.apps.library.queries.quotas import allowance, level_of, quota_of
from nianlun.apps.library.queries.use import UseFilter, find_downloads
from nianlun.apps.people.models import Role
from nianlun.apps.people.queries import token_digest
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(bureau, bob):
    """Three public documents of Bob's bureau, each in a file of its own."""
    return [
        factories.DocumentFactory(
            source__unit=bureau, source__imported_by=bob, access=Access.PUBLIC, title=f"文件{number}"
        )
        for number in range(3)
    ]


def take(by, documents, at, form="txt"):
    return record_downloads(documents=documents, form=form, by=by, at=at)


def test_without_a_quota_nobody_is_limited(documents, charlie, now):
    assert quota_of(charlie) is None
    assert take(charlie, documents, now) == 3
    assert allowance(charlie, now).left is None


def test_more_than_the_quota_is_refused_whole_with_what_is_used_and_when_it_renews(
    documents, alice, charlie, now
):
    set_user_quota(user=charlie, documents_a_day=2, by=alice, at=now)
    take(charlie, documents[:1], now)

    with pytest.raises(RefusedError) as refused:
        take(charlie, documents[1:], now)

    assert refused.value.slug == "library.download.quota"
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    assert refused.value.values == {"used": 1, "allowed": 2, "asked": 2, "renews": f"{tomorrow} 00:00"}
    assert Event.objects.filter(kind="document.downloaded").count() == 1


def test_document_taken_again_on_the_same_day_counts_once(documents, alice, charlie, now):
    set_user_quota(user=charlie, documents_a_day=1, by=alice, at=now)
    take(charlie, documents[:1], now)

    take(charlie, documents[:1], now, form="docx")

    assert allowance(charlie, now).used == 1
    with pytest.raises(RefusedError):
        take(charlie, documents[1:2], now)


def test_quota_renews_at_midnight_of_the_site(documents, alice, charlie):
    evening = datetime(2024, 3, 1, 23, 59, tzinfo=timezone.get_current_timezone())
    set_user_quota(user=charlie, documents_a_day=1, by=alice, at=evening)
    take(charlie, documents[:1], evening)

    take(charlie, documents[1:2], evening + timedelta(minutes=1))

    assert allowance(charlie, evening).used == 1


def test_quota_of_nought_closes_downloads(documents, alice, charlie, now):
    set_user_quota(user=charlie, documents_a_day=0, by=alice, at=now)

    with pytest.raises(RefusedError):
        take(charlie, documents[:1], now)


def test_level_is_the_highest_role_held_in_the_library(alice, bob, charlie, nobody, county):
    factories.GrantFactory(user=charlie, unit=county, role=Role.ADMINISTER, area="registers")

    assert [level_of(user) for user in (alice, bob, charlie, nobody)] == [
        Role.ADMINISTER, Role.KEEP, Role.READ, Role.READ,
    ]  # fmt: skip


def test_nearest_unit_goes_before_those_above_and_the_person_before_all(
    alice, bob, charlie, county, other_bureau, now
):
    def most(user):
        quota = quota_of(user)
        return quota.documents_a_day if quota else None

    set_role_quota(unit=county, role=Role.READ, documents_a_day=50, by=alice, at=now)
    assert [most(user) for user in (bob, charlie)] == [None, 50]
    set_role_quota(unit=other_bureau, role=Role.READ, documents_a_day=20, by=alice, at=now)
    assert most(charlie) == 20
    own = set_user_quota(user=charlie, documents_a_day=5, by=alice, at=now)
    assert most(charlie) == 5
    end_quota(quota_id=own.pk, by=alice, at=now)
    assert most(charlie) == 20


def test_new_quota_takes_the_place_of_the_old_and_both_are_recorded(alice, charlie, now):
    set_user_quota(user=charlie, documents_a_day=5, by=alice, at=now)
    set_user_quota(user=charlie, documents_a_day=7, by=alice, at=now)

    assert list(DownloadQuota.objects.order_by("pk").values_list("documents_a_day", "ended_by")) == [
        (5, alice.pk), (7, None),
    ]  # fmt: skip
    assert Event.objects.filter(kind="quota.set").count() == 2


def test_only_administrators_of_the_unit_set_and_end_quotas(alice, bob, charlie, nobody, county, bureau, now):
    quota = set_user_quota(user=bob, documents_a_day=5, by=alice, at=now)

    for by in (bob, charlie, nobody):
        with pytest.raises(RefusedError) as refused:
            set_role_quota(unit=bureau, role=Role.READ, documents_a_day=5, by=by, at=now)
        assert refused.value.slug == "library.quota.not_allowed"
        with pytest.raises(RefusedError) as refused:
            set_user_quota(user=bob, documents_a_day=50, by=by, at=now)
        assert refused.value.slug == "library.quota.not_allowed"
        with pytest.raises(RefusedError) as refused:
            end_quota(quota_id=quota.pk, by=by, at=now)
        assert refused.value.slug == "library.quota.missing"


def test_page_tells_the_refusal_and_hands_nothing_out(documents, alice, charlie, client_of):
    set_user_quota(user=charlie, documents_a_day=1, by=alice, at=timezone.now())
    client: Client = client_of(charlie)
    first = reverse("library:download", args=[documents[0].pk, "txt"])
    second = reverse("library:download", args=[documents[1].pk, "docx"])
    assert client.get(first).status_code == 200

    refused = client.get(second)

    assert refused.status_code == 422
    assert "1" in refused.content.decode()
    ids = ",".join(str(each.pk) for each in documents)
    for form in ("zip-txt", "docx"):
        assert client.get(f"{reverse('library:export', args=[form])}?ids={ids}").status_code == 302
    masked = client.post(
        reverse("library:masked", args=[documents[1].pk]),
        {"kinds": ["person"], "extension": "txt", "download": "1"},
    )
    assert masked.status_code == 422
    assert client.get(f"{reverse('library:export', args=['xlsx'])}?ids={ids}").status_code == 200
    assert Event.objects.filter(kind="document.downloaded").count() == 1


def test_file_of_many_documents_counts_as_all_of_them(deliver, alice, bob, charlie, now):
    deliver(("两份.txt", "甲局2023年工作总结\n一、情况\n完成1项。"), by=bob, access="public")
    first = Document.objects.get()
    factories.DocumentFactory(source=first.source, position=2, access=Access.PUBLIC)
    set_user_quota(user=charlie, documents_a_day=1, by=alice, at=now)
    word = "nianlun_charlie"
    token = factories.ApiTokenFactory(user=charlie)
    token.digest = token_digest(word)
    token.save(update_fields=["digest"])

    answered = Client().get(f"/api/documents/{first.pk}/source", headers={"Authorization": f"Bearer {word}"})

    assert answered.status_code == 429
    assert answered.json()["where"]["asked"] == 2


def test_account_page_shows_what_is_taken_and_left(documents, alice, charlie, client_of):
    address = reverse("account")
    client = client_of(charlie)

    def shown():
        panels = {panel.template: panel.shown for panel in client.get(address).context["panels"]}
        allowance_ = panels["library/_quota.html"]["allowance"]
        return allowance_.used, allowance_.most, allowance_.left

    assert shown() == (0, None, None)
    set_user_quota(user=charlie, documents_a_day=8, by=alice, at=timezone.now())
    take(charlie, documents[:1], timezone.now())

    assert shown() == (1, 8, 7)


def test_log_of_use_is_for_administrators_of_the_document_or_the_person(
    documents, alice, bob, charlie, nobody, bureau, other_bureau, now
):
    heads = {
        unit.pk: factories.UserFactory(unit=unit, username=f"head{unit.pk}")
        for unit in (bureau, other_bureau)
    }
    for unit in (bureau, other_bureau):
        factories.GrantFactory(user=heads[unit.pk], unit=unit, role=Role.ADMINISTER, area="library")
    take(charlie, documents[:1], now)
    take(bob, documents[1:2], now)

    seen = {
        user.username: find_downloads(user, UseFilter()).count()
        for user in (alice, heads[bureau.pk], heads[other_bureau.pk], bob, charlie, nobody)
    }

    assert list(seen.values()) == [2, 2, 1, 0, 0, 0]


def test_log_of_use_is_narrowed_sorted_and_exported(documents, alice, charlie, bob, client_of, now):
    take(charlie, documents[:2], now, form="zip-docx")
    take(bob, documents[2:], now + timedelta(days=1), form="source")
    client = client_of(alice)
    address = reverse("library:use")

    def rows(**asked):
        return [row.subject_label for row, _form in client.get(address, asked).context["rows"]]

    assert rows() == ["文件2", "文件0", "文件1"]
    assert rows(person="charlie", sort="document") == ["文件0", "文件1"]
    assert rows(document="件2") == ["文件2"]
    assert rows(form="zip-docx") == ["文件0", "文件1"]
    assert rows(since="2024-03-02") == ["文件2"]
    assert rows(until="2024-03-01", form="source") == []
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(address, {"person": "charlie", "format": "xlsx"}).content)
    )
    assert [row[4] for row in book.get_sheet_by_index(0).to_python()][1:] == ["文件0", "文件1"]


def test_pages_of_use_are_for_administrators(alice, bob, charlie, nobody, client_of):
    for name in ("use", "quotas"):
        address = reverse(f"library:{name}")
        assert [client_of(user).get(address).status_code for user in (alice, bob, charlie, nobody)] == [
            200, 403, 403, 403,
        ]  # fmt: skip


def test_quota_is_set_and_ended_by_page(alice, charlie, county, client_of):
    client = client_of(alice)
    address = reverse("library:quotas")

    client.post(address, {"username": "charlie", "unit": county.pk, "role": "read", "documents_a_day": "3"})
    client.post(address, {"username": "", "unit": county.pk, "role": "keep", "documents_a_day": "9"})
    wrong = client.post(
        address, {"username": "gone", "unit": county.pk, "role": "read", "documents_a_day": "-1"}
    )

    assert set(wrong.context["form"].errors) == {"username", "documents_a_day"}
    assert {(quota.user, quota.role, quota.documents_a_day) for quota in DownloadQuota.objects.all()} == {
        (charlie, "", 3), (None, "keep", 9),
    }  # fmt: skip
    client.post(reverse("library:end-quota", args=[quota_of(charlie).pk]))
    assert quota_of(charlie) is None


def test_pages_ask_the_database_as_often_for_many_rows(
    documents, alice, charlie, bob, client_of, now, django_assert_max_num_queries
):
    client = client_of(alice)
    set_user_quota(user=charlie, documents_a_day=8, by=alice, at=now)
    take(charlie, documents[:1], now)
    numbers = {}
    for name in ("use", "quotas"):
        with django_assert_max_num_queries(40) as counted:
            client.get(reverse(f"library:{name}"))
        numbers[name] = len(counted)
    set_user_quota(user=bob, documents_a_day=8, by=alice, at=now)
    take(bob, documents, now)

    for name in ("use", "quotas"):
        with django_assert_max_num_queries(numbers[name]):
            client.get(reverse(f"library:{name}"))
