"""The synthetic persons of the demonstration: nobody real, names that say so, dates that follow the plan's day."""

from __future__ import annotations

from django.db import transaction

from pacte.ground.declarations.demo import Plan, Size

from ..models import Person
from ..services.duplicates import propose_for
from ..services.indexing import index_all
from . import rules_in_force, stories
from .cast import Cast
from .crowd import Crowd

NUMBERS = {Size.DEMONSTRATION: 120, Size.FULL: 20_000}


def load(plan: Plan) -> None:
    """Add the persons, their files and what these hold. Loading again changes nothing."""
    cast = Cast.of(plan)
    if cast is None or Person.objects.exists():
        return
    with transaction.atomic():
        rules_in_force.adopt(plan)
        crowd = Crowd(plan, cast, NUMBERS[plan.size])
        crowd.build()
        stories.tell(plan, cast, crowd)
        index_all()
        for person in crowd.look_alikes:
            propose_for(person)
