"""The committee's sheet on paper: numbers, composition, points, lines. It holds no name, because it is given none."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pacte.ground.documents import pdf

from ..models import OfferedDwelling, ScoringGrid
from ..reads.dwellings import CandidateShown, sheet_of
from ..reads.words import composition, decided_words, euros, signed


def sheet(dwelling: OfferedDwelling) -> bytes:
    """The sheet of a home as a PDF; the same bytes for the same sheet."""
    template = Path(apps.get_app_config("social_housing").path) / "typst" / "sheet.typ"
    assert dwelling.sheet_on is not None and dwelling.grid is not None
    at = timezone.make_aware(datetime.combine(dwelling.sheet_on, time(12)))
    return pdf.compile(template, _content(dwelling, dwelling.grid, at), timestamp=at)


def _content(dwelling: OfferedDwelling, grid: ScoringGrid, at: datetime) -> dict[str, Any]:
    rows = sheet_of(dwelling, with_lines=True)
    said = {"version": grid.version, "title": grid.title, "authority": grid.adopted_by}
    ranked = ngettext("%(n)d demande convient et a été classée", "%(n)d demandes conviennent et ont été classées",
                      dwelling.ranked) % {"n": dwelling.ranked}  # fmt: skip
    return {
        "title": _("Fiche de la commission"), "number": dwelling.label, "day": date_format(at, "j F Y"),
        "prepared": _("Préparée le %(day)s") % {"day": date_format(at, "j F Y")},
        "facts": facts(dwelling), "ranked": ranked,
        "grid": _("Grille version %(version)d, « %(title)s », adoptée par %(authority)s") % said,
        "is_sample": grid.is_sample, "sample": _("Exemple : grille et plafonds inventés pour la démonstration."),
        "candidates": [_candidate(each) for each in rows],
        "decision": _("Décision de la commission"),
        "rank": _("Rang"), "kept_aside": _("Non retenu"), "reason": _("Motif"),
        "tie": _("À points égaux : la demande la plus ancienne, puis un tirage au sort qui peut être refait (graine %(seed)s).") % {"seed": dwelling.seed},  # noqa: E501
        "points": _("points"), "of_lines": _("Le total est la somme des lignes."),
        "without": _("Aucun nom, aucune adresse, aucun numéro unique. « Situation protégée » réunit santé et danger : la commission n’a pas à savoir lequel."),  # noqa: E501
        "author": "Pacte", "language": get_language() or "fr",
        "date": {"year": at.year, "month": at.month, "day": at.day},
    }  # fmt: skip


def facts(dwelling: OfferedDwelling) -> list[dict[str, str]]:
    """What a committee needs to know of a home, as label and value."""
    rooms = ngettext("%(n)d pièce", "%(n)d pièces", dwelling.rooms) % {"n": dwelling.rooms}
    found = [
        (_("Logement"), rooms + (f" · {dwelling.surface} m²" if dwelling.surface else "")),
        (_("Loyer avec charges"), euros(dwelling.rent_cents)),
        (_("Lieu"), dwelling.territory.name_fr if dwelling.territory else _("Non précisé")),
        (_("Accès en fauteuil"), _("Oui") if dwelling.is_accessible else _("Non")),
        (_("Réservation"), str(dwelling.get_quota_display())),
        (_("Libre le"), date_format(dwelling.available_on, "j F Y")),
    ]
    return [{"label": label, "value": value} for label, value in found]


def _candidate(shown: CandidateShown) -> dict[str, Any]:
    held = shown.candidate
    return {
        "rank": str(held.rank), "number": held.label, "total": str(shown.total),
        "composition": composition(held.persons, held.children), "by": decided_words(held),
        "decided": str(held.state.label) if held.committee_rank or held.passed_over_on else "",
        "committee_rank": str(held.committee_rank or ""),
        "lines": [
            {"words": line.words, "rubric": line.rubric, "points": signed(line.points), "standing": line.standing,
             "counted": line.is_counted, "warn": line.tone == "warn"}
            for line in shown.lines
        ],
    }  # fmt: skip
