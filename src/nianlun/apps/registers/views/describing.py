"""The reference page of a register, and the course of its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from nianlun.apps.people.models import Role
from nianlun.apps.people.views.listing import file_response
from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.apps.registers.definitions.installed import pack_of_registers
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Register, RegisterVersion
from nianlun.apps.registers.views.common import frame, language, ledger_named
from nianlun.define.describe import register_page
from nianlun.define.export import export_pack
from nianlun.define.plan import plan_registers
from nianlun.kernel.errors import RefusedError

_CODE = re.compile(r"`([^`]+)`")
_SEPARATOR = re.compile(r"^\|(-+\|)+$")


@require_safe
@missing_is_404
def definition(request: HttpRequest, key: str) -> HttpResponse:
    """What a register asks, as it does now or did in an earlier version, and what changed between versions."""
    ledger = ledger_named(request, key)
    versions = list(
        RegisterVersion.objects.filter(register=ledger.register)
        .exclude(status=RegisterVersion.Status.DRAFT)
        .select_related("published_by")
        .order_by("-number")
    )
    chosen = version_chosen(request, versions)
    before = next((each for each in versions if each.number < chosen.number), None)
    changes = plan_registers(definition_of(before), definition_of(chosen)).changes if before else ()
    shown = {
        **frame(ledger, "definition"),
        "versions": versions,
        "chosen": chosen,
        "page": as_html(register_page(definition_of(chosen), language())),
        "changes": changes,
        "before": before,
        "builds": ledger.register.source == Register.Source.BROWSER
        and ledger.register.maintainer_id in ledger.standing.reach(Role.ADMINISTER),
    }
    return render(request, "registers/definition.html", shown)


def version_chosen(request: HttpRequest, versions: list[RegisterVersion]) -> RegisterVersion:
    """The version asked for, or the one in force.

    Raises:
        RefusedError: `registers.definition.missing`.
    """
    asked = request.GET.get("version", "")
    if not asked:
        return next(each for each in versions if each.status == RegisterVersion.Status.PUBLISHED)
    for each in versions:
        if str(each.number) == asked:
            return each
    raise RefusedError("registers.definition.missing", version=asked)


@require_safe
@missing_is_404
def pack(request: HttpRequest, key: str) -> HttpResponse:
    """The register as a pack file, to be loaded elsewhere."""
    ledger = ledger_named(request, key)
    contents = pack_of_registers([ledger.register], key=key, label=ledger.register.label)
    return file_response(export_pack(contents).encode(), f"{key}.yaml", "application/yaml")


def as_html(markdown: str) -> SafeString:
    """The headings, tables and lists that the reference pages are written with; everything in them is escaped."""
    return mark_safe("\n".join(_blocks(markdown.splitlines())))  # noqa: S308 - every piece goes through `escape`


def _blocks(lines: list[str]) -> Iterator[str]:
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.startswith("#"):
            depth = len(line) - len(line.lstrip("#"))
            if depth > 1:
                yield f"<h{depth}>{_inline(line.lstrip('# '))}</h{depth}>"
            place += 1
        elif line.startswith(("|", "- ")):
            end = place
            while end < len(lines) and lines[end].startswith(line[0]):
                end += 1
            yield _table(lines[place:end]) if line[0] == "|" else _bullets(lines[place:end])
            place = end
        else:
            if line.strip():
                yield f"<p>{_inline(line)}</p>"
            place += 1


def _table(lines: list[str]) -> str:
    rows = [_cells(line) for line in lines if not _SEPARATOR.match(line)]
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f'<div class="table-responsive"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\x00", "|") for cell in line.strip("|").replace("\\|", "\x00").split("|")]


def _bullets(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"


def _inline(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text))
