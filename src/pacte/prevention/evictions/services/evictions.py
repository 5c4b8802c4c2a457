"""An eviction follows its case: opened with it, kept in step with its facts; a debt is noted with day and source."""

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
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.enums import CaseEventKind, SignalSource
from pacte.ground.pathways.models import Case, CaseEvent, Signal
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.reads.stories import scheme_of, story_of
from pacte.ground.pathways.rules.clocks import as_date
from pacte.ground.pathways.services.opening import case_to_write
from pacte.ground.pathways.services.recording import append

from ..enums import SCHEME, DebtSource, EvictionGround, LandlordKind
from ..models import ArrearsLine, CommissionFile, Eviction
from ..reads.evictions import may_place
from ..rules.diagnosis import applies

MOST_CENTS = 100_000_000
"""A million euros: more is a slip of the keyboard."""
LONGEST = 300
SOURCES = {
    SignalSource.LANDLORD: DebtSource.LANDLORD, SignalSource.HOUSING_AID_OFFICE: DebtSource.HOUSING_AID_OFFICE,
    SignalSource.TENANT: DebtSource.TENANT,
}  # fmt: skip


def opened(actor: User, case: Case, signal: Signal | None) -> None:
    """A case began: its eviction is made, with what the signal of arrears said. Called in the verb's transaction."""
    eviction, _made = Eviction.objects.get_or_create(case=case)
    if signal is None:
        return
    if signal.sender is not None and signal.sender.kind == OrganisationKind.LANDLORD:
        eviction.landlord = signal.sender
        eviction.save(update_fields=["landlord"])
    debt = signal.facts.get("debt")
    if isinstance(debt, int) and not isinstance(debt, bool) and debt > 0:
        on = signal.observed_on or timezone.localdate(signal.received_at)
        source = SOURCES.get(SignalSource(signal.source), DebtSource.WORKER)
        ArrearsLine.objects.create(eviction=eviction, on=on, debt_cents=debt, source=source, noted_by=actor)
        append(case, actor, CaseEventKind.FACT, "debt", on, debt)
    if story_of(case).facts.get("ground") is None:
        append(case, actor, CaseEventKind.FACT, "ground", timezone.localdate(), EvictionGround.ARREARS)


def told(actor: User | None, case: Case, event: CaseEvent) -> None:
    """A fact, an act or a correction was noted: what lists and clocks need of it follows, in the transaction."""
    if event.kind not in (CaseEventKind.FACT, CaseEventKind.HAPPENED, CaseEventKind.CORRECTED):
        return
    eviction, _made = Eviction.objects.get_or_create(case=case)
    if event.kind == CaseEventKind.HAPPENED and event.what not in ("summons_served", "hearing_held"):
        return
    story, scheme = story_of(case), scheme_of(case)
    _copy_facts(eviction, story.facts)
    _copy_debt(actor, eviction, story.facts, event)
    served = story.happened.get("summons_served", ())
    counts = served[-1].isoformat() if served else None
    if scheme.fact("summons_on") is not None and story.facts.get("summons_on") != counts:
        append(case, actor, CaseEventKind.FACT, "summons_on", timezone.localdate(), counts)
    is_due = applies(eviction.ground)
    if is_due is False and scheme.step("diagnosis_not_due") and "diagnosis_not_due" not in story.happened:
        append(case, actor, CaseEventKind.HAPPENED, "diagnosis_not_due", timezone.localdate())


def _copy_facts(eviction: Eviction, facts: dict[str, object]) -> None:
    wanted = {
        "ground": facts.get("ground") if facts.get("ground") in EvictionGround.values else "",
        "landlord_kind": facts.get("landlord_kind") if facts.get("landlord_kind") in LandlordKind.values else "",
        "lease_signed_on": as_date(facts.get("lease_signed_on")),
    }
    changed = [name for name, value in wanted.items() if getattr(eviction, name) != value]
    for name in changed:
        setattr(eviction, name, wanted[name])
    if changed:
        eviction.save(update_fields=changed)


def _copy_debt(actor: User | None, eviction: Eviction, facts: dict[str, object], event: CaseEvent) -> None:
    """A debt noted on the case's own page is a line too, from the worker."""
    debt, rent = facts.get("debt"), facts.get("rent")
    if event.kind != CaseEventKind.FACT or event.what != "debt" or not isinstance(debt, int):
        return
    last = eviction.arrears.order_by("-on", "-pk").first()
    if last is None or last.debt_cents != debt:
        ArrearsLine.objects.update_or_create(
            eviction=eviction, on=event.on or timezone.localdate(), source=DebtSource.WORKER,
            defaults={
                "debt_cents": debt, "rent_cents": rent if isinstance(rent, int) and rent > 0 else None,
                "noted_by": actor, "noted_at": timezone.now(),
            },
        )  # fmt: skip


