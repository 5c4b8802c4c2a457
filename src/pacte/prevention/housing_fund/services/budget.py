"""The budget by year and aid: voted, committed, paid, repaid. Exact; going beyond is told, not forbidden."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import FundAid, FundMove
from ..models import FundBudgetMove
from ..permissions import require_ruling
from ..reads.budget import voted

FIRST_YEAR, LAST_YEAR = 2000, 2100


def vote(actor: User, year: int, aid: str, cents: int, *, note: str, on: date | None = None) -> FundBudgetMove:
    """Write what was voted for a year and an aid; a later vote adds to it, or takes off with a negative sum."""
    require_ruling(actor)
    if aid not in FundAid.values:
        raise BadInput(Fault("aid", _("Choisissez une aide.")))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(Fault("year", _("Cette année n’existe pas au budget."), _("Écrivez-la sur quatre chiffres.")))
    if cents == 0:
        raise BadInput(Fault("amount", _("La somme manque."), _("Écrivez-la en euros.")))
    if not note.strip():
        raise BadInput(Fault("note", _("La délibération manque."), _("Écrivez qui a voté, et quand.")))
    with transaction.atomic():
        row = move(actor, (year, aid), FundMove.VOTED, cents, on or timezone.localdate(), note=note.strip())
        if voted(year, aid) < 0:
            raise BadInput(Fault("amount", _("Le budget voté serait négatif."), _("Vérifiez la somme.")))
        record(actor, "fund.budget_voted", f"housing_fund.FundBudgetMove:{row.pk}", detail={"year": year, "aid": aid})
    return row


def move(
    actor: User | None, line: tuple[int, str], kind: str, cents: int, on: date, *, note: str = ""
) -> FundBudgetMove:  # fmt: skip
    """Append a movement of a year and an aid. For the other verbs of the room, inside their transaction."""
    year, aid = line
    return FundBudgetMove.objects.create(year=year, aid=aid, kind=kind, cents=cents, on=on, note=note, by=actor)
