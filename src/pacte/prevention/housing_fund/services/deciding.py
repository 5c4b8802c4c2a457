"""Deciding a request, by somebody who did not instruct it. Above the ceiling is refused, unless one may derogate.

A decision is appended and replaces the former one: deferral answered, appeal, correction. The budget and the loan
follow it in the same transaction, so that sums are exact whatever is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import (
    CHOSEN,
    CLOSING_REASONS,
    GRANTING,
    FundAppealOutcome,
    FundConditionKind,
    FundMove,
    FundRefusal,
    FundSessionState,
    FundState,
    FundVerdict,
)  # fmt: skip
from ..models import FundAppeal, FundCeilings, FundCondition, FundDecision, FundProposal, FundRequest, FundSession
from ..permissions import require_deciding
from ..reads.budget import left
from ..reads.deciders import other_deciders
from ..reads.judging import fault_of
from ..reads.situation import asked_of, ceilings_of, rules_of
from ..rules.ceilings import FundRules, FundSums, Judged, faults_of, judge
from ..rules.loans import month_after
from ..rules.money import euros
from ..rules.words import codes_of
from .budget import move
from .loans import lend
from .standing import (
    appeal_of,
    decision_of,
    end_case,
    paid_out,
    proposal_of,
    sealed,
    stand,
    take_up_case,
    tell_case,
    under_lock,
)  # fmt: skip

LONGEST = 4000


@dataclass(frozen=True)
class ConditionChoice:
    """What is waited for, and until when (none: the delay of the adopted rules)."""

    kind: str
    due_on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class FundChoice:
    """What is decided. `derogation` says on what a sum above the ceiling rests."""

    verdict: str
    sums: FundSums = field(default_factory=FundSums)
    refusal: str = ""
    words: str = ""
    deferred_until: date | None = None
    first_due: date | None = None
    conditions: tuple[ConditionChoice, ...] = ()
    derogation: str = ""


@dataclass
class _Deciding:
    """What a decision is made from, read under the lock."""

    request: FundRequest
    actor: User
    proposal: FundProposal
    former: FundDecision | None
    appeal: FundAppeal | None
    ceilings: FundCeilings | None
    day: date
    warnings: list[str] = field(default_factory=list)

    @property
    def rules(self) -> FundRules:
        return rules_of(self.ceilings)


def decide(
    actor: User, key: UUID | str, choice: FundChoice, *, session: FundSession | None = None, on: date | None = None
) -> FundDecision:  # fmt: skip
    """Decide a request that waits for it, on its latest proposal.

    Raises Refused for whoever is not of the committee; Http404 for a request that the committee does not see; BadInput
    when the actor instructed it, when it was decided meanwhile, or when money or rules would be wrong.
    """
    return _act(actor, key, choice, session, on, is_correction=False)


def correct(actor: User, key: UUID | str, choice: FundChoice, *, on: date | None = None) -> FundDecision:
    """Replace a decision that was written wrong. What is paid and repaid stays true, or the correction is refused."""
    return _act(actor, key, choice, None, on, is_correction=True)


def _act(
    actor: User, key: UUID | str, choice: FundChoice, session: FundSession | None, on: date | None, *,
    is_correction: bool,
) -> FundDecision:  # fmt: skip
    require_deciding(actor)
    found = FundRequest.objects.shown_to_committee().filter(key=key).first()
    if found is None:
        raise Http404
    with transaction.atomic():
        at = _read(under_lock(found), actor, on or timezone.localdate(), is_correction=is_correction)
        _check_who(at)
        if session is not None:
            _check_session(at, session)
        judged = _check(at, choice)
        decision = _written(at, choice, judged, session, is_correction=is_correction)
        follow(at.request, actor, at.former, decision)
        _end(at, decision)
        record(actor, "fund.corrected" if is_correction else "fund.decided", decision.target,
               detail={"verdict": decision.verdict})  # fmt: skip
    return decision


def follow(request: FundRequest, actor: User | None, former: FundDecision | None, decision: FundDecision) -> None:
    """The budget and the loan follow what is decided now; the case is told. Inside the decision's transaction."""
    if former is not None and former.total_cents:
        line = (former.decided_on.year, request.aid)
        move(actor, line, FundMove.COMMITTED, -former.total_cents, decision.decided_on)
    if decision.total_cents:
        line = (decision.decided_on.year, request.aid)
        move(actor, line, FundMove.COMMITTED, decision.total_cents, decision.decided_on)
    lend(request, actor, decision)
    take_up_case(request, actor, decision.decided_on)
    if decision.verdict != FundVerdict.LAPSED:
        tell_case(request, actor, "decision_made", decision.decided_on)
    stand(request)
    if decision.verdict == FundVerdict.REFUSED:
        end_case(request, actor, "aid_refused", decision.decided_on)
    elif decision.verdict == FundVerdict.CLOSED:
        outcome = "withdrawn" if decision.refusal == FundRefusal.WITHDRAWN else "no_answer"
        end_case(request, actor, outcome, decision.decided_on)
    elif decision.verdict == FundVerdict.LAPSED:
        end_case(request, actor, "lapsed", decision.decided_on)


