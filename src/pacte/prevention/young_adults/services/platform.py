"""The platform: what a worker can carry, workshops and who came, leaving by class."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.services import recording
from pacte.ground.pathways.services.opening import case_to_write
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.permissions.colleagues import is_colleague

from ..models import PlatformCapacity, Workshop, WorkshopAttendance
from ..permissions import require_following_young, require_leading_in
from ..reads.platform import SCHEME, attending, workshops_of
from ..rules import platform_exits

MOST_PLACES = 200


def say_capacity(actor: User, organisation: Organisation, worker: User, places: int) -> PlatformCapacity:
    """How many young people this worker can follow well at once. Raises Refused, or BadInput for a stranger."""
    require_leading_in(actor, organisation)
    if not is_colleague(worker, organisation):
        raise BadInput(Fault("worker", _("Cette personne ne suit personne dans cette organisation.")))
    if not 0 <= places <= MOST_PLACES:
        raise BadInput(Fault("places", _("Entre 0 et %(most)s places.") % {"most": MOST_PLACES}))
    with transaction.atomic():
        kept = PlatformCapacity.objects.update_or_create(
            organisation=organisation, user=worker, defaults={"places": places, "changed_at": timezone.now()}
        )[0]
        target = f"young_adults.PlatformCapacity:{kept.pk}"
        record(actor, "platform.capacity", target, organisation=organisation.slug, detail={"places": places})
    return kept


def hold_workshop(actor: User, *, organisation: Organisation, kind: str, on: date) -> Workshop:
    """A workshop, on the actor's own territory. Raises Http404 for an organisation that is not theirs."""
    require_following_young(actor)
    held = next((each for each in following_memberships(actor) if each.organisation_id == organisation.pk), None)
    if held is None:
        raise Http404
    with transaction.atomic():
        made = Workshop.objects.create(organisation=organisation, territory_id=held.territory_id, kind=kind, on=on)
        _journal(actor, "platform.workshop", made)
    return made


def note_attendance(actor: User, key: UUID, came: Iterable[str]) -> int:
    """Who came, by case: each new presence is written in the case. Returns how many were added.

    A presence that was noted stays: what was wrong is corrected in the case. Raises Http404 out of reach.
    """
    require_following_young(actor)
    workshop = workshops_of(actor).filter(key=key).first()
    if workshop is None:
        raise Http404
    if workshop.on > timezone.localdate():
        raise BadInput(Fault("", _("L’atelier n’a pas encore eu lieu."), _("Notez qui est venu après l’atelier.")))
    wanted, added = {str(each) for each in came}, 0
    with transaction.atomic():
        Workshop.objects.select_for_update().get(pk=workshop.pk)
        for line, was_there in attending(actor, workshop, workshop.on):
            if was_there or str(line.case.key) not in wanted:
                continue
            WorkshopAttendance.objects.create(workshop=workshop, case=line.case)
            recording.happened(actor, line.case.key, "workshop_attended", workshop.on)
            added += 1
        _journal(actor, "platform.attendance", workshop)
    return added


def leave_platform(actor: User, key: UUID, *, outcome: str, on: date) -> None:
    """A young person leaves, by class. Raises BadInput for a class that does not exist on that day, Http404."""
    seen = case_to_write(actor, key)
    if seen.case.scheme.key != SCHEME:
        raise Http404
    if on > timezone.localdate():
        raise BadInput(Fault("on", _("Ce jour n’est pas encore venu.")))
    if not platform_exits([outcome], on):
        what = _("La Garantie jeunes a pris fin le 1er mars 2022 : le contrat d’engagement jeune commence ce jour-là.")
        raise BadInput(Fault("outcome", what, _("Choisissez l’autre, ou vérifiez le jour.")))
    recording.close(actor, seen.case.key, outcome, on)


def _journal(actor: User, verb: str, workshop: Workshop) -> None:
    record(actor, verb, f"young_adults.Workshop:{workshop.key}", organisation=workshop.organisation.slug)
