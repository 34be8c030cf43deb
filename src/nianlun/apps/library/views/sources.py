"""The file as it came in."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from nianlun.apps.library.actions.downloads import take_source
from nianlun.apps.library.queries.documents import readable_document
from nianlun.apps.people.views.listing import attachment
from nianlun.apps.people.views.refusals import missing_is_404

CONTENT_TYPES = {
    "txt": "text/plain",
    "html": "text/plain",  # never shown as a page of this site
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@missing_is_404
def original(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """The untouched bytes, for those who may read all that the file holds."""
    document = readable_document(request.user, document_id)
    try:
        content = take_source(document=document, by=request.user, at=timezone.now())
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content, content_type=CONTENT_TYPES.get(document.source.format, "application/octet-stream")
    )
    response["Content-Disposition"] = attachment(document.source.name.rsplit("/", 1)[-1])
    return response
