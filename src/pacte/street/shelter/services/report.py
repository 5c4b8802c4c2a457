"""Closing a night: its figures are frozen as they are read then, by whom, with the notable facts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import NightReport
from ..permissions import require_regulation
from ..reads.report import figures_of, is_empty
from ..reads.report_shown import shown
from ..reads.requests import counts
from ..reads.tonight import night_at

MOST_WORDS = 4000
MORNING = time(6)
"""From this hour on, the night that ends may be closed."""
MOST_NIGHTS = 31
"""How many nights the closing of noon goes back, after the machine was off."""


def may_close(night: date, now: datetime | None = None) -> bool:
    """A night is closed from six in the morning on, once it has come to its end."""
    moment = timezone.localtime(now)
    current = night_at(moment)
    return night < current or (night == current and night < moment.date() and moment.time() >= MORNING)


def close(actor: User, night: date, words: str = "") -> NightReport:
    """Freeze the night's figures, with the notable facts. A night that noon closed takes the facts alone, once.

    Raises BadInput before the morning, for a night that left nothing, for one that somebody closed already.
    """
    require_regulation(actor)
    if not may_close(night):
        raise BadInput(Fault("", _("Cette nuit n’est pas finie."), _("Le bilan se clôt à partir de six heures.")))
    if len(words) > MOST_WORDS:
        raise BadInput(Fault("words", _("Ce texte est trop long."), _("Gardez l’essentiel, sans nom de personne.")))
    if is_empty(night):
        raise BadInput(Fault("", _("Rien n’a été gardé de cette nuit : il n’y a pas de bilan à clore.")))
    with transaction.atomic():
        report = NightReport.objects.select_for_update().filter(night=night).first()
        if report is None:
            report = _frozen(night, actor)
        elif report.closed_by_id is not None:
            raise BadInput(Fault("", _("Ce bilan est déjà clos."), _("Ses chiffres ne changent plus.")))
        report.words, report.closed_by = words.strip(), actor
        report.save(update_fields=["words", "closed_by"])
        record(actor, "shelter.night_closed", f"shelter.NightReport:{night.isoformat()}")
    return report


def figures(night: date) -> dict[str, Any]:
    """Both readings of a night as it stands: `all` for the regulation, `shown` for everybody else."""
    return {
        "all": figures_of(night, counts(night, is_whole=True)),
        "shown": shown(figures_of(night, counts(night), in_the_open=True)),
    }


def close_past_nights(now: datetime) -> int:
    """Close what nobody closed by noon; a night that left nothing has no report. Returns how many were closed."""
    over = night_at(now) - timedelta(days=1)
    recent = [over - timedelta(days=back) for back in range(MOST_NIGHTS)]
    done = set(NightReport.objects.filter(night__in=recent).values_list("night", flat=True))
    closed = 0
    for night in sorted(set(recent) - done):
        if is_empty(night):
            continue
        try:
            with transaction.atomic():
                _frozen(night, None)
                record(None, "shelter.night_closed", f"shelter.NightReport:{night.isoformat()}")
        except IntegrityError:
            continue
        closed += 1
    return closed


def _frozen(night: date, actor: User | None) -> NightReport:
    return NightReport.objects.create(night=night, figures=figures(night), closed_by=actor)
