"""What every list does: pages, order, and leaving as a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse

from nianlun.compose.sheet import Sheet, as_csv, as_xlsx

Row = TypeVar("Row", bound=Model)
PER_PAGE = 50
SHEET_TYPES = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
NOT_PLAIN = re.compile(r"[^A-Za-z0-9._()-]+")
MOST_ROWS = 50_000
"""Most rows of one export; beyond it a person should narrow the list."""


def parameters(request: HttpRequest) -> dict[str, list[str]]:
    """The query string, name to list of values."""
    return {name: [str(value) for value in values] for name, values in request.GET.lists()}


def paged(
    request: HttpRequest, items: QuerySet[Any] | Sequence[Any], *, per_page: int = PER_PAGE
) -> Page[Any]:
    """The page asked for."""
    return Paginator(items, per_page).get_page(request.GET.get("page"))


def ordered(
    request: HttpRequest, items: QuerySet[Row], columns: Mapping[str, Sequence[str]], default: str
) -> tuple[QuerySet[Row], str]:
    """The items in the order asked for, empty values last, and that order as `key` or `-key`."""
    asked = request.GET.get("sort", "")
    if asked.removeprefix("-") not in columns:
        asked = default
    is_down = asked.startswith("-")
    fields = columns[asked.removeprefix("-")]
    order = [F(field).desc(nulls_last=True) if is_down else F(field).asc(nulls_last=True) for field in fields]
    return items.order_by(*order, "pk"), asked


def sheet_response(sheet: Sheet, extension: str) -> HttpResponse:
    """The table as a file to keep."""
    content_type, write = SHEET_TYPES[extension]
    return file_response(write(sheet), f"{sheet.title}.{extension}", content_type)


def file_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Bytes to keep under a name, also a Chinese one."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = attachment(name)
    return response


def attachment(name: str) -> str:
    """The header that makes a browser keep a file under this name."""
    name = safe_name(name)
    return f"attachment; filename=\"{_in_ascii(name)}\"; filename*=UTF-8''{quote(name)}"


def _in_ascii(name: str) -> str:
    """The name for programs that know no other signs; one that had none of them is `nianlun`."""
    stem, dot, extension = name.rpartition(".")
    if not dot or NOT_PLAIN.search(extension):
        stem, dot, extension = name, "", ""
    words = NOT_PLAIN.sub("-", stem).strip("-.")
    return f"{words or 'nianlun'}{dot}{extension}"


def safe_name(name: str) -> str:
    """A name every file system takes, at most 120 characters."""
    kept = "".join("_" if sign in '\\/:*?"<>|\r\n\t' else sign for sign in name).strip(" .") or "document"
    stem, dot, extension = kept.rpartition(".")
    return f"{stem[:110]}{dot}{extension[:9]}" if dot and len(extension) < 10 else kept[:120]
