"""Serves attachments: always as a download, never rendered, never cached."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from . import rules, services
from .models import Attachment


@require_safe
@login_required
def download(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A file, for those whom its owner names."""
    attachment = services.read(request.user, key)
    return _serve(attachment, attachment.name)


@require_safe
def published(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A file that its owner has published. The name given by who attached it stays inside."""
    attachment = services.read_published(key)
    return _serve(attachment, f"pacte-{attachment.key.hex[:8]}.{rules.ACCEPTED[attachment.content_type]}")


def _serve(attachment: Attachment, name: str) -> HttpResponseBase:
    response = FileResponse(
        attachment.file.open("rb"), as_attachment=True, filename=name, content_type=attachment.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
