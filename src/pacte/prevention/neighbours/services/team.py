"""What the team does with a signal: give it to one of its own, take it, go and meet, understand, propose, close.

Each act on somebody is written in their case; nothing here writes to the landlord, who reads a status and a date.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Membership
from pacte.ground.pathways.services import cases, recording
from pacte.ground.people.enums import Purpose
from pacte.ground.people.models import File
from pacte.ground.people.services.creation import create_person
from pacte.ground.people.services.opening import file_to_write

from ..enums import TeamContactKind, TroubleState
from ..models import NeighbourSignal, TeamContact, TeamEvaluation
from ..permissions import TEAM_ROLES, require_team
from ..reads.health import opens_health
from ..reads.signals import of_team

SCHEME = "neighbours"


def assign(actor: User, key: UUID, to: User) -> NeighbourSignal:
    """Somebody of the team is in charge of this signal. Raises BadInput for whoever is not of the team."""
    require_team(actor)
    with transaction.atomic():
        signal = _locked(actor, key)
        _require_going_on(signal)
        of_it = Membership.objects.current(timezone.localdate()).filter(
            user=to, organisation=signal.team, role__in=TEAM_ROLES
        )
        if not of_it.exists():
            raise BadInput(Fault("to", _("Cette personne n’est pas de l’équipe."), _("Choisissez dans la liste.")))
        signal.assigned_to = to
        signal.save(update_fields=["assigned_to"])
        _journal(actor, "neighbours.assign", signal)
    return signal


def take(
    actor: User, key: UUID, *, file: File | None = None, given_name: str = "", family_name: str = ""
) -> NeighbourSignal:
    """Take the signal in charge: a case begins, in a file of the team's own, made here unless one is named.

    Raises BadInput when it is already taken, Http404 for a file that is not the actor's to write in.
    """
    require_team(actor)
    with transaction.atomic():
        signal = _locked(actor, key)
        if signal.state != TroubleState.RECEIVED:
            raise BadInput(Fault("", _("Ce signalement est déjà pris en charge ou clos.")))
        if file is None:
            file = create_person(
                actor, signal.team, purpose=Purpose.HEALTH, territory=signal.territory,
                given_name=given_name.strip(), family_name=family_name.strip(),
            )  # fmt: skip
        _sight, seen = file_to_write(actor, file.key)
        if seen.file.organisation_id != signal.team_id:
            raise Http404
        assert signal.received_on is not None
        case = cases.start(actor, file.key, SCHEME, "signal_received", signal.received_on)
        if signal.told_on:
            recording.happened(actor, case.key, "tenant_informed", signal.told_on)
        signal.file, signal.case = file, case
        signal.state, signal.taken_on = TroubleState.TAKEN, timezone.localdate()
        signal.assigned_to = signal.assigned_to or actor
        signal.save(update_fields=["file", "case", "state", "taken_on", "assigned_to"])
        _journal(actor, "neighbours.take", signal)
    return signal


def note_contact(
    actor: User, key: UUID, *, on: date, kind: str, professions: list[str], outcome: str, words: str = ""
) -> TeamContact:
    """An attempt or a visit, written in the case too. Its words are kept only if the actor reads health data."""
    require_team(actor)
    with transaction.atomic():
        signal, health = _followed(actor, key)
        _require_day(on)
        made = TeamContact.objects.create(
            signal=signal, on=on, kind=kind, professions=professions, outcome=outcome, noted_by=actor,
            sealed_words=seal(words.strip()) if words.strip() and health else "",
        )  # fmt: skip
        assert signal.case is not None
        step = "visit_made" if kind == TeamContactKind.VISIT else "contact_tried"
        recording.happened(actor, signal.case.key, step, on)
        _journal(actor, "neighbours.contact", signal, kind=kind, outcome=outcome)
    return made


def evaluate(actor: User, key: UUID, *, on: date, decision: str, words: str = "") -> TeamEvaluation:
    """What was understood and what is proposed. The case is told that it was done, never what it says."""
    require_team(actor)
    with transaction.atomic():
        signal, health = _followed(actor, key)
        _require_day(on)
        made = TeamEvaluation.objects.create(
            signal=signal, on=on, decision=decision, noted_by=actor,
            sealed_health=seal(words.strip()) if words.strip() and health else "",
        )  # fmt: skip
        assert signal.case is not None
        recording.happened(actor, signal.case.key, "evaluation_done", on)
        recording.happened(actor, signal.case.key, "proposal_made", on)
        _journal(actor, "neighbours.evaluate", signal)
    return made


def close(actor: User, key: UUID, *, outcome: str, on: date) -> NeighbourSignal:
    """The follow-up ends; the landlord reads "closed" and the day. Raises BadInput for a day to come."""
    require_team(actor)
    with transaction.atomic():
        signal, _health = _followed(actor, key)
        _require_day(on)
        assert signal.case is not None
        recording.close(actor, signal.case.key, outcome, on)
        signal.refresh_from_db()
        _journal(actor, "neighbours.close", signal, outcome=outcome)
    return signal


def follow_case(signal: NeighbourSignal, closed_on: date | None) -> None:
    """The signal ends and resumes with its case, wherever that was written."""
    if signal.closed_on == closed_on:
        return
    signal.closed_on = closed_on
    signal.state = TroubleState.CLOSED if closed_on else TroubleState.TAKEN
    signal.save(update_fields=["closed_on", "state"])


def _locked(actor: User, key: UUID) -> NeighbourSignal:
    found = of_team(actor).filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return NeighbourSignal.objects.select_for_update(of=("self",)).select_related(
        "landlord", "team", "territory", "file", "case"
    ).get(pk=found)  # fmt: skip


def _followed(actor: User, key: UUID) -> tuple[NeighbourSignal, bool]:
    """A signal taken in charge, in whose file the actor writes; and whether they read health data there."""
    signal = _locked(actor, key)
    if signal.file is None or signal.case is None:
        raise BadInput(Fault("", _("Personne ne suit encore ce signalement."), _("Prenez-le d’abord en charge.")))
    _sight, seen = file_to_write(actor, signal.file.key)
    _require_going_on(signal)
    return signal, opens_health(seen)


def _require_going_on(signal: NeighbourSignal) -> None:
    if signal.state == TroubleState.CLOSED:
        raise BadInput(Fault("", _("Ce signalement est clos."), _("Rouvrez son parcours pour continuer.")))


def _require_day(on: date) -> None:
    if on > timezone.localdate():
        raise BadInput(
            Fault("on", _("Ce jour n’est pas encore venu."), _("Ce qui est à venir se prévoit au parcours."))
        )


def _journal(actor: User, verb: str, signal: NeighbourSignal, **codes: str) -> None:
    """What was done, in codes: the team's proposal is not among them."""
    detail = {"state": str(signal.state), **{name: str(code) for name, code in codes.items()}}
    record(actor, verb, signal.target, organisation=signal.team.slug, detail=detail)
