"""What a committee sees: numbers, compositions, sums and reasons. Never who it is, nor where, nor who follows them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import FundDecision, FundRequest, FundSession
from ..rules.money import euros
from .requests import Opened, Proposed, Said, proposed_of, said_of
from .requests import opened as opened_request
from .situation import household_of, rules_of, situation_of, words_of
from .standing import decision_of

MOST = 300


@dataclass(frozen=True)
class CommitteeLine:
    """A request on a committee's list."""

    request: FundRequest
    composition: str
    proposal: Proposed | None
    decision: FundDecision | None = None


def sheet_of(key: UUID | str) -> Opened:
    """A request as the committee reads it; 404 for one that it does not see. What the worker wrote is left out."""
    found = (
        FundRequest.objects.shown_to_committee().filter(key=key).exclude(completed_on__isnull=True)
        .select_related("case").first()
    )  # fmt: skip
    if found is None:
        raise Http404
    whole = opened_request(found)
    return Opened(
        whole.request, whole.lines, whole.situation, "", whole.rules, whole.proposal, whole.decisions,
        whole.appeals, whole.payments,
    )  # fmt: skip


def waiting() -> list[CommitteeLine]:
    """What waits for a decision, the oldest first."""
    rows = FundRequest.objects.shown_to_committee().to_decide().select_related("case")
    return [_line(each) for each in _with_proposals(rows)[:MOST]]


def _with_proposals(rows: QuerySet[FundRequest]) -> QuerySet[FundRequest]:
    return rows.prefetch_related("proposals")


def _line(request: FundRequest, decision: FundDecision | None = None) -> CommitteeLine:
    proposals = sorted(request.proposals.all(), key=lambda each: each.pk)
    latest = proposals[-1] if proposals else None
    shown = Proposed(latest, words_of(latest.sealed_reasons)) if latest else None
    return CommitteeLine(request, household_of(request).composition, shown, decision)


def lines_of(session: FundSession) -> list[CommitteeLine]:
    """The agenda, each line with what the session decided of it."""
    decided = {each.request_id: each for each in session.decisions.order_by("pk")}
    seen = FundRequest.objects.shown_to_committee()
    found = session.lines.filter(request__in=seen).select_related("request__case")
    rows = found.prefetch_related("request__proposals").order_by("position")
    return [_line(row.request, decided.get(row.request_id)) for row in rows]


def session_of(key: UUID | str) -> FundSession:
    """A session; 404 for none."""
    found = FundSession.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def latest_of(request: FundRequest) -> tuple[Proposed | None, Said | None]:
    """The latest proposal and the decision in force."""
    proposal, decision = request.proposals.order_by("-pk").first(), decision_of(request)
    rules = rules_of(decision.ceilings if decision else None)
    return (proposed_of(request, proposal, rules) if proposal else None, said_of(decision) if decision else None)


def agenda_of(session: FundSession) -> dict[str, object]:
    """The plain data of the printed agenda."""
    rows = [
        [
            line.request.label, str(line.request.get_aid_display()), line.composition,
            euros(situation_of(line.request).counted), euros(line.request.asked_cents),
            _proposed(line.proposal), "",
        ]
        for line in lines_of(session)
    ]  # fmt: skip
    columns = [_("Demande"), _("Aide"), _("Ménage"), _("Ressources comptées par mois"), _("Demandé"), _("Proposé"),
               _("Décision")]  # fmt: skip
    return _sheet(session, _("Ordre du jour"), columns, rows, "")


def minutes_of(session: FundSession) -> dict[str, object]:
    """The plain data of the printed minutes."""
    rows = [
        [
            line.request.label, str(line.request.get_aid_display()), line.composition,
            euros(line.request.asked_cents), _decided(line.decision),
            str(line.decision.get_refusal_display()) if line.decision else _("Reportée"),
        ]
        for line in lines_of(session)
    ]  # fmt: skip
    given = sum(line.decision.total_cents for line in lines_of(session) if line.decision)
    columns = [_("Demande"), _("Aide"), _("Ménage"), _("Demandé"), _("Décidé"), _("Motif")]
    note = _("Sommes accordées en séance : %(sum)s.") % {"sum": euros(given)}
    return _sheet(session, _("Relevé de décisions"), columns, rows, note)


def _proposed(shown: Proposed | None) -> str:
    if shown is None:
        return ""
    proposal = shown.proposal
    if not proposal.total:
        return str(proposal.get_verdict_display())
    return parts_of(proposal.grant_cents, proposal.loan_cents, proposal.loan_months)


def _decided(decision: FundDecision | None) -> str:
    if decision is None:
        return _("Pas de décision")
    said = str(decision.get_verdict_display())
    return (
        f"{said} : {parts_of(decision.grant_cents, decision.loan_cents, decision.loan_months)}"
        if decision.total_cents
        else said
    )


def parts_of(grant: int, loan: int, months: int) -> str:
    """A grant and a loan in one line."""
    said = [_("subvention %(sum)s") % {"sum": euros(grant)}] if grant else []
    if loan:
        said.append(_("prêt %(sum)s sur %(months)s mois") % {"sum": euros(loan), "months": months})
    return " + ".join(said)


def _sheet(
    session: FundSession, title: str, columns: list[str], rows: list[list[str]], note: str
) -> dict[str, object]:  # fmt: skip
    day = session.held_on
    return {
        "title": title, "subtitle": _("Commission du Fonds de solidarité pour le logement"),
        "day": date_format(day, "l j F Y"), "columns": columns, "rows": rows, "note": note,
        "rule": _("Composition : personnes de 14 ans et plus + enfants de moins de 14 ans. Aucun nom ne figure ici."),
        "remarks": session.remarks, "empty": _("Aucune demande."),
        "present": _("Membres présents : %(many)s") % {"many": session.present} if session.present else "",
        "author": "Pacte", "description": title, "footer": _("Fonds de solidarité pour le logement"),
        "language": get_language() or "fr", "date": {"year": day.year, "month": day.month, "day": day.day},
    }  # fmt: skip
