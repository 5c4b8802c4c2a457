"""Progress of background work: one job, and the list where it is found again."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from . import permissions, reads, services


@require_safe
@login_required
def job(request: HttpRequest, key: UUID) -> HttpResponse:
    """One job. The fragment that polling swaps in is the same as the one of the full page."""
    found = reads.one(request.user, key)
    template = "jobs/_progress.html" if request.headers.get("HX-Target") == "job-progress" else "jobs/job.html"
    return render(request, template, {"job": found})


@require_safe
@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    page = Paginator(reads.visible_to(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page, "oversees": permissions.oversees_jobs(request.user)})


@require_POST
@login_required
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    services.again(request.user, reads.one(request.user, key))
    return redirect("jobs:job", key=key)
