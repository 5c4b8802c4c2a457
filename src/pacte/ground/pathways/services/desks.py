"""Desks that answer signals, kept by the pact's team: opened, changed, closed. A signal follows the desks there are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import SignalKind, SignalState
from ..models import Signal, TriageDesk
from ..permissions import require_scheme_keeping
from ..reads.desks import desk_for
from ..rules.signals import answer_by

LONGEST_DELAY = 90


def open_desk(
    actor: User, organisation: Organisation, kinds: Iterable[str], *, territory: Territory | None = None,
    answer_within: int, is_sample: bool = False,
) -> TriageDesk:  # fmt: skip
    """A service answers these kinds of signals on a territory; those that waited for a desk go to it.

    Raises Refused for whoever does not keep desks, BadInput for an unknown kind, a delay out of 1 to 90 days, or
    when another desk answers one of these kinds on the same territory.
    """
    require_scheme_keeping(actor)
    kept = _checked(kinds, answer_within)
    with transaction.atomic():
        desk = TriageDesk(
            organisation=organisation, territory=territory, kinds=kept, answer_within=answer_within,
            is_sample=is_sample,
        )  # fmt: skip
        _refuse_twice(desk)
        desk.save()
        _note(actor, "desk.open", desk)
        route_waiting(actor)
    return desk


def change_desk(actor: User, pk: int, kinds: Iterable[str], *, answer_within: int, is_sample: bool) -> TriageDesk:
    """What a desk answers, and within how many days; signals already there keep their date. Raises as `open_desk`."""
    require_scheme_keeping(actor)
    kept = _checked(kinds, answer_within)
    with transaction.atomic():
        desk = _locked(pk)
        desk.kinds, desk.answer_within, desk.is_sample = kept, answer_within, is_sample
        _refuse_twice(desk)
        desk.save(update_fields=["kinds", "answer_within", "is_sample"])
        _note(actor, "desk.change", desk)
        route_waiting(actor)
    return desk


def close_desk(actor: User, pk: int) -> TriageDesk:
    """The desk answers no more: what waits there goes to another one, or is said to be without a desk."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        desk = _locked(pk)
        desk.closed_on = timezone.localdate()
        desk.save(update_fields=["closed_on"])
        _note(actor, "desk.close", desk)
        Signal.objects.waiting().filter(desk=desk).update(desk=None, due_on=None)
        route_waiting(actor)
    return desk


def route(signal: Signal) -> Signal:
    """Give a signal that is not saved yet, or waits, its desk and the day by which that desk answers."""
    desk = desk_for(signal.kind, signal.territory)
    received = timezone.localdate(signal.received_at)
    signal.desk, signal.due_on = desk, answer_by(received, desk.answer_within) if desk else None
    return signal


def route_waiting(actor: User | None = None) -> int:
    """Send to a desk what waits without one; how many found theirs."""
    found = 0
    waiting = Signal.objects.filter(state=SignalState.WAITING, desk__isnull=True).select_for_update(of=("self",))
    for signal in waiting.select_related("territory"):
        if route(signal).desk is not None:
            signal.save(update_fields=["desk", "due_on"])
            record(actor, "signal.route", signal.target, detail={"desk": str(signal.desk_id)})
            found += 1
    return found


def _checked(kinds: Iterable[str], answer_within: int) -> list[str]:
    kept = [kind.value for kind in SignalKind if kind.value in set(kinds)]
    faults = []
    if not kept:
        faults.append(Fault("kinds", _("Aucun signal n’est choisi."), _("Cochez ceux auxquels ce guichet répond.")))
    if not 1 <= answer_within <= LONGEST_DELAY:
        words = _("Le délai va de 1 à %(most)d jours.") % {"most": LONGEST_DELAY}
        faults.append(Fault("answer_within", words))
    if faults:
        raise BadInput(*faults)
    return kept


def _refuse_twice(desk: TriageDesk) -> None:
    others = TriageDesk.objects.filter(closed_on__isnull=True, territory=desk.territory).exclude(pk=desk.pk)
    shared = sorted({kind for other in others for kind in other.kinds if kind in desk.kinds})
    if shared:
        names = ", ".join(str(SignalKind(kind).label) for kind in shared)
        raise BadInput(
            Fault(
                "kinds",
                _("Un autre guichet répond déjà sur ce territoire : %(names)s.") % {"names": names},
                _("Une alerte a un seul guichet. Retirez ces signaux de l’un des deux."),
            )
        )


def _locked(pk: int) -> TriageDesk:
    desk = TriageDesk.objects.select_for_update().filter(pk=pk, closed_on__isnull=True).first()
    if desk is None:
        raise Http404
    return desk


def _note(actor: User, act: str, desk: TriageDesk) -> None:
    home = Organisation.objects.only("slug").get(pk=desk.organisation_id)
    detail = {"kinds": desk.kinds, "days": desk.answer_within}
    record(actor, act, f"pathways.TriageDesk:{desk.pk}", organisation=home.slug, detail=detail)
