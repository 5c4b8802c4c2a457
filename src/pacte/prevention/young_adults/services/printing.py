"""The plan towards autonomy, printed for the young person: their aims, their contract, their rights. Nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import pdf
from pacte.ground.pathways.services.opening import open_case

from ..enums import PlanDomain
from ..models import YoungAdult
from ..reads.young import YoungShown, shown


def printed(actor: User, key: UUID) -> bytes:
    """The PDF, with what the actor reads of the plan. Raises Refused, Http404, or BadInput for what cannot be drawn."""
    seen = open_case(actor, key, "print")
    young = YoungAdult.objects.filter(case=seen.case).first()
    if young is None:
        raise Http404
    template = Path(apps.get_app_config("young_adults").path) / "typst" / "plan.typ"
    try:
        content = _content(shown(seen, young, timezone.localdate()))
        return pdf.compile(template, content, timestamp=timezone.localtime())
    except pdf.PdfNotMade as error:
        raise BadInput(Fault("", _("Ce projet ne peut pas être imprimé avec les polices du service."))) from error


def _content(page: YoungShown) -> dict[str, Any]:
    goals = [
        {
            "title": str(PlanDomain(domain).label),
            "lines": [
                {"words": each.words, "by": _by(each.goal), "done": each.goal.done_on is not None}
                for each in page.goals if each.goal.domain == domain
            ],
        }
        for domain in PlanDomain.values if any(each.goal.domain == domain for each in page.goals)
    ]  # fmt: skip
    return {
        "language": get_language() or "fr", "title": _("Mon projet d’accès à l’autonomie"),
        "who": page.seen.label, "made": _("Imprimé le %(day)s") % {"day": _day(timezone.localdate())},
        "goals": goals, "nothing": _("Rien n’est encore écrit. Ce projet se fait avec vous."),
        "trusted_title": _("Ma personne de confiance"),
        "trusted": page.trusted or _("Vous pouvez en choisir une, et en changer."),
        "contract_title": _("Mon contrat"), "contract": _contract(page),
        "rights_title": _("Mes droits"), "rights": _rights(page), "footer": _("À garder par vous"),
    }  # fmt: skip


def _by(goal: Any) -> str:
    if goal.done_on:
        return _("fait le %(day)s") % {"day": _day(goal.done_on)}
    return _("pour le %(day)s") % {"day": _day(goal.by_on)} if goal.by_on else ""


def _contract(page: YoungShown) -> str:
    if page.in_force is None:
        return _("Pas de contrat en cours.")
    words = _("Du %(first)s au %(last)s. Le renouvellement se demande avant ce jour.")
    return words % {"first": _day(page.in_force.starts), "last": _day(page.in_force.last)}


def _rights(page: YoungShown) -> list[str]:
    rights = [
        _("Un entretien un an avant vos 18 ans, avec la personne de votre choix (code de l’action sociale, L222-5-1)."),
        _(
            "Un contrat jeune majeur avant 21 ans, si vous étiez confié·e avant 18 ans et manquez de ressources "
            "ou de soutien familial (L222-5, depuis la loi du 7 février 2022)."
        ),
        _("Un refus s’écrit, avec son motif. Vous pouvez le contester, et en urgence saisir le juge (référé)."),
        _("Un entretien six mois après votre sortie (L222-5-2-1)."),
        _("On vous propose le contrat d’engagement jeune."),
    ]
    if page.young.turns_21_on:
        words = _("Vous pouvez revenir jusqu’à vos 21 ans : avant le %(day)s.")
        rights.insert(4, words % {"day": _day(page.young.turns_21_on)})
    return rights


def _day(value: Any) -> str:
    return date_format(value, "j F Y")
