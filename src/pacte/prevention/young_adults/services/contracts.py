"""Contracts, each with its term; refusals, each with how to appeal; leaving, and coming back before 21."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.services import recording

from ..enums import ContractKind
from ..models import CareReturn, ContractRefusal, YoungAdult, YoungContract
from ..rules import RETURN_REFERENCE, may_come_back, overlaps, turns_21
from .following import birthday_of, to_write


def sign(
    actor: User, key: UUID, *, signed_on: date, starts_on: date, ends_on: date, content: str = "", past_21: bool = False
) -> YoungContract:
    """A contract, or its renewal: its term becomes the case's next clock.

    Raises BadInput for days out of order, two contracts at once, or a term past 21 that finishes no year of study.
    """
    with transaction.atomic():
        seen, young = to_write(actor, key)
        if faults := _contract_faults(young, signed_on, starts_on, ends_on, past_21):
            raise BadInput(*faults)
        kind = _kind(young, starts_on)
        contract = YoungContract.objects.create(
            young=young, kind=kind, signed_on=signed_on, starts_on=starts_on, ends_on=ends_on, noted_by=actor,
            past_21=past_21 and ends_on >= turns_21(birthday_of(young)),
            sealed_content=seal(content.strip()) if content.strip() else "",
        )  # fmt: skip
        step = "contract_renewed" if kind == ContractKind.RENEWAL else "contract_signed"
        recording.happened(actor, seen.case.key, step, signed_on)
        _follow_term(actor, seen.case, young)
    return contract


def refuse(
    actor: User, key: UUID, *, refused_on: date, ground: str, words: str, is_renewal: bool = False,
    told_on: date | None = None,
) -> ContractRefusal:  # fmt: skip
    """A contract is refused. The reason is written, and the day on which the young person was told how to appeal."""
    with transaction.atomic():
        seen, young = to_write(actor, key)
        birthday_of(young)
        if not words.strip():
            raise BadInput(Fault("words", _("Écrivez le motif tel qu’il est donné à la personne.")))
        if told_on is not None and told_on < refused_on:
            raise BadInput(
                Fault("told_on", _("Le refus s’écrit après avoir été décidé."), _("Vérifiez les deux jours."))
            )
        made = ContractRefusal.objects.create(
            young=young, refused_on=_come("refused_on", refused_on), is_renewal=is_renewal, ground=ground,
            sealed_words=seal(words.strip()), told_on=told_on,
        )  # fmt: skip
        recording.happened(actor, seen.case.key, "contract_refused", refused_on)
    return made


def appeal(actor: User, key: UUID, refusal: UUID, *, kind: str, on: date) -> ContractRefusal:
    """The young person disputes a refusal. Raises BadInput for a day before it, or a second appeal under way."""
    with transaction.atomic():
        seen, _young, kept = _refusal(actor, key, refusal)
        if _come("on", on) < kept.refused_on:
            raise BadInput(Fault("on", _("Un recours vient après le refus."), _("Vérifiez le jour.")))
        if kept.appeal_on is not None and not kept.appeal_outcome:
            raise BadInput(Fault("", _("Un recours est déjà en cours."), _("Notez d’abord sa réponse.")))
        kept.appeal_kind, kept.appeal_on, kept.appeal_outcome, kept.appeal_decided_on = kind, on, "", None
        kept.save()
        recording.happened(actor, seen.case.key, "appeal_filed", on)
    return kept


def decide_appeal(actor: User, key: UUID, refusal: UUID, *, outcome: str, on: date) -> ContractRefusal:
    """What was answered. Raises BadInput without an appeal, or before it."""
    with transaction.atomic():
        seen, _young, kept = _refusal(actor, key, refusal)
        if kept.appeal_on is None or kept.appeal_outcome:
            raise BadInput(Fault("", _("Aucun recours n’attend de réponse.")))
        if _come("on", on) < kept.appeal_on:
            raise BadInput(Fault("on", _("La réponse vient après le recours."), _("Vérifiez le jour.")))
        kept.appeal_outcome, kept.appeal_decided_on = outcome, on
        kept.save()
        recording.happened(actor, seen.case.key, "appeal_decided", on)
    return kept


def leave(actor: User, key: UUID, *, on: date, outcome: str) -> None:
    """The young person leaves: the contract stops, the case ends, the interview six months later still awaits."""
    with transaction.atomic():
        seen, young = to_write(actor, key)
        _come("on", on)
        for contract in young.contracts.select_for_update().filter(ends_on__gt=on, ended_on__isnull=True):
            if contract.starts_on > on:
                raise BadInput(
                    Fault("on", _("Un contrat commence après ce jour."), _("Vérifiez le jour de la sortie."))
                )
            contract.ended_on = on
            contract.save(update_fields=["ended_on"])
        _follow_term(actor, seen.case, young)
        recording.happened(actor, seen.case.key, "left_care", on)
        recording.close(actor, seen.case.key, outcome, on)


def come_back(actor: User, key: UUID, *, on: date) -> CareReturn:
    """Who left comes back, until 21 years. Raises BadInput for who did not leave, or from the day of 21 on."""
    with transaction.atomic():
        seen, young = to_write(actor, key)
        if young.left_on is None:
            raise BadInput(Fault("", _("Cette personne n’est pas sortie.")))
        if _come("on", on) < young.left_on:
            raise BadInput(Fault("on", _("Le retour vient après la sortie."), _("Vérifiez le jour.")))
        if not may_come_back(on, birthday_of(young)):
            what = _("Le droit au retour s’arrête à 21 ans (%(text)s).") % {"text": RETURN_REFERENCE}
            raise BadInput(Fault("on", what, _("Un autre parcours peut s’ouvrir sur le même dossier.")))
        made = CareReturn.objects.create(young=young, on=on, noted_by=actor)
        if not seen.case.is_running:
            recording.reopen(actor, seen.case.key)
        recording.happened(actor, seen.case.key, "came_back", on)
    return made


def hold_interview_after(actor: User, key: UUID, on: date) -> None:
    """The interview six months after leaving was held."""
    with transaction.atomic():
        seen, young = to_write(actor, key)
        if young.left_on is None or on < young.left_on:
            raise BadInput(Fault("on", _("Cet entretien vient après la sortie."), _("Vérifiez le jour.")))
        recording.happened(actor, seen.case.key, "interview_after_leaving", _come("on", on))


def _kind(young: YoungAdult, starts_on: date) -> ContractKind:
    """What follows a return is of the return; what follows another contract renews it."""
    back = young.returns.filter(on__lte=starts_on).order_by("-on").values_list("on", flat=True).first()
    before = young.contracts.filter(starts_on__lt=starts_on)
    if back is not None and not before.filter(starts_on__gte=back).exists():
        return ContractKind.RETURN
    return ContractKind.RENEWAL if before.exists() else ContractKind.FIRST


def _contract_faults(
    young: YoungAdult, signed_on: date, starts_on: date, ends_on: date, past_21: bool
) -> list[Fault]:  # fmt: skip
    birthday, faults = birthday_of(young), []
    if ends_on < starts_on:
        faults.append(Fault("ends_on", _("La fin vient avant le début."), _("Vérifiez les deux jours.")))
    if signed_on > timezone.localdate():
        faults.append(Fault("signed_on", _("Ce jour n’est pas encore venu."), _("Notez le contrat une fois signé.")))
    if starts_on < birthday:
        faults.append(Fault("starts_on", _("Un contrat jeune majeur commence à 18 ans."), _("Vérifiez le jour.")))
    if starts_on >= turns_21(birthday):
        faults.append(Fault("starts_on", _("La personne a 21 ans ce jour-là."), _("Un autre appui est à chercher.")))
    elif ends_on >= turns_21(birthday) and not past_21:
        what = _("Ce terme dépasse 21 ans.")
        faults.append(Fault("ends_on", what, _("Cochez la case s’il permet de finir une année commencée.")))
    if young.left_on is not None and starts_on >= young.left_on:
        faults.append(Fault("", _("Cette personne est sortie."), _("Notez d’abord son retour.")))
    if overlaps([each.dates for each in young.contracts.all()], starts_on, ends_on):
        faults.append(Fault("starts_on", _("Un contrat court déjà ces jours-là."), _("Vérifiez son terme.")))
    return faults


def _follow_term(actor: User, case: Case, young: YoungAdult) -> None:
    """The clock hangs on the last day of the last contract."""
    last = max((each.dates.last for each in young.contracts.all()), default=None)
    if last is not None:
        recording.set_fact(actor, case.key, "contract_ends_on", last)


def _refusal(actor: User, key: UUID, refusal: UUID) -> tuple[CaseSight, YoungAdult, ContractRefusal]:
    seen, young = to_write(actor, key)
    kept = young.refusals.select_for_update().filter(key=refusal).first()
    if kept is None:
        raise Http404
    return seen, young, kept


def _come(where: str, day: date) -> date:
    if day > timezone.localdate():
        raise BadInput(Fault(where, _("Ce jour n’est pas encore venu."), _("Notez ce qui a eu lieu.")))
    return day
