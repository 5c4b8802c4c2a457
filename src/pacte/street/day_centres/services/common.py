"""What the verbs share: a person whom one sees, the journal's line, the city's delays."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File, Person
from pacte.ground.people.reads import visible_to
from pacte.ground.people.services.contact import note_contact

from .. import permissions
from ..models import CentrePolicy
from ..rules.delays import out_of_bounds


def seen_person(actor: User, key: UUID | str) -> Person:
    """A person whom the actor may know of; anyone else does not exist for them."""
    permissions.require_accompanying(actor)
    person = visible_to(actor).filter(key=key).first()
    if person is None:
        raise Http404
    return person


def note(actor: User | None, action: str, target: str, place: Place, **detail: Any) -> None:
    """One line of the journal, in codes: the place by its key, never a name."""
    slug = place.organisation.slug if place.organisation else ""
    record(actor, action, target, organisation=slug, detail={"place": str(place.key), **detail})


def was_met(person: Person | None, organisation: Organisation | None) -> None:
    """The person came: their file with this organisation has news, which starts the clock of retention again."""
    if person is None or organisation is None:
        return
    file = File.objects.open().filter(person=person, organisation=organisation, archived_at__isnull=True).first()
    if file is not None:
        note_contact(file, timezone.now())


def change_delays(actor: User, values: dict[str, int]) -> CentrePolicy:
    """Set the city's delays; terms that run keep the dates they have.

    Raises Refused unless the actor is of the pact's team, BadInput naming each delay that cannot be kept.
    """
    if not permissions.keeps_delays(actor):
        raise Refused(_("Les délais de la ville sont fixés par l’équipe du Pacte. Demandez-le-lui."))
    if wrong := out_of_bounds(values):
        raise BadInput(
            *(Fault(name, _("Ce délai est hors des bornes."), _("Voyez l’aide du champ.")) for name in wrong)
        )
    policy = CentrePolicy.current()
    changed = {name: value for name, value in values.items() if getattr(policy, name) != value}
    for name, value in changed.items():
        setattr(policy, name, value)
    policy.save()
    record(actor, "centre.delays", f"day_centres.CentrePolicy:{policy.pk}", detail=changed)
    return policy
