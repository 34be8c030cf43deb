"""Parts of a text for some readers only: what is closed to a reader is nowhere to be found by him."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse

from nianlun.apps.audit.models import Event
from nianlun.apps.library import clock
from nianlun.apps.library.actions.access import change_access
from nianlun.apps.library.actions.corrections import add_figure, mend_figure
from nianlun.apps.library.actions.parts import close_part, lift_part
from nianlun.apps.library.actions.rereading import reread_document
from nianlun.apps.library.models import Access, ClosedPart, Commitment, Document, Figure
from nianlun.apps.library.parting.spans import FILLER
from nianlun.apps.library.queries.commitments import commitments_of
from nianlun.apps.library.queries.documents import compare, readable_document, similar_to
from nianlun.apps.library.queries.figures import FigureFilter, figures_of
from nianlun.apps.library.queries.search import SearchRequest, search
from nianlun.apps.library.queries.statistics import indicator_series, totals
from nianlun.apps.library.stores import search_index
from nianlun.apps.people.models import Role, User
from nianlun.apps.people.queries import token_digest
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = """（二）矿权处置
完成金石矿权出让7宗，成交价款8.88亿元。
2024年，力争金石矿权出让9宗以上。"""
TEXT = f"""县农业农村局2023年工作总结和2024年工作思路

今年以来，我局聚焦农业强、农村美、农民富三大目标，主要工作如下。

一、2023年工作开展情况
（一）稳产保供
全年粮食播种面积25.6万亩，同比增长3.2%。新建高标准农田1.2万亩，完成投资2.4亿元。
{SECRET}
（三）农村改革
新增家庭农场120家。

二、存在问题
一是安全生产基础不牢，二是农业项目开工率只有33.33%。

三、2024年工作思路
2024年，力争粮食播种面积26万亩以上，新建高标准农田2万亩，新增家庭农场150家。"""
CANARIES = ("金石", "矿权", "8.88", "888000000")


@pytest.fixture
def document(deliver, bob: User) -> Document:
    """A public report of Bob's bureau."""
    deliver(("总结.txt", TEXT), by=bob, access="public")
    return Document.objects.get()


@pytest.fixture
def keeper(bureau) -> User:
    """Keeps the library of the bureau too, and owns nothing in it."""
    user = factories.UserFactory(username="keeper", display_name="Keeper", unit=bureau)
    factories.GrantFactory(user=user, unit=bureau, role=Role.KEEP, area="library")
    return user


@pytest.fixture
def close(document, bob, now) -> Callable[..., ClosedPart]:
    """Close the secret section, and let the index know."""

    def make(words: str = SECRET, access: Access = Access.UNIT, **more) -> ClosedPart:
        start = document.text.index(words)
        given = {"by": bob, "at": now, "reason": "尚未公布"} | more
        part = close_part(
            document_id=document.pk, start=start, end=start + len(words), access=access, **given
        )
        clock.keep_index()
        return part

    return make


@contextmanager
def refused(slug: str) -> Iterator[None]:
    with pytest.raises(RefusedError) as caught:
        yield
    assert caught.value.slug == slug


def found(user: User, words: str, **more) -> int:
    page = search(user, SearchRequest(text=words, **more))
    assert page.problem is None
    return page.total


def read(user: User, document: Document) -> str:
    return readable_document(user, document.pk).text


def test_reader_without_the_right_sees_the_rest_and_how_long_the_part_is(document, close, charlie, client_of):
    close()

    address = reverse("library:document", args=[document.pk])
    shown = client_of(charlie).get(f"{address}?mark=150-160").content.decode()

    assert "新增家庭农场" in shown
    assert "稳产保供" in shown
    assert shown.count("closed-to-you") == 1
    assert f"{len(SECRET)} 字" in shown or f"{len(SECRET)} characters" in shown
    assert not [word for word in CANARIES if word in shown]


