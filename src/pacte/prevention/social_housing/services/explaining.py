"""The household's own score, explained on one sheet of paper that the worker hands over (CCH, art. L441-2-8)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pacte.ground.documents import pdf

from ..models import HousingRequest
from ..reads.requests import Told, told
from ..reads.words import composition, signed


def explanation(request: HousingRequest) -> bytes | None:
    """The sheet as a PDF; None when no grid is in force."""
    found = told(request)
    if found.grid is None or found.score is None:
        return None
    template = Path(apps.get_app_config("social_housing").path) / "typst" / "explained.typ"
    at = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return pdf.compile(template, _content(request, found, at), timestamp=at)


def _content(request: HousingRequest, found: Told, at: Any) -> dict[str, Any]:
    assert found.grid is not None and found.score is not None
    grid, score = found.grid, found.score
    kept = _("Refuser un logement adapté retire %(n)d points. Un refus pour vous protéger ne compte jamais.") % {
        "n": grid.refusal_points
    }
    return {
        "title": _("Vos points pour un logement social"), "number": request.label,
        "day": _("Comptés le %(day)s") % {"day": date_format(at, "j F Y")},
        "household": composition(request.persons, request.children),
        "since": _("Demande du %(day)s") % {"day": date_format(request.requested_on, "j F Y")},
        "total": str(score.total), "points": ngettext("point", "points", score.total),
        "of_lines": _("C’est la somme des lignes ci-dessous, rien d’autre."),
        "lines": [
            {"words": line.words, "rubric": line.rubric, "points": signed(line.points), "standing": line.standing,
             "counted": line.is_counted, "warn": line.tone == "warn"}
            for line in found.lines
        ],
        "empty": _("Aucun critère de la grille n’est rempli pour le moment."),
        "missing_title": _("Ce qu’il reste à montrer"),
        "missing_lead": _("Ces points comptent déjà. Une seule pièce suffit pour chacun ; aucune copie n’est gardée."),
        "missing": [{"words": each.words, "papers": each.papers} for each in found.missing],
        "next_title": _("Et ensuite"),
        "next": [
            _("Quand un logement se libère, il est proposé aux demandes auxquelles il convient par sa taille et son loyer, dans l’ordre des points."),  # noqa: E501
            _("Une commission décide, sans connaître votre nom."),
            kept if grid.refusal_points else _("Refuser un logement ne change pas vos points."),
            _("Si votre situation change, dites-le au service qui vous accompagne : vos points sont recomptés."),
        ],
        "grid": _("Grille version %(version)d, adoptée par %(authority)s. Elle est publique.") % {
            "version": grid.version, "authority": grid.adopted_by,
        },
        "is_sample": grid.is_sample, "sample": _("Exemple : grille inventée pour la démonstration."),
        "author": "Pacte", "language": get_language() or "fr",
        "date": {"year": at.year, "month": at.month, "day": at.day},
    }  # fmt: skip
