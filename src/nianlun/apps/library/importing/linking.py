"""Near-duplicates of new documents: found by shared keys, compared exactly, linked and never deleted.

Parts closed to some readers are left out, so that no likeness tells of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Count

from nianlun.apps.library.models import Document, Link, LinkBand
from nianlun.apps.library.parting.spans import open_to_all
from nianlun.apps.library.reading import ReadDocument
from nianlun.text.model import Mapped
from nianlun.text.similarity import compare, containment, is_similar, resemblance, shingles

MOST_COMPARED = 8
"""Documents of other files a new one is compared with, the likeliest first."""
MOST_SHARING = 100
"""A key in so many documents is boilerplate: it leads nowhere, and is not stored again."""
LEAST_SHARED = 2
LEAST_SHARE = 0.3
"""Share of the shorter text's stored anchors that must be common, for a copy of a part."""
LEAST_RESEMBLANCE = 0.25
LEAST_CONTAINED = 0.4
ANCHOR_EVERY = 128
"""Characters to one stored anchor, on the average."""

Pair = tuple[Document, ReadDocument]


def link_new(pairs: Sequence[Pair]) -> None:
    """Link new documents with one another and with what the library has."""
    links = [*_links_within(pairs)]
    for document, each in pairs:
        sharing = _sharing(each.keys)
        links += _links_across(document, sharing)
    # stored last, so that the pieces of one file are not found twice
    for document, each in pairs:
        _store_keys(document, each.keys)
    _store(links)


def relink(document: Document, keys: Sequence[int]) -> None:
    """Find the links of one document anew, after it was read again."""
    Link.objects.filter(first=document).delete()
    Link.objects.filter(second=document).delete()
    LinkBand.objects.filter(document=document).delete()
    _store(_links_across(document, _sharing(keys)))
    _store_keys(document, keys)


def _sharing(keys: Sequence[int]) -> dict[int, list[int]]:
    """For each key that is no boilerplate the documents that have it."""
    owners: dict[int, list[int]] = defaultdict(list)
    for key, document in LinkBand.objects.filter(key__in=keys).values_list("key", "document").iterator():
        owners[key].append(document)
    return {key: documents for key, documents in owners.items() if len(documents) < MOST_SHARING}


def _store_keys(document: Document, keys: Sequence[int]) -> None:
    """Keys not yet in too many documents; by plain SQL, for there are many of them."""
    rows = LinkBand.objects.filter(key__in=keys).order_by().values("key").annotate(number=Count("pk"))
    common = set(rows.filter(number__gte=MOST_SHARING).values_list("key", flat=True))
    table = connection.ops.quote_name(LinkBand._meta.db_table)  # noqa: SLF001
    key_name = connection.ops.quote_name("key")
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (document_id, {key_name}) VALUES (%s, %s)",  # noqa: S608 - names of our own
            [(document.pk, key) for key in keys if key not in common],
        )


def _store(links: Iterable[Link]) -> None:
    Link.objects.bulk_create(links, batch_size=500, ignore_conflicts=True)


def _links_within(pairs: Sequence[Pair]) -> Iterable[Link]:
    """What the reader found among the pieces of one file."""
    by_position = {document.position: document for document, _ in pairs}
    found: dict[tuple[int, int], Link] = {}
    for document, each in pairs:
        for similar in each.similar:
            other = by_position.get(similar["position"])
            if other is None:
                continue
            first, second = sorted((document.pk, other.pk))
            link = found.setdefault(
                (first, second),
                Link(
                    first_id=first,
                    second_id=second,
                    similarity=similar["similarity"],
                    containment=0.0,
                    leaks=similar["leaks"],
                ),
            )
            link.containment = max(link.containment, similar["containment"])
    return found.values()


def _links_across(document: Document, sharing: Mapping[int, Sequence[int]]) -> list[Link]:
    links = []
    body: Mapped | None = None
    for other in _candidates(document, sharing):
        body = body or open_to_all(document)
        link = _compared(document, body, other)
        if link is not None:
            links.append(link)
    return links


def _candidates(document: Document, sharing: Mapping[int, Sequence[int]]) -> list[Document]:
    """The likeliest near-duplicates, and texts that share enough anchors to be a copy of a part."""
    met = Counter(other for owners in sharing.values() for other in owners)
    met.pop(document.pk, None)
    likely = [pk for pk, _ in met.most_common(MOST_COMPARED * 4)]
    known = Document.objects.only("signature", "characters", "digest").in_bulk(likely)
    ranked = []
    for pk, other in known.items():
        alike = _resemblance(document, other)
        shorter = min(document.characters, other.characters)
        if alike >= LEAST_RESEMBLANCE or met[pk] >= max(LEAST_SHARED, LEAST_SHARE * shorter / ANCHOR_EVERY):
            ranked.append((-alike, -met[pk], pk))
    chosen = [pk for _, _, pk in sorted(ranked)[:MOST_COMPARED]]
    others = Document.objects.in_bulk(chosen)
    return [others[pk] for pk in chosen]


def _resemblance(document: Document, other: Document) -> float:
    return resemblance(bytes(document.signature or b""), bytes(other.signature or b""))


def _compared(document: Document, body: Mapped, other: Document) -> Link | None:
    other_body = open_to_all(other)
    if document.digest == other.digest:
        return _link(document, other, 1.0, 1.0, 0)
    mine, its = shingles(body.text), shingles(other_body.text)
    contained = max(containment(mine, its))
    if contained < LEAST_CONTAINED:
        return None
    found = compare(body, other_body, document.text, other.text)
    if not is_similar(found.similarity, contained, min(len(body.text), len(other_body.text))):
        return None
    leaks = sum(difference.leak for difference in found.differences)
    return _link(document, other, round(found.similarity, 4), round(contained, 4), leaks)


def _link(document: Document, other: Document, similarity: float, contained: float, leaks: int) -> Link:
    first, second = sorted((document.pk, other.pk))
    return Link(first_id=first, second_id=second, similarity=similarity, containment=contained, leaks=leaks)
