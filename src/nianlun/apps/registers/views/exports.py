"""What is seen, as a file; each goes into the audit trail."""

from __future__ import annotations

import json
from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nianlun.apps.people.views.listing import file_response
from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.actions.exports import record_export
from nianlun.apps.registers.exporting.plain import export_plain
from nianlun.apps.registers.exporting.sheets import export_csv, export_xlsx
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.views.asking import as_of_text, request_of_address
from nianlun.apps.registers.views.common import language, ledger_named, today
from nianlun.kernel.errors import RefusedError

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@require_safe
@missing_is_404
def export(request: HttpRequest, key: str, extension: str) -> HttpResponse:
    """The table the address asks for, all of its pages."""
    if extension not in TYPES:
        raise Http404
    ledger = ledger_named(request, key)
    try:
        asked = request_of_address(request.GET, ledger)
        content = written(request, ledger.register, asked, extension)
    except RefusedError as error:
        if error.slug.endswith(".missing"):
            raise
        messages.error(request, words(error))
        return redirect(f"{reverse('registers:table', args=[key])}?{request.META.get('QUERY_STRING', '')}")
    record_export(register=ledger.register, form=extension, by=request.user, at=timezone.now())
    day = as_of_text(asked)[:10] or f"{today():%Y-%m-%d}"
    return file_response(content, f"{ledger.register} {day}.{extension}", TYPES[extension])


def written(request: HttpRequest, register: Register, asked: TableRequest, extension: str) -> bytes:
    """The bytes of the file."""
    match extension:
        case "xlsx":
            target = BytesIO()
            export_xlsx(request.user, register, asked, target, language=language(), today=today())
            return target.getvalue()
        case "csv":
            lines = export_csv(request.user, register, asked, language=language(), today=today())
            return "".join(lines).encode()
        case _:
            rows = list(export_plain(request.user, register, asked, today=today()))
            return json.dumps(rows, ensure_ascii=False, indent=1, default=str).encode()
