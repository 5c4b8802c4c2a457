"""What is held of persons kept apart. Told to the one for whom it was set, never to the other, nor to a relative."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.privacy import Asker, Holding, Processing, Retention, Section, Sensitive
from pacte.ground.people.models import Person

from ..models import KeptApart

AFTER_APART = timedelta(days=365)

FIELDS: list[Sensitive] = []
"""A rule is two opaque references and dates: it holds no text of its own."""


def _forget(before: datetime) -> int:
    return KeptApart.objects.filter(ended_at__lt=before).delete()[0]


RETENTION: list[Retention] = [
    Retention(
        "shelter.KeptApart", AFTER_APART,
        gettext_lazy("Une règle de distance finie depuis un an est supprimée ; tant qu’elle tient, elle protège."),
        _forget, is_sample=True,
    )
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """Only what was set for this person, without the other's name: a statement may be read over a shoulder."""
    if asker is not Asker.SELF:
        return []
    rows = [
        (
            timezone.localtime(each.set_at).strftime("%d/%m/%Y"),
            timezone.localtime(each.ended_at).strftime("%d/%m/%Y") if each.ended_at else _("En cours"),
        )
        for each in KeptApart.objects.filter(person=person).order_by("set_at", "pk")
    ]
    title = _("Jamais sur le même site qu’une autre personne")
    return [Section(title, (_("Depuis"), _("Jusqu’au")), tuple(rows))] if rows else []


def _anonymise(person: Person) -> int:
    """A rule without one of its two persons protects nobody any more: it goes."""
    return KeptApart.objects.filter(Q(person=person) | Q(other=person)).delete()[0]


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Distance entre personnes"), _tell, _anonymise)]
PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Priorités, et personnes jamais sur le même site"),
        purpose=gettext_lazy(
            "Donner les places dans un ordre public ; ne pas loger ensemble une personne et qui la menace."
        ),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e) ; sauvegarde des intérêts vitaux (6.1.d)."),
        concerned=gettext_lazy("Personnes tenues à distance d’une autre, et cette autre"),
        recipients=gettext_lazy("Ceux qui suivent la personne pour qui la règle est posée, et personne d’autre"),
        models=("shelter.KeptApart",),
        risks=(gettext_lazy("Que l’autre personne apprenne la règle, et par elle où ne pas chercher"),),
        measures=(
            gettext_lazy("Aucune explication, aucun journal, aucun export ne dit qu’une règle a joué"),
            gettext_lazy("Un lot écarté pour cette raison l’est avec les mêmes mots que pour d’autres causes"),
        ),
    )
]  # fmt: skip
SEALED: list[str] = []
