"""Stays: who reads why a household was placed at once and where it went, how long, what a person is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.crypto import unseal
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

from ..enums.stays import HOLDING_STATES
from ..models import ShelterPlacement
from ..models.stays import PlacementQuerySet
from ..reads.stays_one import may_read_danger, may_read_orientation, of_person

AFTER_STAY = timedelta(days=365)

FIELDS: list[Sensitive] = [
    Sensitive("shelter.ShelterPlacement", "sealed_reason", FieldClass.FREE_TEXT, may_read_danger),
    Sensitive("shelter.ShelterPlacement", "sealed_orientation", FieldClass.FREE_TEXT, may_read_orientation),
]
SEALED: list[str] = ["shelter.ShelterPlacement.sealed_reason", "shelter.ShelterPlacement.sealed_orientation"]


def _without_words(placements: PlacementQuerySet) -> int:
    said = placements.filter(~Q(sealed_reason="") | ~Q(sealed_orientation=""))
    return said.update(sealed_reason="", sealed_orientation="")


def _forget_words(before: datetime) -> int:
    over = ShelterPlacement.objects.exclude(state__in=HOLDING_STATES)
    return _without_words(over.filter(Q(ended_at__lt=before) | Q(ended_at__isnull=True, placed_at__lt=before)))


RETENTION: list[Retention] = [
    Retention(
        "shelter.ShelterPlacement", AFTER_STAY,
        gettext_lazy("Un an après un séjour, les mots écrits à son sujet s’effacent ; les nuits restent, sans nom."),
        _forget_words, Fate.ANONYMISE, is_sample=True,
    )
]  # fmt: skip


def _day(value: Any) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def _row(placement: ShelterPlacement) -> tuple[str, ...]:
    ended = timezone.localtime(placement.ended_at) if placement.ended_at else None
    words = unseal(placement.sealed_orientation) if placement.sealed_orientation else ""
    site = placement.lot.site
    return (
        _("Site confidentiel") if site.is_confidential else site.name, _day(placement.first_night),
        _day(ended or placement.last_night), str(placement.get_state_display()), str(placement.get_end_display()),
        words,
    )  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's own stays; to a relative nothing: they say where somebody is."""
    if asker is not Asker.SELF:
        return []
    rows = tuple(_row(each) for each in of_person(person).order_by("first_night", "pk"))
    columns = (_("Lieu"), _("Première nuit"), _("Jusqu’au"), _("État"), _("Fin"), _("Orientation"))
    return [Section(_("Séjours en hébergement"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    """The words go; the nights stay, and lead to nobody once the request is without a name."""
    return _without_words(of_person(person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Séjours en hébergement"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Séjours en hébergement d’urgence"),
        purpose=gettext_lazy("Tenir une place nuit après nuit, accueillir, orienter à la fin du séjour."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e ; Code de l’action sociale et des familles, L345-2-2 et L345-2-3)."),  # noqa: E501
        concerned=gettext_lazy("Ménages qui ont une place d’hébergement"),
        recipients=gettext_lazy("La régulation du 115, l’équipe du site ; le nom, qui suit la personne seulement"),
        models=("shelter.ShelterPlacement", "shelter.HeldUnit", "shelter.Transport"),
        risks=(
            gettext_lazy("Qu’un séjour, un message ou un transport dise à quelqu’un d’autre où dort une personne"),
        ),
        measures=(
            gettext_lazy("Une adresse protégée n’est dans aucun message ; elle se dit de vive voix"),
            gettext_lazy("Les pages montrent le numéro de la demande et la composition, pas le nom"),
            gettext_lazy("Une fin de séjour porte une orientation, scellée, lue par l’équipe du site et la régulation"),
        ),
    )
]  # fmt: skip
