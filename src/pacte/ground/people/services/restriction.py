"""Hiding a person from everyone but those who follow them, at once and everywhere; and lifting it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.messages.services import set_contact_rule

from ..enums import ExceptionalKind, PairState, RestrictionReason, SharingEnd, WorkerEnd
from ..models import ExceptionalAccess, FileWorker, Pair, Person, Restriction, Sharing
from .opening import person_to_write
from .sharing import end


def restrict(actor: User, key: UUID | str, reason: str) -> Restriction:
    """Put a person out of sight: only those who follow them now still see them, and whom they choose from now on.

    Every sharing in force ends, previous workers stop reading, accesses in urgency end, proposals of duplicates are
    withdrawn, messages become discreet. Raises BadInput when it is so already or the reason is not of the list,
    Http404 for a person whom the actor does not follow.
    """
    sight = person_to_write(actor, key)
    return hide(actor, sight.person, reason)


def hide(actor: User, person: Person, reason: str, **detail: str) -> Restriction:
    """The same for a person already in hand; the caller has checked the right. `detail` is added to the journal."""
    if reason not in RestrictionReason.values:
        raise BadInput(Fault("reason", _("Cette raison n’existe pas."), _("Choisissez dans la liste.")))
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.is_restricted:
            raise BadInput(Fault("", _("Cette personne est déjà mise à l’abri.")))
        now = timezone.now()
        restriction = Restriction.objects.create(person=person, reason=reason, since=now, set_by=actor)
        Person.objects.filter(pk=person.pk).update(restricted_since=now)
        ended = _close_ways(actor, person)
        set_contact_rule(person.recipient_key, discreet=True)
        record(actor, "person.restrict", person.target, detail={"reason": reason, **ended, **detail})
    return restriction


def _close_ways(actor: User, person: Person) -> dict[str, int]:
    """End what let others see the person; how many of each."""
    now = timezone.now()
    of_person = {"file__person": person}
    sharings = list(Sharing.objects.filter(ended_at__isnull=True, **of_person))
    previous = FileWorker.objects.filter(**of_person).just_handed_over(now)
    urgent = ExceptionalAccess.objects.in_force(now).filter(person=person, kind=ExceptionalKind.BREAK_GLASS)
    pairs = Pair.objects.filter(first=person) | Pair.objects.filter(second=person)
    proposed = pairs.filter(state=PairState.PROPOSED)
    withdrawn = proposed.count()
    proposed.delete()
    for sharing in sharings:
        end(sharing, SharingEnd.RESTRICTED, actor)
    return {
        "sharings": len(sharings),
        "previous_workers": previous.update(end=WorkerEnd.RESTRICTION),
        "urgent_accesses": urgent.update(until=now),
        "pairs": withdrawn,
    }


def lift(actor: User, key: UUID | str) -> Restriction:
    """The person is seen again by their teams. What ended when they were hidden stays ended.

    Only those who follow the person lift it. Raises BadInput when the person is not hidden, Http404 otherwise.
    """
    sight = person_to_write(actor, key)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=sight.person.pk)
        restriction = Restriction.objects.filter(person=person, lifted_at__isnull=True).first()
        if restriction is None:
            raise BadInput(Fault("", _("Cette personne n’est pas mise à l’abri.")))
        restriction.lifted_at, restriction.lifted_by = timezone.now(), actor
        restriction.save(update_fields=["lifted_at", "lifted_by"])
        Person.objects.filter(pk=person.pk).update(restricted_since=None)
        record(actor, "person.lift", person.target, detail={"reason": restriction.reason})
    return restriction
