"""A landlord's sheet: written, completed once the tenant is informed, handed to the team as soon as it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.reads import organisations_of
from pacte.ground.territory.models import Territory

from ..enums import TroubleState, WeakSign
from ..models import NeighbourSignal
from ..permissions import LANDLORD_ROLES, require_sheets
from ..reads.signals import of_landlord, team_for
from ..rules import LONGEST_WORDS, hold


@dataclass(frozen=True)
class Information:
    """What the tenant knows: told when, how, by whom; what they answered; a danger that does not let one wait."""

    told_on: date | None = None
    told_how: str = ""
    told_by: str = ""
    consent: str = ""
    consent_on: date | None = None
    danger: str = ""
    danger_words: str = ""


@dataclass(frozen=True)
class Seen:
    """What a landlord's team saw, of whom, where."""

    territory: Territory
    tenant: str
    contact: str
    signs: list[str]
    facts: str
    seen_from: date
    seen_until: date
    reference: str = ""
    information: Information = field(default_factory=Information)


def write(actor: User, seen: Seen, landlord: Organisation | None = None) -> NeighbourSignal:
    """Keep a sheet; it goes to the team at once when the tenant was informed and asked, and waits otherwise.

    Raises Refused unless the actor writes for a landlord, BadInput with every fault of the sheet.
    """
    require_sheets(actor)
    home = _landlord(actor, landlord)
    today = timezone.localdate()
    coverage = team_for(seen.territory, today)
    faults = [*_seen_faults(seen, today), *_information_faults(seen.information, today)]
    if coverage is None:
        faults.append(
            Fault("territory", _("Aucune équipe ne couvre cet arrondissement."), _("Adressez-vous au service social."))
        )
    if faults:
        raise BadInput(*faults)
    assert coverage is not None
    with transaction.atomic():
        signal = NeighbourSignal.objects.create(
            number=_next_number(), landlord=home, written_by=actor, territory=seen.territory,
            reference=seen.reference.strip(), sealed_tenant=seal(seen.tenant.strip()),
            sealed_contact=seal(seen.contact.strip()), signs=sorted(set(seen.signs)),
            sealed_facts=seal(seen.facts.strip()), seen_from=seen.seen_from, seen_until=seen.seen_until,
            team=coverage.organisation,
        )  # fmt: skip
        _inform(signal, seen.information, today)
        _journal(actor, "neighbours.write", signal)
    return signal


def complete(actor: User, key: UUID, information: Information) -> NeighbourSignal:
    """Say how the tenant was informed and what they answered; the sheet goes to the team when nothing holds it.

    Raises Http404 for another landlord's sheet, BadInput once it is closed.
    """
    require_sheets(actor)
    today = timezone.localdate()
    if faults := _information_faults(information, today):
        raise BadInput(*faults)
    with transaction.atomic():
        found = of_landlord(actor).filter(key=key).values_list("pk", flat=True).first()
        if found is None:
            raise Http404
        signal = NeighbourSignal.objects.select_for_update().select_related("landlord", "team").get(pk=found)
        if signal.state == TroubleState.CLOSED:
            raise BadInput(Fault("", _("Ce signalement est clos."), _("Écrivez-en un autre si des faits reviennent.")))
        if signal.state != TroubleState.HELD and hold(information.told_on, information.consent, information.danger):
            _require_still_with_the_team(signal, information)
        _inform(signal, information, today)
        _journal(actor, "neighbours.complete", signal)
    return signal


def _require_still_with_the_team(signal: NeighbourSignal, information: Information) -> None:
    """What let the signal go to the team stays said: it cannot be unsaid, only added to."""
    if not signal.danger:
        raise BadInput(
            Fault(
                "consent",
                _("L’équipe a déjà reçu ce signalement."),
                _("Dites-lui ce changement : elle en tient compte."),
            )
        )


def _inform(signal: NeighbourSignal, information: Information, today: date) -> None:
    signal.told_on, signal.told_how = information.told_on, information.told_how if information.told_on else ""
    signal.told_by = information.told_by.strip() if information.told_on else ""
    signal.consent, signal.consent_on = information.consent, information.consent_on if information.consent else None
    if information.danger or signal.state == TroubleState.HELD:
        signal.danger = information.danger
        signal.sealed_danger = seal(information.danger_words.strip()) if information.danger else ""
    if signal.state == TroubleState.HELD and not hold(signal.told_on, signal.consent, signal.danger):
        signal.state, signal.received_on = TroubleState.RECEIVED, today
    signal.save()


def _landlord(actor: User, landlord: Organisation | None) -> Organisation:
    mine = organisations_of(actor, *LANDLORD_ROLES).order_by("name")
    found = mine.filter(pk=landlord.pk).first() if landlord else mine.first()
    if found is None:
        raise Http404
    return found


def _next_number() -> int:
    last: int | None = NeighbourSignal.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _seen_faults(seen: Seen, today: date) -> list[Fault]:
    faults = []
    if not seen.signs or not set(seen.signs) <= set(WeakSign.values):
        faults.append(Fault("signs", _("Cochez ce qui a été observé.")))
    if not seen.facts.strip():
        faults.append(Fault("facts", _("Dites les faits : ce qui a été vu ou entendu, et quand.")))
    if len(seen.facts) > LONGEST_WORDS:
        faults.append(Fault("facts", _("C’est trop long."), _("Gardez l’essentiel en 2 000 signes.")))
    if not seen.tenant.strip():
        faults.append(Fault("tenant", _("Dites de qui il s’agit."), _("Le nom du bail suffit.")))
    if seen.seen_until < seen.seen_from:
        faults.append(Fault("seen_until", _("La fin vient avant le début."), _("Vérifiez les deux jours.")))
    if seen.seen_until > today:
        faults.append(Fault("seen_until", _("Ce jour n’est pas encore venu."), _("Écrivez ce qui a été observé.")))
    return faults


def _information_faults(information: Information, today: date) -> list[Fault]:
    faults = []
    if information.told_on and (not information.told_how or not information.told_by.strip()):
        faults.append(Fault("told_by", _("Dites comment et par qui la personne a été informée.")))
    if information.told_on and information.told_on > today:
        faults.append(Fault("told_on", _("Ce jour n’est pas encore venu."), _("Notez l’information une fois donnée.")))
    if information.consent and information.consent_on is None:
        faults.append(Fault("consent_on", _("Dites quel jour l’accord a été demandé.")))
    if information.consent_on and information.consent_on > today:
        faults.append(Fault("consent_on", _("Ce jour n’est pas encore venu.")))
    if information.consent and information.told_on is None:
        faults.append(
            Fault("told_on", _("On demande un accord à une personne informée."), _("Dites quand elle l’a été."))
        )
    if information.danger and not information.danger_words.strip():
        faults.append(Fault("danger_words", _("Dites en quoi le danger ne permet pas d’attendre.")))
    return faults


def _journal(actor: User, verb: str, signal: NeighbourSignal) -> None:
    detail = {"state": str(signal.state), "danger": str(signal.danger), "consent": str(signal.consent)}
    record(actor, verb, signal.target, organisation=signal.landlord.slug, detail=detail)