def eviction_to_write(actor: User, key: UUID | str) -> tuple[CaseSight, Eviction]:
    """A case of eviction that the actor follows, with what this room keeps of it. Raises as `case_to_write`."""
    seen = case_to_write(actor, key)
    if seen.case.scheme.key != SCHEME:
        raise Http404
    eviction, _made = Eviction.objects.get_or_create(case=seen.case)
    return seen, eviction


def note_arrears(
    actor: User, key: UUID | str, on: date, debt: int, source: str, *, rent: int | None = None
) -> ArrearsLine:  # fmt: skip
    """Note a debt on a day, in cents, as a source gave it; said again for the same day, it is replaced.

    Raises BadInput for a debt below zero, a rent of zero, a day ahead.
    """
    _seen, eviction = eviction_to_write(actor, key)
    faults = []
    if not 0 <= debt <= MOST_CENTS:
        faults.append(Fault("debt", _("Une dette ne descend pas sous zéro."), _("Zéro dit qu’elle est soldée.")))
    if rent is not None and not 0 < rent <= MOST_CENTS:
        faults.append(Fault("rent", _("Ce loyer ne se lit pas."), _("Laissez vide s’il n’est pas connu.")))
    if on > timezone.localdate():
        faults.append(Fault("on", _("Ce jour est à venir."), _("Donnez le jour où la dette a été comptée.")))
    if source not in DebtSource.values or source == DebtSource.STATE_FILE:
        faults.append(Fault("source", _("Dites qui donne ce montant.")))
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        return write_line(actor, eviction, on, debt, source, rent=rent)


def write_line(
    actor: User | None, eviction: Eviction, on: date, debt: int, source: str, *, rent: int | None = None
) -> ArrearsLine:
    """The line, and the case's facts when it is the latest. The caller has checked the right, in its transaction."""
    line, _made = ArrearsLine.objects.update_or_create(
        eviction=eviction, on=on, source=source,
        defaults={"debt_cents": debt, "rent_cents": rent, "noted_by": actor, "noted_at": timezone.now()},
    )  # fmt: skip
    case = eviction.case
    if not eviction.arrears.filter(on__gt=on).exists():
        facts = story_of(case).facts
        for fact, value in (("rent", rent), ("debt", debt)):
            if value is not None and facts.get(fact) != value:
                append(case, actor, CaseEventKind.FACT, fact, on, value)
    slug = case.organisation.slug
    record(actor, "eviction.arrears_noted", case.target, organisation=slug, detail={"source": source})
    return line


def describe(
    actor: User, key: UUID | str, *, landlord: Organisation | None, landlord_name: str, address: str, exploc_id: str
) -> Eviction:
    """Say who lets the home, where it is, and the State's number. Name and address are sealed.

    An address is written only by who may read it. Raises BadInput for a number that another procedure has.
    """
    seen, eviction = eviction_to_write(actor, key)
    number = exploc_id.strip()
    faults = [
        Fault(where, _("Ce texte est trop long."), _("Trois cents signes au plus."))
        for where, text in (("landlord_name", landlord_name), ("address", address)) if len(text) > LONGEST
    ]  # fmt: skip
    if len(number) > 60 or " " in number:
        faults.append(Fault("exploc_id", _("Ce numéro ne se lit pas."), _("Un mot de soixante signes au plus.")))
    elif number and Eviction.objects.filter(exploc_id=number).exclude(pk=eviction.pk).exists():
        faults.append(Fault("exploc_id", _("Une autre procédure a déjà ce numéro."), _("Vérifiez-le.")))
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        held = Eviction.objects.select_for_update().get(pk=eviction.pk)
        held.landlord, held.exploc_id = landlord, number
        if seen.shows(FieldClass.IDENTITY):
            held.sealed_landlord = seal(landlord_name.strip()) if landlord_name.strip() else ""
        if may_place(seen):
            held.sealed_address = seal(address.strip()) if address.strip() else ""
        held.save(update_fields=["landlord", "exploc_id", "sealed_landlord", "sealed_address"])
        slug = seen.case.organisation.slug
        record(actor, "eviction.described", seen.case.target, organisation=slug, detail={"state": bool(number)})
        _join(held)
    return held


def _join(eviction: Eviction) -> None:
    """The commission's file of the same number is this procedure's."""
    if eviction.exploc_id:
        CommissionFile.objects.filter(exploc_id=eviction.exploc_id, eviction__isnull=True).update(eviction=eviction)
