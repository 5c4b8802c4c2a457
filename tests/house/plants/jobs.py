"""Each user's own failed job, and a stranger's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pacte.ground.accounts.models import User
from pacte.ground.declarations.access import Placement
from pacte.ground.jobs.enums import JobState
from pacte.ground.jobs.models import Job
from tests.house.city import City


def plant(city: City) -> None:
    def failed(owner: User) -> UUID:
        return Job.objects.create(
            dotted="tests.house.plants.jobs.nothing", owner=owner, label="Un travail d’essai", state=JobState.FAILED
        ).key

    keys = {user.pk: failed(user) for user in city.users.values()}
    foreign = failed(city.stranger)

    def own(user: Any) -> UUID:
        return keys.get(getattr(user, "pk", None), foreign)

    for route in ("jobs:job", "jobs:again"):
        city.offer(route, Placement.OWN, key=own)
        city.offer(route, Placement.OTHER_ORGANISATION, key=foreign)
        city.offer(route, Placement.OTHER_TERRITORY, key=foreign)


def nothing(job: Job) -> None:
    """The job that the planted rows name."""
