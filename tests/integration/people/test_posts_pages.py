"""Posts with their holders, and people from a sheet, on the pages of those who administer units."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse

from nianlun.apps.people.models import Holding, Person, Unit
from tests import factories

pytestmark = pytest.mark.django_db


def test_post_is_made_and_held_by_two(client_of, alice, bureau):
    client = client_of(alice)
    address = reverse("people:posts")
    client.post(address, {"what": "person", "person-name": "张三", "person-unit": bureau.pk})
    client.post(address, {"what": "post", "post-title": "值班", "post-unit": bureau.pk})
    post, person = bureau.posts.get(), Person.objects.get()
    for rank in ("A", "B"):
        holding = {
            "holding-post": post.pk,
            "holding-person": person.pk,
            "holding-rank": rank,
            "holding-since_on": "2024-01-01",
        }
        client.post(address, {"what": "holding", **holding})

    page = client.get(address).content.decode()

    assert Holding.objects.count() == 2
    assert page.count("<td>张三</td>") == 2


def test_posts_of_other_units_cannot_be_written(client_of, bob, charlie, alice, bureau, other_bureau):
    factories.GrantFactory(user=bob, unit=bureau, role="administer", area="people")

    client_of(bob).post(
        reverse("people:posts"), {"what": "post", "post-title": "值班", "post-unit": other_bureau.pk}
    )

    assert not other_bureau.posts.exists()
    assert client_of(charlie).get(reverse("people:posts")).status_code == 403


def test_people_come_from_a_sheet_or_every_bad_cell_is_named(client_of, alice, bob, county):
    sheet = BytesIO("单位名称,上级单位,类型\n白鹭镇,青禾县,乡镇\n没爹村,没有的镇,村\n".encode())
    sheet.name = "单位.csv"

    page = client_of(alice).post(reverse("people:import"), {"file": sheet}).content.decode()

    assert not Unit.objects.filter(name="白鹭镇").exists()
    assert "B3" in page
    assert client_of(bob).get(reverse("people:import")).status_code == 403