def _read(request: FundRequest, actor: User, day: date, *, is_correction: bool) -> _Deciding:
    proposal, former = proposal_of(request), decision_of(request)
    if is_correction and former is None:
        raise BadInput(Fault("", _("Cette demande n’est pas décidée : il n’y a rien à corriger.")))
    if not is_correction and request.state != FundState.TO_DECIDE:
        what = _("Cette demande n’attend plus de décision.")
        raise BadInput(Fault("", what, _("Elle vient peut-être d’être décidée : rechargez la page.")))
    if proposal is None:
        raise BadInput(Fault("", _("Cette demande n’est pas instruite.")))
    if former is not None and day < former.decided_on:
        raise BadInput(Fault("", _("Une décision ne précède pas celle qu’elle remplace.")))
    return _Deciding(request, actor, proposal, former, appeal_of(request), ceilings_of(request), day)


def _check_who(at: _Deciding) -> None:
    makers = set(at.request.proposals.values_list("made_by", flat=True)) | {at.request.instructed_by_id}
    if at.actor.pk in makers:
        what = _("Vous avez instruit cette demande : une autre personne la décide.")
        raise BadInput(Fault("", what, _("Laissez-la à un autre membre de la commission.")))
    if at.appeal is None or at.appeal.decision.decided_by_id != at.actor.pk:
        return
    if at.rules.appeal_decider == "other" or other_deciders(at.actor, makers):
        what = _("Vous avez décidé la première fois : une autre personne décide le recours.")
        raise BadInput(Fault("", what, _("Laissez-le à un autre membre de la commission.")))
    at.warnings.append("same_decider")


def _check_session(at: _Deciding, session: FundSession) -> None:
    if session.state != FundSessionState.OPEN:
        raise BadInput(Fault("", _("Cette séance est close.")))
    if not session.lines.filter(request=at.request).exists():
        raise BadInput(Fault("", _("Cette demande n’est pas à l’ordre du jour de cette séance.")))


def _check(at: _Deciding, choice: FundChoice) -> list[Judged]:
    if choice.verdict not in CHOSEN:
        raise BadInput(Fault("verdict", _("Choisissez une décision.")))
    if len(choice.words) > LONGEST:
        raise BadInput(Fault("words", _("Ce texte dépasse 4 000 signes."), _("Raccourcissez-le.")))
    if choice.verdict in GRANTING:
        return _check_money(at, choice)
    if choice.sums.total or choice.sums.months:
        raise BadInput(Fault("grant", _("Cette décision ne donne pas de somme."), _("Laissez les sommes vides.")))
    _check_none(at, choice)
    _check_paid(at, 0)
    return []


def _check_none(at: _Deciding, choice: FundChoice) -> None:
    if choice.verdict == FundVerdict.DEFERRED:
        if not choice.words.strip():
            raise BadInput(Fault("words", _("Dites ce qui manque."), _("Le ménage et son service le liront.")))
        if choice.deferred_until is None and not at.rules.deferral_days:
            raise BadInput(
                Fault("deferred_until", _("La date manque."), _("Jusqu’à quand la demande est-elle ajournée ?"))
            )
        if choice.deferred_until is not None and choice.deferred_until <= at.day:
            raise BadInput(Fault("deferred_until", _("Cette date est passée."), _("Choisissez un jour à venir.")))
    elif choice.refusal not in FundRefusal.values:
        raise BadInput(Fault("refusal", _("Le motif manque."), _("Il sera écrit dans la lettre.")))
    elif (choice.verdict == FundVerdict.CLOSED) != (choice.refusal in CLOSING_REASONS):
        raise BadInput(Fault("refusal", _("Ce motif ne va pas avec cette décision.")))


