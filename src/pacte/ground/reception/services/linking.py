"""Linking an arrival to a person's file, when the worker recognises somebody whom they may already know of."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.permissions import require_following
from pacte.ground.people.reads import visible_to

from ..models import Arrival
from .common import locked_arrival, note


def link_person(actor: User, key: UUID | str, person_key: UUID | str) -> Arrival:
    """Link an arrival to a person whom the actor sees; anyone else does not exist for them.

    The link is optional, and can be taken off. Raises Refused for a role that follows nobody.
    """
    require_following(actor)
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        person = visible_to(actor).filter(key=person_key).first()
        if person is None:
            raise Http404
        if arrival.emptied_at is not None:
            raise BadInput(Fault("", _("Cette visite est trop ancienne pour être rattachée.")))
        arrival.person = person
        arrival.save(update_fields=["person"])
        note(actor, "arrival.link", arrival, person=str(person.key))
    return arrival


def unlink(actor: User, key: UUID | str) -> Arrival:
    """Take the link off: the arrival is anonymous again. Only whoever may know of the person can."""
    require_following(actor)
    with transaction.atomic():
        arrival = locked_arrival(actor, key)
        if arrival.person_id is None or not visible_to(actor).filter(pk=arrival.person_id).exists():
            raise Http404
        note(actor, "arrival.unlink", arrival, person=str(arrival.person.key) if arrival.person else "")
        arrival.person = None
        arrival.save(update_fields=["person"])
    return arrival
