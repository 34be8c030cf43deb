"""A register that is built in the browser: kept wrong or right, published, exported, brought in elsewhere."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse

from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Register, Version

pytestmark = pytest.mark.django_db

FIELDS = {
    "label": "诉求登记",
    "title": "name",
    "field-count": "2",
    "field-0-id": "1",
    "field-0-key": "name",
    "field-0-label": "名称",
    "field-0-kind": "text",
    "field-0-required": "1",
    "field-1-label": "行业",
    "field-1-kind": "choice",
    "field-1-choices": "农业\n工业",
    "stage-count": "0",
}


@pytest.fixture
def client(client_of, alice):
    return client_of(alice)


@pytest.fixture
def begun(client, county) -> str:
    client.post(reverse("registers:builder"), {"label": "诉求登记", "key": "requests", "unit": county.pk})
    return reverse("registers:build", args=["requests"])


def test_draft_with_faults_is_kept_and_each_stands_at_its_field(client, begun):
    page = client.post(begun, {**FIELDS, "field-1-kind": "money", "field-1-unit": "斤", "do": "publish"})

    parts = {part.plain["label"]: len(part.problems) for part in page.context["fields"]}
    assert parts == {"名称": 0, "行业": 1}
    assert Register.objects.get().current is None


def test_choice_that_goes_is_retired_and_its_number_is_never_given_again(client, begun):
    client.post(begun, {**FIELDS, "do": "publish"})
    register = Register.objects.get()
    first = definition_of(register.current)
    choice = first.fields[1]

    client.post(
        begun,
        {
            **FIELDS,
            "field-1-id": "2",
            "field-1-key": choice.key,
            "field-1-choices": "工业\n服务业",
            "do": "publish",
        },
    )
    register.refresh_from_db()
    second = definition_of(register.current)

    assert [(each.id, each.label, each.retired) for each in second.fields[1].options.choices] == [
        (2, "工业", False),
        (3, "服务业", False),
        (1, "农业", True),
    ]


def test_field_that_is_removed_leaves_a_tombstone_and_is_asked_about(client, begun):
    client.post(begun, {**FIELDS, "do": "publish"})
    without = {name: value for name, value in FIELDS.items() if not name.startswith("field-1")} | {
        "field-count": "1"
    }

    asked = client.post(begun, {**without, "do": "publish"})
    client.post(begun, {**without, "do": "publish", "destructive": "1"})

    assert asked.status_code == 200
    assert asked.context["destructive"]
    removed = definition_of(Register.objects.get().current).removed_fields
    assert [(each.id, each.label) for each in removed] == [(2, "行业")]


def test_pack_of_a_register_is_brought_in_elsewhere(client, begun, county):
    client.post(begun, {**FIELDS, "do": "publish"})
    pack = client.get(reverse("registers:pack", args=["requests"])).content
    file = BytesIO(pack.replace(b"requests", b"demands").replace("诉求登记".encode(), "需求登记".encode()))
    file.name = "demands.yaml"

    response = client.post(reverse("registers:builder"), {"pack": file, "unit": county.pk})
    built = Register.objects.get(key="demands")

    assert response["Location"] == reverse("registers:build", args=["demands"])
    assert "行业" in built.versions.get().definition
    assert not Version.objects.filter(register=built).exists()


def test_file_that_is_no_pack_is_told(client, county):
    for content in (b"\xff\xfe\x00", b"- a\n- b\n", b"registers: [", b"registers: []"):
        file = BytesIO(content)
        file.name = "a.yaml"
        page = client.post(reverse("registers:builder"), {"pack": file, "unit": county.pk})
        assert 'role="alert"' in page.content.decode()
    assert not Register.objects.exists()