def _check_money(at: _Deciding, choice: FundChoice) -> list[Judged]:
    asked = asked_of(at.request)
    judged = judge(choice.sums, asked, at.rules)
    derogates = bool(choice.derogation.strip() and at.rules.derogation)
    if faults := faults_of(judged, derogates=derogates):
        raise BadInput(*(fault_of(each) for each in faults))
    if choice.derogation.strip() and not any(each.by_derogation for each in judged):
        raise BadInput(Fault("derogation", _("La somme tient sous le plafond : aucune dérogation n’est à écrire.")))
    whole = choice.sums.total == asked.asked
    if choice.verdict == FundVerdict.FULL and not whole:
        what = _("Un accord total donne %(asked)s.") % {"asked": euros(asked.asked)}
        raise BadInput(Fault("verdict", what, _("Choisissez « Accord partiel », ou corrigez la somme.")))
    if choice.verdict == FundVerdict.PARTIAL and whole:
        raise BadInput(Fault("verdict", _("Toute la somme demandée est donnée : c’est un accord total.")))
    if (choice.verdict == FundVerdict.CONDITIONAL) != bool(choice.conditions):
        what = _("Un accord sous réserve dit ses conditions ; un autre n’en a pas.")
        raise BadInput(Fault("condition", what))
    for condition in choice.conditions:
        _check_condition(at, condition)
    _check_paid(at, choice.sums.total)
    return judged


def _check_condition(at: _Deciding, condition: ConditionChoice) -> None:
    if condition.kind not in FundConditionKind.values:
        raise BadInput(Fault("condition", _("Choisissez une condition.")))
    if condition.due_on is None and not at.rules.condition_days:
        raise BadInput(
            Fault("condition_due", _("La date manque."), _("Jusqu’à quand la condition est-elle attendue ?"))
        )
    if condition.due_on is not None and condition.due_on <= at.day:
        raise BadInput(Fault("condition_due", _("Cette date est passée."), _("Choisissez un jour à venir.")))


def _check_paid(at: _Deciding, total: int) -> None:
    paid = paid_out(at.request)
    if paid > total:
        what = _("%(paid)s sont déjà payés.") % {"paid": euros(paid)}
        raise BadInput(Fault("grant", what, _("Annulez d’abord un paiement, ou donnez au moins cette somme.")))


def _written(
    at: _Deciding, choice: FundChoice, judged: list[Judged], session: FundSession | None, *, is_correction: bool
) -> FundDecision:  # fmt: skip
    sums, is_granting = choice.sums, choice.verdict in GRANTING
    until = choice.deferred_until or at.day + timedelta(days=at.rules.deferral_days)
    derogates = any(each.by_derogation for each in judged)
    decision = FundDecision.objects.create(
        request=at.request, proposal=at.proposal, replaces=at.former, is_correction=is_correction,
        on_appeal=at.appeal is not None, verdict=choice.verdict, grant_cents=sums.grant, loan_cents=sums.loan,
        total_cents=sums.total, loan_months=sums.months,
        first_due_on=(choice.first_due or first_due(at.day)) if sums.loan else None,
        refusal="" if is_granting or choice.verdict == FundVerdict.DEFERRED else choice.refusal,
        sealed_words=sealed(choice.words),
        deferred_until=until if choice.verdict == FundVerdict.DEFERRED else None,
        ceilings=at.ceilings, ceiling_cents=at.rules.limit(at.request.aid, at.request.size) if at.ceilings else None,
        derogates=derogates, sealed_derogation=sealed(choice.derogation) if derogates else "",
        warnings=",".join(filter(None, [codes_of(judged), *at.warnings, *_beyond(at, sums)])),
        session=session, instructed_by=at.proposal.made_by, decided_by=at.actor, decided_on=at.day,
    )  # fmt: skip
    FundCondition.objects.bulk_create(
        FundCondition(
            decision=decision, kind=each.kind, sealed_words=sealed(each.words),
            due_on=each.due_on or at.day + timedelta(days=at.rules.condition_days),
        )
        for each in choice.conditions
    )  # fmt: skip
    return decision


def first_due(day: date) -> date:
    """The first instalment: the fifth of the month after next."""
    return month_after(day, 2).replace(day=5)


def _beyond(at: _Deciding, sums: FundSums) -> Iterable[str]:
    """Beyond the year's budget: told, not forbidden."""
    former = at.former
    same_year = former is not None and former.decided_on.year == at.day.year
    freed = former.total_cents if former is not None and same_year else 0
    if sums.total and left(at.day.year, at.request.aid) + freed < sums.total:
        yield "over_budget"


def _end(at: _Deciding, decision: FundDecision) -> None:
    """An appeal that waited has its answer."""
    if at.appeal is None:
        return
    was = at.appeal.decision
    same = (was.verdict, was.grant_cents, was.loan_cents) == (
        decision.verdict, decision.grant_cents, decision.loan_cents,
    )  # fmt: skip
    at.appeal.outcome = FundAppealOutcome.UPHELD if same else FundAppealOutcome.CHANGED
    at.appeal.answer = decision
    at.appeal.save(update_fields=["outcome", "answer"])
    stand(at.request)
