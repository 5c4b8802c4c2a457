"""Yearly figures of others, noted as they give them. Nothing is added up; a correction has its line in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.indicators.enums import Qualifier

from ..enums import FigureSource, FigureStage
from ..models import YearFigure
from ..permissions import require_figures

FIRST_YEAR = 1990


@dataclass(frozen=True)
class Said:
    """What a source says of a year: a number, or a change alone."""

    year: int
    stage: str
    source: str
    value: int | None = None
    change_percent: Decimal | None = None
    qualifier: str = Qualifier.EXACT
    reference: str = ""
    is_sample: bool = False


def note(actor: User, said: Said, key: UUID | str | None = None) -> YearFigure:
    """Note a figure, or correct the one of this key.

    Raises Refused, Http404, BadInput when it says nothing, has no document, or when the row exists already.
    """
    require_figures(actor)
    with transaction.atomic():
        held = _held(key)
        _check(said, held)
        figure = held or YearFigure()
        for name in ("year", "stage", "source", "value", "change_percent", "qualifier", "is_sample"):
            setattr(figure, name, getattr(said, name))
        figure.reference = said.reference.strip()
        figure.noted_at, figure.noted_by = timezone.now(), actor
        figure.save()
        detail = {"year": said.year, "stage": said.stage, "source": said.source, "value": said.value}
        record(actor, "eviction_figure.corrected" if held else "eviction_figure.noted", figure.target, detail=detail)
    return figure


def remove(actor: User, key: UUID | str) -> None:
    """Take a figure back."""
    require_figures(actor)
    with transaction.atomic():
        figure = _held(key)
        if figure is None:
            raise Http404
        detail = {"year": figure.year, "stage": figure.stage, "source": figure.source}
        record(actor, "eviction_figure.removed", figure.target, detail=detail)
        figure.delete()


def _held(key: UUID | str | None) -> YearFigure | None:
    if key is None:
        return None
    found = YearFigure.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _check(said: Said, held: YearFigure | None) -> None:
    faults = []
    if not FIRST_YEAR <= said.year <= timezone.localdate().year:
        faults.append(Fault("year", _("Cette année n’est pas finie, ou trop ancienne."), _("Vérifiez-la.")))
    if said.stage not in FigureStage.values:
        faults.append(Fault("stage", _("Dites à quelle étape ce chiffre compte.")))
    if said.source not in FigureSource.values:
        faults.append(Fault("source", _("Dites qui donne ce chiffre.")))
    if said.value is None and said.change_percent is None:
        what = _("Ce chiffre ne dit rien.")
        faults.append(
            Fault("value", what, _("Donnez un nombre, ou une évolution si la source n’en donne pas d’autre."))
        )
    if said.value is not None and said.value < 0:
        faults.append(Fault("value", _("Un nombre ne descend pas sous zéro.")))
    if said.change_percent is not None and not -100 <= said.change_percent <= 1000:
        faults.append(Fault("change_percent", _("Une évolution va de −100 % à +1 000 %.")))
    if not said.reference.strip():
        faults.append(Fault("reference", _("Le document manque."), _("Dites où ce chiffre est écrit.")))
    same = YearFigure.objects.filter(year=said.year, stage=said.stage, source=said.source).first()
    if same is not None and same != held:
        faults.append(
            Fault("year", _("Cette source a déjà un chiffre de cette étape pour cette année."), _("Corrigez-le."))
        )
    if faults:
        raise BadInput(*faults)