def test_those_who_may_read_the_part_see_all(document, close, alice, bob):
    close()

    assert read(alice, document) == TEXT
    assert read(bob, document) == TEXT
    assert found(alice, "金石矿权") == 1


def test_text_keeps_its_length_so_that_every_offset_holds(document, close, charlie):
    part = close()

    text = read(charlie, document)

    assert len(text) == len(TEXT)
    assert text[part.start : part.end] == FILLER * len(SECRET)
    assert text[: part.start] + text[part.end :] == TEXT[: part.start] + TEXT[part.end :]


def test_private_part_is_its_owners_alone(document, close, alice, bob, keeper):
    close(access=Access.PRIVATE)

    assert read(bob, document) == TEXT
    assert FILLER in read(alice, document)
    assert FILLER in read(keeper, document)
    assert [found(user, "金石") for user in (bob, alice, keeper)] == [1, 0, 0]


def test_parts_of_two_sorts_are_each_closed_to_their_own(document, close, alice, bob, charlie, keeper):
    """Four kinds of reader: both rights, the unit only, the owner only, neither."""
    close("新增家庭农场120家", Access.UNIT)
    close("金石矿权出让7宗", Access.PRIVATE)
    bob.unit = charlie.unit  # the owner works elsewhere now, and holds no grant
    bob.save()
    bob.grants.all().delete()

    both = {
        user.username: (found(user, "农场120"), found(user, "出让7"))
        for user in (alice, keeper, bob, charlie)
    }

    assert both == {"alice": (1, 0), "keeper": (1, 0), "bob": (0, 1), "charlie": (0, 0)}
    assert [found(user, "稳产保供") for user in (alice, keeper, bob, charlie)] == [1, 1, 1, 1]


def test_search_by_one_who_may_not_read_the_part_finds_nothing_of_it(document, close, alice, charlie):
    close()

    for words in ("金石", "矿权处置", "8.88亿元", "小标题:矿权", "指标:矿权", "力争金石"):
        assert found(charlie, words) == 0, words
        assert found(alice, words) == 1, words
    assert found(charlie, "粮食") == found(alice, "粮食") == 1
    assert found(charlie, "2.4亿元。（三）") == 0  # nothing stands together that is apart in the text
    assert found(charlie, "", figures=FigureFilter(indicator="矿权")) == 0
    assert search(charlie, SearchRequest(text="金石")).facets["kind"] == ()
    assert search(alice, SearchRequest(text="粮食")).facets["unit"][0].number == 1


def test_document_is_found_once_however_many_entries_it_has(document, close, alice, bob, charlie):
    close("新增家庭农场120家", Access.UNIT)
    close("金石矿权出让7宗", Access.PRIVATE)

    assert search_index().documents() == 4
    for user in (alice, bob, charlie):
        page = search(user, SearchRequest(text=""))
        assert page.total == 1
        assert [value.number for value in page.facets["access"]] == [1]


def test_nothing_is_found_in_the_second_before_the_index_knows(document, bob, charlie, now):
    start = document.text.index(SECRET)

    close_part(
        document_id=document.pk, start=start, end=start + len(SECRET), access=Access.UNIT, reason="密",
        by=bob, at=now,
    )  # fmt: skip

    assert found(charlie, "金石") == 0
    assert search(charlie, SearchRequest(text="金石")).facets["year"] == ()


def test_figures_commitments_statistics_hold_nothing_of_the_part(document, close, alice, charlie):
    before = totals(charlie).figures
    close()

    assert not [each for each in figures_of(charlie, document) if "矿权" in (each.indicator or "")]
    assert not [each for each in commitments_of(charlie, document) if "金石" in each.text]
    assert [each for each in commitments_of(alice, document) if "金石" in each.text]
    assert indicator_series(charlie, "矿权", exact=False) == []
    assert totals(charlie).figures < before == totals(alice).figures
    assert {each.text for each in figures_of(charlie, document)} >= {"25.6万亩", "120家", "33.33%", "26万亩"}


