"""The letter of a decision as plain data: what was decided, how much, when it is paid back, how to appeal."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.pathways.reads.cases import CaseSight

from ..enums import FundVerdict
from ..models import FundDecision, FundRequest
from ..rules.loans import schedule
from ..rules.money import euros
from .situation import words_of


def letter_of(request: FundRequest, decision: FundDecision, sight: CaseSight) -> dict[str, object]:
    """The plain data of the sheet. The name is what the reader of the file may see of it."""
    day = decision.decided_on
    return {
        "title": _("Votre demande d’aide au logement"), "sender": _("Fonds de solidarité pour le logement"),
        "to": sight.label, "number": _("Demande %(number)s") % {"number": request.label},
        "day": _("Décision du %(day)s") % {"day": date_format(day, "j F Y")},
        "answer": _answer(decision), "paragraphs": _paragraphs(request, decision),
        "sums_title": _("Les sommes"), "sums": _sums(request, decision),
        "conditions_title": _("Ce qui est attendu avant le paiement"), "conditions": _conditions(decision),
        "schedule_title": _("Vos mensualités"), "schedule": _schedule(decision),
        "schedule_head": [_("Date"), _("Somme")],
        "words_title": _("Ce que la commission ajoute"), "words": words_of(decision.sealed_words),
        "appeal_title": _("Vous n’êtes pas d’accord ?"), "appeal": _appeal(),
        "author": "Pacte", "description": _("Réponse à une demande d’aide"), "language": get_language() or "fr",
        "footer": _("Cette lettre ne coûte rien. Gardez-la."),
        "date": {"year": day.year, "month": day.month, "day": day.day},
    }  # fmt: skip


def _answer(decision: FundDecision) -> str:
    """The answer in one sentence."""
    total = euros(decision.total_cents)
    said = {
        FundVerdict.FULL: _("Votre demande est acceptée : %(total)s."),
        FundVerdict.PARTIAL: _("Votre demande est acceptée en partie : %(total)s."),
        FundVerdict.CONDITIONAL: _("Votre demande est acceptée à une condition : %(total)s."),
        FundVerdict.DEFERRED: _("Votre demande n’est pas encore décidée : il manque quelque chose."),
        FundVerdict.REFUSED: _("Le fonds ne peut pas vous aider pour cette demande."),
        FundVerdict.CLOSED: _("Votre demande est close."),
        FundVerdict.LAPSED: _("L’accord donné n’est plus valable."),
    }
    return said[FundVerdict(decision.verdict)] % {"total": total}


def _paragraphs(request: FundRequest, decision: FundDecision) -> list[str]:
    asked = {"sum": euros(request.asked_cents), "aid": str(request.get_aid_display()).lower()}
    said = [_("Vous avez demandé %(sum)s. Votre demande concerne : %(aid)s.") % asked]
    if decision.refusal:
        said.append(_("La raison : %(reason)s.") % {"reason": decision.get_refusal_display()})
    if decision.deferred_until:
        until = date_format(decision.deferred_until, "j F Y")
        said.append(_("Apportez ce qui manque avant le %(day)s.") % {"day": until})
    if decision.loan_cents:
        said.append(_("Le prêt est sans intérêt : vous rendez la somme prêtée, pas plus."))
        said.append(_("Signez et rendez le contrat de prêt. L’aide est payée ensuite."))
    if decision.verdict == FundVerdict.LAPSED:
        said.append(_("Un papier attendu n’est pas arrivé à temps. Vous pouvez demander de nouveau."))
    return said


def _sums(request: FundRequest, decision: FundDecision) -> list[list[str]]:
    if not decision.total_cents:
        return []
    rows = [[str(line.get_item_display()), euros(line.cents)] for line in request.lines.all()]
    rows.append([_("Total demandé"), euros(request.asked_cents)])
    if decision.grant_cents:
        rows.append([_("Subvention (vous ne la rendez pas)"), euros(decision.grant_cents)])
    if decision.loan_cents:
        rows.append([_("Prêt sans intérêt (vous le rendez)"), euros(decision.loan_cents)])
    return [*rows, [_("Total accordé"), euros(decision.total_cents)]]


def _conditions(decision: FundDecision) -> list[str]:
    return [
        _("%(what)s, avant le %(day)s. %(words)s") % {
            "what": row.get_kind_display(), "day": date_format(row.due_on, "j F Y"),
            "words": words_of(row.sealed_words),
        }
        for row in decision.conditions.all()
    ]  # fmt: skip


def _schedule(decision: FundDecision) -> list[list[str]]:
    if not decision.loan_cents or decision.first_due_on is None:
        return []
    rows = schedule(decision.loan_cents, decision.loan_months, decision.first_due_on)
    return [[date_format(each.due, "j F Y"), euros(each.cents)] for each in rows]


def _appeal() -> list[str]:
    return [
        _("Vous pouvez faire un recours gracieux : une lettre, ou quelques mots à votre travailleuse ou travailleur "
          "social, en disant pourquoi."),
        _("Une autre personne l’instruit. C’est gratuit. Demandez à votre service jusqu’à quand le faire."),
    ]  # fmt: skip
