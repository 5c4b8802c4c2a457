"""Lockers: who reads a card's number, how long loans and waits stay, what a person is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.privacy import (
    Asker,
    Fate,
    FieldClass,
    Holding,
    Processing,
    Retention,
    Section,
    Sensitive,
)
from pacte.ground.people.models import Person

from ..enums.lockers import WaitOutcome
from ..models import Loan, Waiting
from ..reads.lockers import loans_of, waits_of

AFTER_LOAN = timedelta(days=365)
AFTER_WAIT = timedelta(days=90)


def _may_read_loan(user: Any, loan: Loan) -> bool:
    """Those who stand at the desk of these lockers."""
    return loans_of(user).filter(pk=loan.pk).exists()


def _may_read_wait(user: Any, wait: Waiting) -> bool:
    """The same, and the organisation that referred."""
    return waits_of(user).filter(pk=wait.pk).exists()


FIELDS = [
    Sensitive("day_centres.Loan", "card", FieldClass.IDENTITY, _may_read_loan),
    Sensitive("day_centres.Waiting", "card", FieldClass.IDENTITY, _may_read_wait),
]


def _forget_loans(before: datetime) -> int:
    old = Loan.objects.filter(ended_on__lt=before.date())
    return old.filter(Q(person__isnull=False) | ~Q(card="")).update(person=None, card="", referred_by=None)


def _forget_waits(before: datetime) -> int:
    return Waiting.objects.filter(closed_at__lt=before).delete()[0]


RETENTION = [
    Retention(
        "day_centres.Loan", AFTER_LOAN,
        gettext_lazy("Un prêt fini depuis un an ne dit plus à qui était le casier ; les dates restent."),
        _forget_loans, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "day_centres.Waiting", AFTER_WAIT,
        gettext_lazy("Une attente finie ne sert plus : elle est supprimée après trois mois."),
        _forget_waits, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's lockers and waits; to a relative nothing, since they say where somebody comes."""
    if asker is not Asker.SELF:
        return []
    loans = Loan.objects.filter(person=person).select_related("locker__set__place").order_by("starts_on")
    waits = Waiting.objects.filter(person=person).select_related("set__place").order_by("asked_at")
    rows = [
        (
            each.locker.set.place.name, str(each.locker.number), each.starts_on.strftime("%d/%m/%Y"),
            each.ends_on.strftime("%d/%m/%Y"), str(each.get_end_reason_display() or _("En cours")),
        )
        for each in loans
    ]  # fmt: skip
    rows += [
        (each.set.place.name, "", timezone.localtime(each.asked_at).strftime("%d/%m/%Y"), "",
         str(each.get_outcome_display() or _("En attente")))
        for each in waits
    ]  # fmt: skip
    columns = (_("Lieu"), _("Casier"), _("Depuis"), _("Jusqu’au"), _("Suite"))
    return [Section(_("Casiers"), columns, tuple(rows))] if rows else []


def _anonymise(person: Person) -> int:
    """A locker in use keeps its luggage under a number that says nobody; waits end."""
    mine = Loan.objects.filter(person=person)
    unnamed = Concat(Value("sans nom "), Cast(F("pk"), CharField(max_length=20)), output_field=CharField())
    changed = mine.filter(ended_on__isnull=True).update(card=unnamed, person=None, referred_by=None)
    changed += mine.filter(ended_on__isnull=False).update(person=None, card="", referred_by=None)
    waits = Waiting.objects.filter(person=person)
    waits.filter(closed_at__isnull=True).update(
        closed_at=timezone.now(), outcome=WaitOutcome.WITHDRAWN, locker=None, offer_until=None
    )
    return changed + waits.update(person=None, card="", referred_by=None)


HOLDINGS = [Holding(gettext_lazy("Casiers"), _tell, _anonymise)]

PROCESSING = [
    Processing(
        name=gettext_lazy("Prêt de casiers (bagagerie)"),
        purpose=gettext_lazy("Garder pour un temps les affaires d’une personne, sur orientation d’un partenaire."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e)."),
        concerned=gettext_lazy("Personnes qui ont ou attendent un casier"),
        recipients=gettext_lazy("L’équipe du lieu ; le nom est vu par ceux qui suivent la personne, les autres voient un numéro"),  # noqa: E501
        models=("day_centres.Loan", "day_centres.Waiting"),
        risks=(gettext_lazy("Qu’un casier dise où une personne passe"),),
        measures=(
            gettext_lazy("Une carte sans nom suffit ; aucune fouille des bagages"),
            gettext_lazy("Une personne mise à l’abri n’est dans aucune liste d’attente montrée à d’autres"),
            gettext_lazy("Les affaires ne sont mises de côté, sans être ouvertes, qu’après le délai de la ville"),
        ),
    )
]  # fmt: skip