def test_figure_that_is_read_with_words_of_the_part_is_closed_with_it(document, close, alice, charlie):
    """The indicator stands in the part, the number beside it does not: the table would tell the words."""
    close("粮食播种面积25.6万亩，同比"[:6])

    assert "25.6万亩" in {each.text for each in figures_of(alice, document)}
    assert not [
        each
        for each in figures_of(charlie, document)
        if "播种" in (each.indicator or "") and each.text == "25.6万亩"
    ]
    assert "120家" in {each.text for each in figures_of(charlie, document)}


def test_particulars_are_those_of_the_open_text(deliver, bob, now, charlie):
    """An issuer or a year that only the part names would tell of it in lists and facets."""
    text = "关于有关事项的报告\n\n现将情况报告如下。\n一、总体情况\n工作平稳。\n青禾县民政局\n2021年3月5日"
    deliver(("报告.txt", text), by=bob, access="public")
    document = Document.objects.get()
    assert (document.issuer, document.dated) == ("青禾县民政局", "2021-03-05")
    start = text.index("青禾县民政局")

    part = close_part(
        document_id=document.pk, start=start, end=len(text), access=Access.UNIT, reason="密", by=bob, at=now
    )
    document.refresh_from_db()
    assert (document.issuer, document.dated) == (None, None)

    lift_part(part_id=part.pk, reason="公布", by=bob, at=now)
    document.refresh_from_db()
    assert (document.issuer, document.dated) == ("青禾县民政局", "2021-03-05")


def test_similar_documents_and_differences_tell_nothing(document, deliver, close, alice, bob, charlie):
    deliver(("另一份.txt", TEXT.replace("7宗", "6宗")), by=bob, access="public")
    other = Document.objects.exclude(pk=document.pk).get()
    assert similar_to(charlie, document)[0].similarity < 1

    close()

    assert not [each for each in compare(charlie, document.pk, other.pk).differences if "7" in each.text]
    assert [each for each in compare(alice, document.pk, other.pk).differences if each.text == "7"]


def test_part_stays_closed_when_the_document_is_read_again(document, close, bob, charlie, now):
    part = close()

    reread_document(document_id=document.pk, by=bob, at=now)
    clock.keep_index()

    assert read(charlie, document)[part.start] == FILLER
    assert found(charlie, "金石") == 0
    assert not [each for each in figures_of(charlie, document) if "矿权" in (each.indicator or "")]


def test_lifted_part_is_open_again_and_history_keeps_both(document, close, bob, charlie, now, client_of):
    part = close()

    lift_part(part_id=part.pk, reason="已公布", by=bob, at=now)
    clock.keep_index()

    assert read(charlie, document) == TEXT
    assert found(charlie, "金石") == 1
    assert not Figure.objects.filter(needs__gt=0).exists()
    assert not Commitment.objects.filter(needs__gt=0).exists()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"document.part_closed", "document.part_lifted"} <= kinds
    shown = client_of(charlie).get(reverse("library:document-parts", args=[document.pk])).content.decode()
    assert "已公布" in shown


def test_document_made_as_strict_as_its_part_needs_no_placeholder(document, close, alice, bob, charlie, now):
    close()
    change_access(document_id=document.pk, access=Access.UNIT, by=bob, at=now)
    clock.keep_index()
    document.refresh_from_db()
    assert (document.closed_bits, found(alice, "金石"), search_index().documents()) == (0, 1, 1)

    change_access(document_id=document.pk, access=Access.PUBLIC, by=bob, at=now)
    clock.keep_index()

    assert (found(alice, "金石"), found(charlie, "金石"), found(charlie, "粮食")) == (1, 0, 1)


