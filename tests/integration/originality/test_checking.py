"""Texts held against the library: exact places, rights, stock phrases, what is kept."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianlun.apps.audit.models import Event
from nianlun.apps.library.actions.access import change_access, remove_document
from nianlun.apps.library.indexing import ensure_index
from nianlun.apps.library.models import Access, Document
from nianlun.apps.originality.actions import (
    check_entry_file,
    check_file,
    check_text,
    digest_of,
    forget_report,
)
from nianlun.apps.originality.checking import MOST_CHARACTERS, check
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.queries import passages_of
from nianlun.apps.registers.actions import detach_file
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.kernel.errors import RefusedError, UnreadableError
from tests import factories
from tests.integration.originality.conftest import DRAFT, REPORT, SENTENCE, word_file

pytestmark = pytest.mark.django_db


def test_passage_is_found_at_its_exact_characters(source, bob):
    answer = check(bob, DRAFT)

    (passage,) = answer.passages
    assert DRAFT[slice(*passage.span)] == SENTENCE
    assert source.text[slice(*passage.other_span)] == SENTENCE
    assert (passage.document, passage.is_exact) == (source.pk, True)
    assert answer.found.copied == len(SENTENCE)
    assert (answer.library.documents, answer.library.waiting) == (1, 0)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            "全局上下聚焦农业强、农村美、\n　　农民富三大目标，挂图作战抓春耕，一户一策促增收",
            id="broken line",
        ),
        pytest.param(
            "全局上下聚焦農業強、農村美、農民富三大目標，掛圖作戰抓春耕，一戶一策促增收", id="traditional"
        ),
        pytest.param(
            "全局上下聚焦农业强、农村美、农民富四大目标，挂图作战抓春耕，一户一策促增收", id="one word"
        ),
    ],
)
def test_passage_is_found_in_other_signs(source, bob, changed):
    text = f"今天开会。{changed}。散会。"

    (passage,) = check(bob, text).passages

    assert text[slice(*passage.span)].removesuffix("。") == changed
    assert source.text[slice(*passage.other_span)].removesuffix("。") == SENTENCE


@pytest.mark.parametrize(
    ("access", "found_by"),
    [
        (Access.PUBLIC, {"alice", "bob", "charlie", "nobody"}),
        (Access.UNIT, {"alice", "bob"}),
        (Access.PRIVATE, {"bob"}),
    ],
)
def test_only_what_one_may_read_is_looked_at(request, source, bob, now, access, found_by):
    change_access(document_id=source.pk, access=access, unit=None, by=bob, at=now)
    ensure_index()

    answers = {
        who: check(request.getfixturevalue(who), DRAFT) for who in ("alice", "bob", "charlie", "nobody")
    }

    assert {who for who, answer in answers.items() if answer.passages} == found_by
    assert {who for who, answer in answers.items() if answer.library.documents} == found_by


def test_right_withdrawn_before_the_index_knows_is_honoured(source, bob, charlie):
    Document.objects.update(access=Access.PUBLIC)
    Document.objects.update(index_due=True)
    ensure_index()
    assert check(charlie, DRAFT).passages
    Document.objects.update(access=Access.UNIT)

    assert check(charlie, DRAFT).passages == ()


def test_words_of_many_documents_are_stock(deliver, bob):
    deliver(*((f"{number}.txt", f"第{number}号简报\n{SENTENCE}。\n") for number in range(8)), by=bob)

    answer = check(bob, DRAFT)

    assert answer.passages == ()
    assert answer.found.copied == 0
    assert answer.found.stock > 0.8 * len(SENTENCE)


def test_document_left_out_is_not_looked_at(deliver, source, bob):
    deliver(("同文.txt", f"县水利局简报\n{SENTENCE}。\n"), by=bob)
    other = Document.objects.latest("pk")

    (passage,) = check(bob, DRAFT).passages
    (without,) = check(bob, DRAFT, left_out={source.pk}).passages

    assert (passage.document, passage.also) == (source.pk, (other.pk,))
    assert (without.document, without.also) == (other.pk, ())
    assert check(bob, DRAFT, left_out={source.pk, other.pk}).passages == ()


@pytest.mark.parametrize(
    ("text", "slug"),
    [("　\n好", "originality.text.short"), ("字" * (MOST_CHARACTERS + 1), "originality.text.long")],
)
def test_text_too_short_or_too_long_is_refused(source, bob, text, slug):
    with pytest.raises(RefusedError) as refused:
        check(bob, text)

    assert refused.value.slug == slug


def test_missing_index_is_said(source, bob, settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "elsewhere"

    with pytest.raises(RefusedError) as refused:
        check(bob, DRAFT)

    assert refused.value.slug == "library.index.rebuilding"


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_text_pasted_together_from_the_library_is_found_whole(pasted_library, bob, seed):
    chance = Random(seed)
    text, wanted = "", []
    for document in chance.sample(pasted_library, 3):
        start = chance.randrange(0, 200)
        passage = document.text[start : start + chance.randrange(18, 80)].strip()
        start = document.text.index(passage)
        text += "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(15)) + "。\n"
        wanted.append((len(text), len(text) + len(passage), document.pk, start, start + len(passage)))
        text += passage

    found = check(bob, text).passages

    assert [(*each.span, each.document, *each.other_span) for each in found] == wanted


@pytest.fixture
def pasted_library(deliver, bob) -> list[Document]:
    """Six documents that have nothing in common."""
    chance = Random(6)
    words = ["".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(300)) for _ in range(6)]
    deliver(*((f"{number}.txt", f"第{number}号\n{text}") for number, text in enumerate(words)), by=bob)
    return list(Document.objects.order_by("pk"))


def test_report_is_kept_with_everything_and_in_the_trail(source, bob, now):
    row = check_text(title="讲话", text=DRAFT, by=bob, at=now)

    kept = OriginalityReport.objects.get()
    event = Event.objects.get(kind="originality.checked")
    assert (kept.pk, kept.title, kept.text, kept.asked_at, kept.asked_by) == (row.pk, "讲话", DRAFT, now, bob)
    assert kept.library["documents"] == 1
    assert kept.library["newest"] == source.added_at.isoformat()
    assert digest_of(kept) == kept.digest == event.detail["digest"]
    assert (event.unit, event.detail["copied"]) == (bob.unit, len(SENTENCE))
    assert DRAFT not in str(event.detail)


def test_changed_report_does_not_fit_its_digest(source, bob, now):
    row = check_text(title="讲话", text=DRAFT, by=bob, at=now)
    OriginalityReport.objects.update(copied=0)

    row.refresh_from_db()

    assert digest_of(row) != row.digest


def test_report_without_a_title_is_called_by_its_hour(source, bob, now):
    assert check_text(title=" ", text=DRAFT, by=bob, at=now).title == "2024-03-01 17:30"


def test_word_file_is_read(source, bob, now):
    row = check_file(name="讲话稿.docx", content=word_file(DRAFT), by=bob, at=now)

    (passage,) = passages_of(row)
    assert row.text[slice(*passage.span)] == SENTENCE
    assert (row.origin, row.title) == ("file", "讲话稿.docx")


def test_broken_file_costs_nothing(source, bob, now):
    with pytest.raises(UnreadableError):
        check_file(name="坏.docx", content=b"PK\x03\x04 broken", by=bob, at=now)

    assert not OriginalityReport.objects.exists()


def test_file_of_an_entry_fills_the_entry_in(source, task, draft, keeper, now):
    at = now + timedelta(days=2)

    row = check_entry_file(entry_id=task.pk, sha256=draft.sha256, by=keeper, at=at)

    values = entry_page(keeper, task.pk).values
    assert (row.entry_id, row.sha256, row.unit) == (task.pk, draft.sha256, keeper.unit)
    assert values["original_share"] == f"{(1 - row.copied / row.characters):.4f}"
    assert values["checked_on"] == "2024-03-03"


def test_reader_has_a_file_checked_and_the_entry_stays(source, task, draft, reader, now):
    check_entry_file(entry_id=task.pk, sha256=draft.sha256, by=reader, at=now)

    assert "original_share" not in entry_page(reader, task.pk).values
    assert OriginalityReport.objects.get().asked_by == reader


def test_file_taken_off_is_checked_without_touching_the_entry(source, task, draft, keeper, now):
    detach_file(attachment_id=draft.pk, reason="换稿", by=keeper, at=now)

    check_entry_file(entry_id=task.pk, sha256=draft.sha256, by=keeper, at=now + timedelta(hours=1))

    assert "original_share" not in entry_page(keeper, task.pk).values


@pytest.mark.parametrize("who", ["charlie", "nobody"])
def test_strangers_cannot_have_a_file_checked(request, source, task, draft, now, who):
    with pytest.raises(RefusedError) as refused:
        check_entry_file(entry_id=task.pk, sha256=draft.sha256, by=request.getfixturevalue(who), at=now)

    assert refused.value.slug == "registers.entry.missing"


def test_own_text_is_forgotten_and_the_trail_remembers(source, bob, now):
    row = check_text(title="讲话", text=DRAFT, by=bob, at=now)

    forget_report(report_id=row.pk, by=bob, at=now)

    assert not OriginalityReport.objects.exists()
    assert Event.objects.filter(kind="originality.forgotten", detail__digest=row.digest).exists()


def test_report_of_an_entry_stays(source, task, draft, keeper, now):
    row = check_entry_file(entry_id=task.pk, sha256=draft.sha256, by=keeper, at=now)

    with pytest.raises(RefusedError) as refused:
        forget_report(report_id=row.pk, by=keeper, at=now)

    assert refused.value.slug == "originality.report.kept"


def test_nobody_forgets_what_another_asked_for(source, bob, alice, now):
    row = check_text(title="讲话", text=DRAFT, by=bob, at=now)

    with pytest.raises(RefusedError) as refused:
        forget_report(report_id=row.pk, by=alice, at=now)

    assert refused.value.slug == "originality.report.missing"


def test_removed_document_leaves_the_report_as_it_was(source, bob, now):
    row = check_text(title="讲话", text=DRAFT, by=bob, at=now)
    remove_document(document_id=source.pk, reason="重复", by=bob, at=now)

    row.refresh_from_db()

    assert digest_of(row) == row.digest
    assert passages_of(row)[0].title == REPORT.splitlines()[0]


def test_number_of_queries_does_not_grow_with_the_passages(source, deliver, bob, django_assert_num_queries):
    deliver(
        *((f"{n}.txt", f"第{n}号\n{chr(0x4E00 + 900 * n) * 3}{SENTENCE[:20]}{n}\n") for n in range(5)), by=bob
    )
    many = "\n".join(f"{chr(0x4E00 + 900 * n) * 3}{SENTENCE[:20]}{n}" for n in range(5))

    with django_assert_num_queries(9):
        check(bob, DRAFT)
    with django_assert_num_queries(9):
        check(bob, many)


def test_factory_report_is_not_seen_by_others(bob):
    assert factories.OriginalityReportFactory(asked_by=bob).passages == []
