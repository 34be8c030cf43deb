"""Search: rights, conditions, facets, passages, and that it says what is wrong."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.documents import editable, readable, similar_to
from nianlun.apps.library.queries.figures import FigureFilter
from nianlun.apps.library.queries.search import SearchRequest, found_by, matching_ids, search
from nianlun.apps.people.actions import system_user
from tests.integration.library.conftest import REPORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(deliver, alice, bob, charlie, other_bureau):
    """One document of each kind of access."""
    deliver(("公开.txt", "县政府2024年公开通知\n\n公开的粮食安排。\n"), by=alice, access="public")
    deliver(("局.txt", REPORT), by=bob)
    deliver(("私.txt", "鲍勃私人笔记\n\n私人的粮食笔记。\n"), by=bob, access="private")
    deliver(("水.txt", "县水利局2022年工作总结\n\n水利与粮食灌溉。\n"), by=alice, unit=other_bureau)
    return {document.source.name: document for document in Document.objects.select_related("source")}


SEEN = {
    "alice": {"公开.txt", "局.txt", "水.txt"},
    "bob": {"公开.txt", "局.txt", "私.txt"},
    "charlie": {"公开.txt", "水.txt"},
    "nobody": {"公开.txt"},
}


@pytest.mark.parametrize("name", SEEN)
def test_everybody_finds_what_he_may_read_and_no_more(request, library, name):
    user = request.getfixturevalue(name)
    expected = {library[each].pk for each in SEEN[name]}

    page = search(user, SearchRequest(text="粮食"))

    assert set(readable(user).values_list("pk", flat=True)) == expected
    assert {hit.document.pk for hit in page.hits} == expected
    assert set(matching_ids(user, SearchRequest())) == expected
    assert page.total == len(expected)
    for name_of_facet in ("access", "unit", "kind"):
        assert sum(value.number for value in page.facets[name_of_facet]) <= len(expected)
    assert sum(value.number for value in page.facets["access"]) == len(expected)


def test_who_is_not_signed_in_finds_nothing(library):
    assert search(AnonymousUser(), SearchRequest(text="粮食")).total == 0
    assert not readable(AnonymousUser()).exists()


def test_closed_account_finds_nothing(library, alice):
    alice.is_active = False

    assert search(alice, SearchRequest(text="粮食")).total == 0
    assert not readable(alice).exists()


def test_system_finds_everything(library):
    assert search(system_user(), SearchRequest(text="粮食")).total == 4


@pytest.mark.parametrize(
    ("name", "kept"),
    [("alice", {"公开.txt", "局.txt", "水.txt"}), ("bob", {"局.txt", "私.txt"}), ("charlie", set())],
)
def test_who_may_change_what(request, library, name, kept):
    user = request.getfixturevalue(name)

    assert set(editable(user).values_list("source__name", flat=True)) == kept


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "粮食", "years": (2022,)}, {"水.txt"}),
        ({"text": "粮食", "years": (2022, 2023)}, {"水.txt", "局.txt"}),
        ({"text": "粮食", "kinds": ("summary",), "years": (2023,)}, {"局.txt"}),
        ({"text": "年份:2022-2023"}, {"水.txt", "局.txt"}),
        ({"text": "单位:水利局"}, {"水.txt"}),
        ({"text": "文种:总结"}, {"水.txt", "局.txt"}),
        ({"text": "标题:水利"}, {"水.txt"}),
        ({"text": "小标题:稳产保供"}, {"局.txt"}),
        ({"text": "家庭农场", "scopes": ("heading",)}, set()),
        ({"text": "安全生产", "section": "problem"}, {"局.txt"}),
        ({"text": "安全生产", "section": "plan"}, set()),
        ({"text": "粮食 -灌溉", "years": (2022, 2023)}, {"局.txt"}),
        ({"text": "灌溉 OR 家庭农场"}, {"水.txt", "局.txt"}),
        ({"figures": FigureFilter(indicator="播种面积")}, {"局.txt"}),
        ({"figures": FigureFilter(indicator="播种面积", roles=("forecast",))}, set()),
        ({"text": "承诺:高标准农田"}, {"局.txt"}),
    ],
)  # fmt: skip
def test_conditions_narrow(library, alice, asked, found):
    page = search(alice, SearchRequest(**asked))

    assert page.problem is None
    assert {hit.document.source.name for hit in page.hits} == found


def test_facet_that_narrows_still_shows_its_other_values(library, alice):
    page = search(alice, SearchRequest(text="粮食", years=(2022,)))

    assert {(value.value, value.chosen) for value in page.facets["year"]} >= {("2022", True), ("2023", False)}
    assert {value.label for value in page.facets["unit"]} == {"县水利局"}


def test_passage_stands_under_its_headings_with_marks_in_place(library, alice):
    hit = search(alice, SearchRequest(text="家庭农场", years=(2023,))).hits[0]

    passage = hit.passages[0]

    assert passage.text == hit.document.text[passage.start : passage.end]
    assert [hit.document.text[start:end] for start, end in passage.highlights] == ["家庭农场"]
    assert "".join(text for text, _ in passage.parts()).strip("…") == passage.text
    assert passage.heading == ("一、2023年工作开展情况", "（二）农村改革")
    assert hit.found == hit.document.text.count("家庭农场")


def test_word_across_a_line_end_and_in_other_spelling_is_found_and_marked(deliver, bob):
    deliver(("a.txt", "通知\n\n完成投資２．４億\n元，增長Ａ级。\n"), by=bob)

    hit = search(bob, SearchRequest(text="投资2.4亿元")).hits[0]

    start, end = hit.passages[0].highlights[0]
    assert hit.document.text[start:end] == "投資２．４億\n元"
    assert search(bob, SearchRequest(text="增长a级")).total == 1


def test_similar_documents_follow_rights(deliver, alice, bob, charlie, other_bureau):
    deliver(("a.txt", REPORT), by=bob, access="public")
    deliver(("b.txt", REPORT.replace("120家", "121家")), by=bob)
    public = Document.objects.get(source__name="a.txt")

    assert [each.document.source.name for each in similar_to(alice, public)] == ["b.txt"]
    assert similar_to(charlie, public) == []


def test_parameters_come_back_as_they_were():
    asked = SearchRequest(
        text="农业", scopes=("title",), section="plan", years=(2023, 2024), units=(5,), tags=("a", "b"), sort="year",
        page=3, per_page=50, figures=FigureFilter(indicator="面积", years=(2023,), sections=("plan",)),
    )  # fmt: skip

    assert SearchRequest.from_parameters(asked.to_parameters()) == asked
    assert SearchRequest().to_parameters() == {}


@pytest.mark.parametrize(
    "wild",
    [
        {"page": ["-1"]},
        {"page": ["9" * 30]},
        {"year": ["x"]},
        {"sort": ["'"]},
        {"in": ["nothing"]},
        {"low": ["nan"]},
        {"section": ["other"]},
    ],
)
def test_wild_parameters_are_left_out(wild, library, alice):
    assert search(alice, SearchRequest.from_parameters(wild)).problem is None


def test_page_beyond_the_end_is_empty(library, alice):
    page = search(alice, SearchRequest(text="粮食", page=10_000))

    assert (page.hits, page.total) == ((), 3)


def test_search_asks_the_database_little(library, alice, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        search(alice, SearchRequest(text="粮食"))
    with django_assert_max_num_queries(3):
        found_by(alice, SearchRequest(text="粮食"))