@pytest.mark.parametrize(
    ("who", "access", "slug"),
    [
        ("charlie", Access.UNIT, "library.document.not_allowed"),
        ("nobody", Access.UNIT, "library.document.not_allowed"),
        ("keeper", Access.PRIVATE, "library.part.not_owner"),
        ("alice", Access.PRIVATE, "library.part.not_owner"),
        ("bob", Access.PUBLIC, "library.part.not_stricter"),
    ],
)
def test_who_may_not_close(request, document, close, who, access, slug):
    with refused(slug):
        close(access=access, by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("start", "end", "slug"),
    [
        (5, 40, "library.part.title"),
        (40, 40, "library.part.place"),
        (40, 99_999, "library.part.place"),
        (TEXT.index("\n\n一、"), TEXT.index("一、2023"), "library.part.place"),
    ],
)
def test_places_that_cannot_be_closed(document, bob, now, start, end, slug):
    with refused(slug):
        close_part(
            document_id=document.pk, start=start, end=end, access=Access.UNIT, reason="密", by=bob, at=now
        )


def test_closing_needs_a_reason_and_is_not_done_twice(document, close):
    with refused("library.part.reason_needed"):
        close(reason=" ")
    close()
    with refused("library.part.closed_already"):
        close("金石矿权出让7宗")
    close("金石矿权出让7宗", Access.PRIVATE)  # stricter within is another matter


def test_only_a_reader_of_the_part_lifts_it(document, close, bob, keeper, charlie, now):
    part = close(access=Access.PRIVATE)

    with refused("library.part.not_reader"):
        lift_part(part_id=part.pk, reason="想看", by=keeper, at=now)
    with refused("library.document.not_allowed"):
        lift_part(part_id=part.pk, reason="想看", by=charlie, at=now)
    lift_part(part_id=part.pk, reason="公布", by=bob, at=now)
    with refused("library.part.missing"):
        lift_part(part_id=part.pk, reason="再来", by=bob, at=now)


def test_keeper_mends_nothing_in_a_part_closed_to_him(document, close, keeper, now):
    part = close(access=Access.PRIVATE)
    figure = Figure.objects.get(text="7宗")

    with refused("library.figure.missing"):
        mend_figure(figure_id=figure.pk, fields={"indicator": "x"}, by=keeper, at=now)
    with refused("library.part.closed"):
        add_figure(
            document_id=document.pk, start=part.start, end=part.start + 4, fields={}, by=keeper, at=now
        )


def test_added_and_mended_figures_are_closed_by_their_place(document, close, bob, charlie, now):
    place = document.text.index("（二）矿权")
    add_figure(document_id=document.pk, start=place, end=place + 3, fields={"value": "2"}, by=bob, at=now)
    inside = Figure.objects.get(text="7宗")
    mend_figure(figure_id=inside.pk, fields={"indicator": "出让宗数"}, by=bob, at=now)
    close()
    outside = document.text.index("三大目标")
    add_figure(document_id=document.pk, start=outside, end=outside + 2, fields={"value": "3"}, by=bob, at=now)

    texts = {each.text for each in figures_of(charlie, document)}

    assert "三大" in texts
    assert not texts & {"（二）", "7宗"}


def test_copy_cut_for_a_reader_is_never_saved(document, close, charlie):
    close()

    with pytest.raises(RuntimeError):
        readable_document(charlie, document.pk).save()


# Every page, every call, every file


