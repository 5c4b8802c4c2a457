"""Instruction by social work: a proposal with its sums and its reasons. The committee reads it, without identity."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import GRANTING, FundState, FundVerdict
from ..models import FundAppeal, FundProposal, FundRequest
from ..reads.judging import fault_of
from ..reads.situation import asked_of, ceilings_of, rules_of
from ..rules.ceilings import FundSums, faults_of, judge
from .standing import appeal_of, sealed, stand, tell_case, to_write, under_lock

READY = (FundState.TO_INSTRUCT, FundState.TO_DECIDE, FundState.DEFERRED)


def propose(
    actor: User, key: UUID | str, verdict: str, sums: FundSums, reasons: str, *, on: date | None = None,
    may_be_listed: bool = False,
) -> FundProposal:  # fmt: skip
    """Write what is proposed to the committee; the latest proposal is the one it decides.

    `reasons` are read without identity: no name. `may_be_listed`: a restricted person agrees to be on an agenda by
    number. Raises BadInput for a request not complete, sums that the adopted rules refuse, or an appeal instructed by
    who instructed first.
    """
    found, _sight = to_write(actor, key)
    day = on or timezone.localdate()
    if not reasons.strip():
        raise BadInput(Fault("reasons", _("Les raisons manquent."), _("La commission décide avec elles.")))
    with transaction.atomic():
        request = under_lock(found)
        _check_state(request)
        appeal = appeal_of(request)
        _check_appeal(actor, appeal)
        _check_sums(request, verdict, sums)
        proposal = FundProposal.objects.create(
            request=request, verdict=verdict, grant_cents=sums.grant, loan_cents=sums.loan, loan_months=sums.months,
            sealed_reasons=sealed(reasons), for_appeal=appeal is not None, made_on=day, made_by=actor,
        )  # fmt: skip
        request.instructed_by, request.may_be_listed = actor, may_be_listed
        request.save(update_fields=["instructed_by", "may_be_listed"])
        tell_case(request, actor, "instruction_done", day)
        stand(request)
        record(actor, "fund.proposed", request.target, organisation=request.case.organisation.slug,
               detail={"verdict": verdict})  # fmt: skip
    return proposal


def _check_state(request: FundRequest) -> None:
    if request.state == FundState.TO_COMPLETE:
        raise BadInput(Fault("", _("Le dossier n’est pas complet."), _("Marquez-le complet d’abord.")))
    if request.state not in READY:
        raise BadInput(Fault("", _("Cette demande est décidée."), _("Un recours, ou une correction, la rouvre.")))


def _check_appeal(actor: User, appeal: FundAppeal | None) -> None:
    if appeal is not None and appeal.decision.instructed_by_id == actor.pk:
        what = _("Vous avez instruit la première demande : une autre personne instruit le recours.")
        raise BadInput(Fault("", what, _("Ajoutez une ou un collègue au suivi.")))


def _check_sums(request: FundRequest, verdict: str, sums: FundSums) -> None:
    if verdict not in GRANTING:
        if verdict not in (FundVerdict.REFUSED, FundVerdict.DEFERRED, FundVerdict.CLOSED):
            raise BadInput(Fault("verdict", _("Choisissez un avis.")))
        if sums.total or sums.months:
            raise BadInput(Fault("grant", _("Cet avis ne donne pas de somme."), _("Laissez les sommes vides.")))
        return
    judged = judge(sums, asked_of(request), rules_of(ceilings_of(request)))
    if faults := faults_of(judged, derogates=True):
        raise BadInput(*(fault_of(each) for each in faults))
