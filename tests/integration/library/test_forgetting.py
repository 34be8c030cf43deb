"""Bytes of what was removed: gone for good, unless somebody else needs them."""

from __future__ import annotations

import hashlib

import pytest

from nianlun.apps.library.actions.access import remove_document
from nianlun.apps.library.models import Document, ImportItem
from nianlun.apps.library.stores import file_store
from tests.factories import (
    AttachmentFactory,
    ImportItemFactory,
    RegisterVersionFactory,
    SourceFactory,
    VersionFactory,
)
from tests.integration.library.conftest import REPORT
from tests.integration.library.test_imports import zipped

pytestmark = pytest.mark.django_db
BYTES = REPORT.encode()
DIGEST = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def remove(now, django_capture_on_commit_callbacks):
    """Remove what a person's unit has brought in, and commit."""

    def removed(by) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for document in Document.objects.filter(source__unit=by.unit):
                remove_document(document_id=document.pk, by=by, at=now, reason="错发")

    return removed


def test_bytes_go_with_the_last_document_of_their_file(deliver, remove, bob):
    deliver(("a.txt", BYTES), by=bob)
    assert file_store().has(DIGEST)

    remove(bob)

    assert not file_store().has(DIGEST)


def test_bytes_stay_until_the_removal_is_committed(deliver, bob, now, django_capture_on_commit_callbacks):
    deliver(("a.txt", BYTES), by=bob)

    with django_capture_on_commit_callbacks():
        remove_document(document_id=Document.objects.get().pk, by=bob, at=now, reason="错发")

    assert file_store().has(DIGEST)


def test_bytes_another_unit_brought_in_stay(deliver, remove, bob):
    deliver(("a.txt", BYTES), by=bob)
    SourceFactory(sha256=DIGEST)

    remove(bob)

    assert file_store().has(DIGEST)


@pytest.mark.parametrize("state", [ImportItem.State.WAITING, ImportItem.State.FAILED])
def test_bytes_a_delivery_has_yet_to_read_stay(deliver, remove, bob, state):
    deliver(("a.txt", BYTES), by=bob)
    ImportItemFactory(sha256=DIGEST, state=state)

    remove(bob)

    assert file_store().has(DIGEST)


def test_bytes_attached_to_an_entry_stay(deliver, remove, bob):
    deliver(("a.txt", BYTES), by=bob)
    AttachmentFactory(sha256=DIGEST)

    remove(bob)

    assert file_store().has(DIGEST)


def test_bytes_in_a_field_of_an_old_version_stay(deliver, remove, bob):
    deliver(("a.txt", BYTES), by=bob)
    definition = RegisterVersionFactory(definition='{"fields":[{"id":1,"key":"paper","kind":"file"}]}')
    VersionFactory(definition=definition, values={"1": [{"digest": DIGEST, "name": "a.txt"}]})

    remove(bob)

    assert file_store().has(DIGEST)


def test_zip_is_forgotten_once_it_is_opened(deliver, bob, django_capture_on_commit_callbacks):
    archive = zipped(("a.txt", BYTES))

    with django_capture_on_commit_callbacks(execute=True):
        deliver(("all.zip", archive), by=bob)

    assert not file_store().has(hashlib.sha256(archive).hexdigest())
    assert file_store().has(DIGEST)