def texts_in(content: bytes) -> Iterator[str]:
    """The words of an answer, also those of Word files and of files in a zip."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts_in(archive.read(name))
        return
    yield content.decode("utf-8", "replace")


def addresses(document: Document, other: Document) -> list[str]:
    pk = document.pk
    panels = (
        "",
        "figures/",
        "commitments/",
        "similar/",
        "source/",
        "parts/",
        "history/",
        "rights/",
        "masked/",
    )
    exports = ("csv", "xlsx", "json", "zip-txt", "zip-docx", "docx", "md")
    words = "q=金石", "q=粮食", "q=", "q=矿权&in=heading", "indicator=矿权"
    return [
        *(f"/library/{pk}/{panel}" for panel in panels),
        f"/library/{pk}/?mark=150-190",
        *(f"/library/{pk}/{panel}?format={form}" for panel in ("figures/", "commitments/") for form in ("csv", "xlsx")),
        *(f"/library/{pk}/download/{form}/" for form in ("txt", "md", "docx")),
        *(f"/library/export/{form}/?ids={pk},{other.pk}" for form in exports),
        *(f"/library/?{query}" for query in words if "=金石" not in query and "矿权" not in query),
        "/library/quick/?q=农",
        f"/library/compare/{pk}/{other.pk}/",
        f"/library/compare/{other.pk}/{pk}/",
        *(f"/library/{name}/{form}" for name in ("figures", "commitments") for form in ("", "?format=csv")),
        "/library/statistics/",
        "/",
        "/indicators/promises/",
        f"/indicators/promises/{pk}/",
    ]  # fmt: skip


def leaks(client: Client, document: Document, other: Document) -> dict[str, list[str]]:
    """By address the words of the part that the answer tells."""
    told = {}
    for address in addresses(document, other):
        response = client.get(address)
        assert response.status_code in (200, 302, 404), address
        content = response.getvalue() if response.streaming else response.content
        words = [word for text in texts_in(content) for word in CANARIES if word in text]
        if words:
            told[address] = words
    return told


@pytest.mark.parametrize("who", ["charlie", "keeper", "alice"])
def test_nothing_of_the_part_is_in_any_page_or_file(
    request, document, deliver, close, bob, who, client_of, now
):
    inside = Figure.objects.get(text="7宗")
    mend_figure(figure_id=inside.pk, fields={"indicator": "金石出让"}, reason="核", by=bob, at=now)
    deliver(("另一份.txt", TEXT.replace(SECRET, "（二）其他\n无。")), by=bob, access="public")
    other = Document.objects.exclude(pk=document.pk).get()
    close(access=Access.PRIVATE, reason="含金石矿权")

    assert leaks(client_of(request.getfixturevalue(who)), document, other) == {}
    assert len(leaks(client_of(bob), document, other)) > 20  # whoever may read it finds it everywhere


def test_pages_that_show_a_finding_of_the_part_are_not_there(document, close, charlie, client_of):
    figure, promise = Figure.objects.get(text="7宗"), Commitment.objects.get(text__contains="金石")
    close()

    client = client_of(charlie)

    assert client.get(reverse("library:figure", args=[figure.pk])).status_code == 404
    assert client.get(reverse("library:commitment", args=[promise.pk])).status_code == 404


def test_source_file_is_refused_with_the_reason_and_its_digest_withheld(
    document, close, alice, charlie, client_of
):
    close()
    address = reverse("library:source-file", args=[document.pk])

    refused = client_of(charlie).get(address)

    assert refused.status_code == 422
    assert document.title in refused.content.decode()
    page = client_of(charlie).get(reverse("library:document-source", args=[document.pk])).content.decode()
    assert document.source.sha256 not in page
    assert "金石" in client_of(alice).get(address).getvalue().decode()


def test_word_file_says_what_is_missing_where_it_is_missing(document, close, charlie, client_of):
    close()

    text = client_of(charlie).get(reverse("library:download", args=[document.pk, "txt"])).content.decode()

    before, after = text.split("2.4亿元。", 1)[1], text.split("农村改革", 1)[0]
    assert f"{len(SECRET)}" in before.split("（三）")[0]
    assert "县农业农村局" in before.split("（三）")[0]
    assert after
    assert FILLER not in text


@pytest.mark.parametrize("path", ["", "/text", "/outline", "/figures", "/commitments", "/similar", "/parts"])
def test_api_tells_nothing_of_the_part(document, close, charlie, path):
    close(reason="含金石矿权")

    answered = Client().get(f"/api/documents/{document.pk}{path}", headers=token_of(charlie))

    assert answered.status_code == 200
    content = json.dumps(answered.json(), ensure_ascii=False)
    assert not [word for word in CANARIES if word in content]
    if not path:
        assert [each["access"] for each in answered.json()["closed"]] == ["unit"]
        assert answered.json()["sha256"] is None


def test_api_searches_and_lists_tell_nothing_of_the_part(document, close, charlie):
    close()

    for path in ("search?q=金石", "search?q=粮食", "figures?indicator=矿权", "commitments", "statistics/indicators", f"corrections?document={document.pk}"):  # fmt: skip
        answered = Client().get(f"/api/{path}", headers=token_of(charlie))
        assert answered.status_code == 200
        content = json.dumps(answered.json(), ensure_ascii=False)
        assert not [word for word in CANARIES if word in content], path
    assert Client().get(f"/api/documents/{document.pk}/source", headers=token_of(charlie)).status_code == 422


def test_api_closes_and_opens_a_part(document, bob, charlie):
    start = document.text.index(SECRET)
    body = {"start": start, "end": start + len(SECRET), "access": "unit", "reason": "密"}
    path = f"/api/documents/{document.pk}/parts"

    made = Client().post(path, body, content_type="application/json", headers=token_of(bob))

    assert made.status_code == 201
    assert made.json()["in_force"]
    hers = f"{path}/{made.json()['id']}?reason=x"
    assert Client().delete(hers, headers=token_of(charlie)).status_code == 403
    assert Client().delete(hers, headers=token_of(bob)).json()["in_force"] is False


def token_of(user: User) -> dict[str, str]:
    word = f"nianlun_{user.username}_{factories.ApiTokenFactory(user=user).pk}"
    token = user.api_tokens.latest("pk")
    token.digest = token_digest(word)
    token.save(update_fields=["digest"])
    return {"Authorization": f"Bearer {word}"}


# Closing by page


def test_section_is_closed_from_the_panel_and_opened_again(document, bob, charlie, client_of):
    client = client_of(bob)
    panel = client.get(reverse("library:document-parts", args=[document.pk])).content.decode()
    start = document.text.index(SECRET)
    place = f"{start}-{start + len(SECRET)}"
    assert f'value="{place}"' in panel

    client.post(
        reverse("library:close-part", args=[document.pk]),
        {"section": place, "access": "unit", "reason": "密"},
    )
    assert FILLER in read(charlie, document)

    part = ClosedPart.objects.get()
    client.post(reverse("library:lift-part", args=[document.pk, part.pk]), {"reason": "公布"})
    assert read(charlie, document) == TEXT


def test_selected_words_come_to_the_form(document, bob, charlie, client_of):
    start = document.text.index(SECRET)
    address = f"{reverse('library:close-part', args=[document.pk])}?start={start}&end={start + 6}"

    assert SECRET[:6] in client_of(bob).get(address).content.decode()
    assert client_of(charlie).get(address).status_code == 403


def test_form_without_place_says_what_is_missing(document, bob, client_of):
    answer = client_of(bob).post(
        reverse("library:close-part", args=[document.pk]), {"access": "unit", "reason": "密"}
    )

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert not ClosedPart.objects.exists()


def test_platform_marks_are_offered_and_not_applied(deliver, bob, charlie, client_of):
    marked = TEXT.replace(SECRET, f"##paidbegin##{SECRET}##paidend##")
    deliver(("会员.txt", marked), by=bob, access="public")
    document = Document.objects.get()
    assert not ClosedPart.objects.exists()
    start = document.text.index(SECRET)
    offer = f"?start={start}&amp;end={start + len(SECRET)}"

    address = reverse("library:document", args=[document.pk])

    assert offer in client_of(bob).get(address).content.decode()
    assert offer not in client_of(charlie).get(address).content.decode()


def test_panel_asks_the_database_as_often_for_many_parts(
    document, close, bob, client_of, django_assert_max_num_queries
):
    address = reverse("library:document-parts", args=[document.pk])
    client = client_of(bob)
    close("新增家庭农场120家")
    with django_assert_max_num_queries(40) as first:
        client.get(address)
    close("金石矿权出让7宗")
    close("安全生产基础不牢", Access.PRIVATE)

    with django_assert_max_num_queries(len(first)):
        client.get(address)
