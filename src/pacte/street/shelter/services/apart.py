"""Keeping two persons from ever being on one site. Set and ended by who follows the first; the other never learns.

The journal says that it was done for the first person, and never who the other is.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.models import Person
from pacte.ground.people.reads import findable_by
from pacte.ground.people.services.opening import person_to_write

from ..models import KeptApart


def keep_apart(actor: User, key: UUID | str, other_key: UUID | str) -> KeptApart:
    """From now on the person of `key`, whom the actor follows, is never placed on a site with the other.

    The other must be findable by the actor. Saying it again changes nothing. Raises Refused for a role that follows
    nobody, Http404 for a person out of reach, BadInput for one person twice.
    """
    sight = person_to_write(actor, key)
    other = findable_by(actor).filter(key=other_key).first()
    if other is None:
        raise Http404
    if other.pk == sight.person.pk:
        raise BadInput(Fault("other", _("C’est la même personne."), _("Choisissez-en une autre.")))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=sight.person.pk)
        there = KeptApart.objects.filter(person=sight.person, other=other, ended_at__isnull=True).first()
        if there is not None:
            return there
        kept = KeptApart.objects.create(person=sight.person, other=other, set_by=actor)
        record(actor, "shelter.kept_apart", sight.person.target)
    return kept


def end(actor: User, key: UUID | str) -> KeptApart:
    """It holds no more. Only by who follows the person for whom it was set; Http404 for anyone else."""
    found = KeptApart.objects.filter(key=key, ended_at__isnull=True).select_related("person").first()
    if found is None:
        person_to_write(actor, key)  # refuses a role that follows nobody, as for a key that leads somewhere
        raise Http404
    sight = person_to_write(actor, found.person.key)
    with transaction.atomic():
        kept = KeptApart.objects.select_for_update().get(pk=found.pk)
        if kept.ended_at is None:
            kept.ended_at = timezone.now()
            kept.save(update_fields=["ended_at"])
            record(actor, "shelter.apart_ended", sight.person.target)
    return kept
