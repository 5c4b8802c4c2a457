"""The agenda of a session on paper: numbers alone. It refuses any name by having none."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.documents import pdf

from ..models import CommissionSession
from ..permissions import require_commission
from ..reads.commission import FileLine, lines, of_session
from ..reads.money import euros


def printed(actor: User, key: UUID | str) -> bytes:
    """The PDF of a session's agenda. Raises Refused, Http404."""
    require_commission(actor)
    session = CommissionSession.objects.filter(key=key).first()
    if session is None:
        raise Http404
    rows = lines(of_session(session))
    record(actor, "commission.agenda_printed", session.target, detail={"files": len(rows)})
    today = timezone.localdate()
    day = date_format(session.held_on, "l j F Y")
    content = {
        "title": _("Ordre du jour du %(day)s") % {"day": day},
        "lead": _("Commission de coordination des actions de prévention des expulsions. Les dossiers se lisent par leur numéro."),  # noqa: E501
        "columns": [
            _("Dossier"), _("Parcours"), _("Motif"), _("Bailleur"), _("Étape"), _("Audience"), _("Dette"),
            _("Mois de loyer"), _("Confié à"), _("Réponse"),
        ],
        "rows": [_row(line) for line in rows],
        "notice": _("Aucun nom, aucune adresse. Les personnes dont les données sont à l’abri n’y sont pas."),
        "footer": _("Ordre du jour, à rendre à la fin de la séance"), "author": "Pacte",
        "description": _("Dossiers d’une séance, par numéro"), "language": "fr",
        "date": {"year": today.year, "month": today.month, "day": today.day},
    }  # fmt: skip
    template = Path(apps.get_app_config("evictions").path) / "typst" / "agenda.typ"
    return pdf.compile(template, content, timestamp=timezone.localtime())


def _row(line: FileLine) -> list[str]:
    months = "" if line.months is None else str(line.months).replace(".", ",")
    hearing = date_format(line.hearing, "d/m/Y") if line.hearing else ""
    return [
        line.file.label, line.case, line.ground, line.landlord, line.stage, hearing, euros(line.debt_cents), months,
        line.member, "",
    ]  # fmt: skip
