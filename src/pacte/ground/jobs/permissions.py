"""Who sees a job."""

from __future__ import annotations

from typing import Any

from pacte.ground.declarations.roles import has_role

from .models import Job


def oversees_jobs(user: Any) -> bool:
    """The platform's administration mends what failed, so it sees every job. A job shows no personal data."""
    return has_role(user, "platform_admin")


def may_see(user: Any, job: Job) -> bool:
    """A job is seen by the user who asked for it, and by the platform's administration."""
    return bool(user.is_authenticated) and (job.owner_id == user.pk or oversees_jobs(user))
