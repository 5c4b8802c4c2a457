"""Jobs as their readers see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from . import permissions
from .models import Job, JobQuerySet


def visible_to(user: Any) -> JobQuerySet:
    """One's own jobs; all of them for the platform's administration; none for nobody."""
    if not user.is_authenticated:
        return Job.objects.none()
    return Job.objects.all() if permissions.oversees_jobs(user) else Job.objects.filter(owner=user)


def one(user: Any, key: UUID) -> Job:
    """The job of this key, or 404 when it is not the user's to see."""
    job = Job.objects.filter(key=key).first()
    if job is None or not permissions.may_see(user, job):
        raise Http404
    return job
