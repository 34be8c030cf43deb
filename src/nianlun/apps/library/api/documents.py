"""Documents: lists, one with all its parts, likenesses, tags, access, source file."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from nianlun.apps.library.actions.access import change_access, remove_document
from nianlun.apps.library.actions.downloads import take_source
from nianlun.apps.library.actions.parts import close_part, lift_part
from nianlun.apps.library.actions.rereading import reread_document
from nianlun.apps.library.actions.tags import set_tags
from nianlun.apps.library.api import shapes
from nianlun.apps.library.api.paging import Page, paged, parameters
from nianlun.apps.library.exporting import (
    commitment_in_short,
    document_in_full,
    document_in_short,
    figure_in_short,
    outline_of,
)
from nianlun.apps.library.models import Access
from nianlun.apps.library.parting.spans import BITS
from nianlun.apps.library.queries.commitments import commitments_of
from nianlun.apps.library.queries.documents import compare, readable, readable_document, similar_to
from nianlun.apps.library.queries.figures import figures_of
from nianlun.apps.library.queries.parameters import integers, words
from nianlun.apps.library.queries.parts import KnownPart, part_of_document, parts_of
from nianlun.apps.people.models import Unit
from nianlun.kernel.errors import RefusedError

router = Router()
FILTERS = {"kind": "kind", "level": "level", "field": "field", "issuer": "issuer", "access": "access"}


@router.get("", response=shapes.Paged[shapes.DocumentShort], summary="List documents")
def list_documents(
    request: HttpRequest,
    page: int = 1,
    per_page: int = 50,
    year: int | None = None,
    plan_year: int | None = None,
    kind: str | None = None,
    level: str | None = None,
    field: str | None = None,
    issuer: str | None = None,
    unit: int | None = None,
    tag: str | None = None,
    access: str | None = None,
) -> Page:
    """Documents you may read, the latest first. Every filter may be given several times."""
    del year, plan_year, kind, level, field, issuer, unit, tag, access
    asked = parameters(request)
    rows = readable(request.auth).select_related("unit", "source").defer("text").order_by("-added_at", "-pk")
    for name in ("year", "plan_year", "unit"):
        if values := integers(asked, name):
            rows = rows.filter(**{f"{name}__in": values})
    for name, column in FILTERS.items():
        if chosen := words(asked, name):
            rows = rows.filter(**{f"{column}__in": chosen})
    if tags := words(asked, "tag"):
        rows = rows.filter(tags__name__in=tags).distinct()
    return paged(rows, page, per_page, document_in_short)


@router.get("/{int:document_id}", response=shapes.DocumentFull, summary="One document with all its parts")
def one_document(request: HttpRequest, document_id: int) -> dict[str, Any]:
    """Text, outline, figures, commitments; offsets count in `text`, code points, end exclusive."""
    user = request.auth
    return document_in_full(user, readable_document(user, document_id))


@router.get("/{int:document_id}/text", response=dict[str, str], summary="Only the text")
def text(request: HttpRequest, document_id: int) -> dict[str, str]:
    """The exact characters of the source; █ for each one of a part that is closed to you."""
    return {"text": readable_document(request.auth, document_id).text}


@router.get("/{int:document_id}/outline", response=list[shapes.Heading], summary="Only the outline")
def outline(request: HttpRequest, document_id: int) -> list[dict[str, Any]]:
    """The headings in order."""
    return outline_of(readable_document(request.auth, document_id))


@router.get("/{int:document_id}/figures", response=list[shapes.FigureShape], summary="Only the figures")
def figures(request: HttpRequest, document_id: int) -> list[dict[str, Any]]:
    """The figures in order of the text."""
    user = request.auth
    return [figure_in_short(figure) for figure in figures_of(user, readable_document(user, document_id))]


@router.get(
    "/{int:document_id}/commitments", response=list[shapes.CommitmentShape], summary="Only the commitments"
)
def commitments(request: HttpRequest, document_id: int) -> list[dict[str, Any]]:
    """The commitments in order of the text."""
    user = request.auth
    document = readable_document(user, document_id)
    return [commitment_in_short(commitment) for commitment in commitments_of(user, document)]


@router.get("/{int:document_id}/similar", response=list[shapes.SimilarShape], summary="Near-duplicates")
def similar(request: HttpRequest, document_id: int) -> list[dict[str, Any]]:
    """Near-duplicates you may read, the most alike first."""
    user = request.auth
    return [
        {
            "document": document_in_short(each.document),
            "similarity": each.similarity,
            "containment": each.containment,
            "leaks": each.leaks,
        }
        for each in similar_to(user, readable_document(user, document_id))
    ]


@router.get(
    "/{int:document_id}/differences/{int:other_id}",
    response=list[shapes.DifferenceShape],
    summary="Differences from another document",
)
def differences(request: HttpRequest, document_id: int, other_id: int) -> list[dict[str, Any]]:
    """Aligned differences; `leak` where one tells what the other masks."""
    found = compare(request.auth, document_id, other_id)
    return [asdict(each) for each in found.differences]


@router.get("/{int:document_id}/source", response={200: bytes}, summary="The file it came in")
def source(request: HttpRequest, document_id: int) -> FileResponse:
    """The file as it was delivered; only where you may read every document in it, and every part of each."""
    user = request.auth
    document = readable_document(user, document_id)
    content = take_source(document=document, by=user, at=timezone.now())
    return FileResponse(content, as_attachment=True, filename=document.source.name.rsplit("/", 1)[-1])


@router.put("/{int:document_id}/tags", response=list[str], summary="Set the tags")
def put_tags(request: HttpRequest, document_id: int, body: shapes.TagsRequest) -> list[str]:
    """Give the document exactly these tags."""
    tags = set_tags(document_id=document_id, names=body.names, by=request.auth, at=timezone.now())
    return [tag.name for tag in tags]


@router.put("/{int:document_id}/access", response=shapes.DocumentShort, summary="Set who may read it")
def put_access(request: HttpRequest, document_id: int, body: shapes.AccessRequest) -> dict[str, Any]:
    """Public, unit or private, and the unit it belongs to."""
    user = request.auth
    if body.access not in Access.values:
        raise RefusedError("library.request.invalid", where="access", reason=", ".join(Access.values))
    unit = Unit.objects.filter(pk=body.unit).first() if body.unit else None
    if body.unit and unit is None:
        raise RefusedError("library.request.invalid", where="unit", reason=str(body.unit))
    change_access(document_id=document_id, access=Access(body.access), unit=unit, by=user, at=timezone.now())
    return document_in_short(readable_document(user, document_id))


@router.get("/{int:document_id}/parts", response=list[shapes.PartShape], summary="Closed parts")
def list_parts(request: HttpRequest, document_id: int) -> list[dict[str, Any]]:
    """Parts in force and lifted; `words` and `reason` only where you may read the part."""
    user = request.auth
    return [_part(known) for known in parts_of(user, readable_document(user, document_id))]


@router.post("/{int:document_id}/parts", response={201: shapes.PartShape}, summary="Close a part")
def close(request: HttpRequest, document_id: int, body: shapes.PartRequest) -> Status[dict[str, Any]]:
    """To all but the unit, or but the owner; offsets count in `text`, end exclusive."""
    user = request.auth
    if body.access not in BITS:
        raise RefusedError("library.request.invalid", where="access", reason=", ".join(BITS))
    part = close_part(
        document_id=document_id, start=body.start, end=body.end, access=Access(body.access),
        reason=body.reason, by=user, at=timezone.now(),
    )  # fmt: skip
    return Status(201, _part(part_of_document(user, readable_document(user, document_id), part.pk)))


@router.delete(
    "/{int:document_id}/parts/{int:part_id}", response=shapes.PartShape, summary="Open a part again"
)
def lift(request: HttpRequest, document_id: int, part_id: int, reason: str) -> dict[str, Any]:
    """Only somebody who may read the part; the history keeps it with the reason."""
    user = request.auth
    known = part_of_document(user, readable_document(user, document_id), part_id)
    lift_part(part_id=known.part.pk, reason=reason, by=user, at=timezone.now())
    return _part(part_of_document(user, readable_document(user, document_id), part_id))


@router.post("/{int:document_id}/reread", response=shapes.DocumentFull, summary="Read it again")
def reread(request: HttpRequest, document_id: int) -> dict[str, Any]:
    """Read the text with the reader of this release; what people mended stays mended."""
    user = request.auth
    reread_document(document_id=document_id, by=user, at=timezone.now())
    return document_in_full(user, readable_document(user, document_id))


@router.delete("/{int:document_id}", response={204: None}, summary="Take it out of the library")
def delete(request: HttpRequest, document_id: int, reason: str) -> Status[None]:
    """The audit trail keeps what it was, and the reason."""
    remove_document(document_id=document_id, reason=reason, by=request.auth, at=timezone.now())
    return Status(204, None)


def _part(known: KnownPart) -> dict[str, Any]:
    part = known.part
    return {
        "id": part.pk,
        "start": part.start,
        "end": part.end,
        "access": part.access,
        "in_force": known.in_force,
        "is_open": known.is_open,
        "words": known.words,
        "reason": part.reason if known.is_open else "",
        "closed_at": part.closed_at,
        "closed_by": str(part.closed_by),
        "lifted_at": part.lifted_at,
    }
