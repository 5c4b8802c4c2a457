"""What food coordination holds of people: a card's number, whose it is, and where it served. Meals name nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
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

from .models import Card, CardUse
from .reads.cards import cards_of
from .rules.cards import printed

KEEP_USES = timedelta(days=90)
KEEP_LINK = timedelta(days=90)
KEEP_CARDS = timedelta(days=2 * 365)


def issues_it(user: Any, card: Card) -> bool:
    """Those who issue cards and may know of its person; a voucher's whole organisation."""
    return cards_of(user).filter(pk=card.pk).exists()


FIELDS = [Sensitive("meals.Card", "number", FieldClass.CREDENTIAL, issues_it)]


def _drop_uses(before: datetime) -> int:
    """Where a card served is forgotten."""
    return CardUse.objects.filter(day__lt=before.date()).delete()[0]


def _drop_links(before: datetime) -> int:
    """Cards that no longer serve are nobody's."""
    return Card.objects.filter(valid_until__lt=before.date(), person__isnull=False).update(person=None)


def _delete_cards(before: datetime) -> int:
    return Card.objects.filter(valid_until__lt=before.date()).delete()[0]


RETENTION = [
    Retention(
        "meals.CardUse", KEEP_USES,
        gettext_lazy("Un passage dit où une personne a mangé : trois mois suffisent pour rectifier une erreur."),
        _drop_uses, is_sample=True,
    ),
    Retention(
        "meals.Card", KEEP_LINK,
        gettext_lazy("Une carte échue n’est plus à personne après trois mois."),
        _drop_links, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "meals.Card", KEEP_CARDS,
        gettext_lazy("Deux années de cartes anonymes disent combien il en est remis."),
        _delete_cards, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's cards; to a relative nothing, since a card says who follows them."""
    if asker is not Asker.SELF:
        return []
    cards = Card.objects.filter(person=person).select_related("organisation").order_by("issued_on", "pk")
    rows = tuple(
        (printed(card.number), card.organisation.name, date_format(card.valid_from), date_format(card.valid_until))
        for card in cards
    )
    uses = CardUse.objects.filter(card__person=person).select_related("place").order_by("day", "pk")
    passed = tuple((date_format(use.day), use.place.name, str(use.get_meal_display())) for use in uses)
    sections = []
    if rows:
        columns = (_("Numéro"), _("Remise par"), _("À partir du"), _("Jusqu’au"))
        sections.append(Section(_("Cartes de restaurant solidaire"), columns, rows))
    if passed:
        sections.append(Section(_("Repas avec la carte"), (_("Date"), _("Restaurant"), _("Repas")), passed))
    return sections


def _anonymise(person: Person) -> int:
    """Whatever leads from the person to a card or a meal goes; a number still in a pocket no longer serves."""
    mine = Card.objects.filter(person=person)
    CardUse.objects.filter(card__in=mine).delete()
    return mine.delete()[0]


HOLDINGS = [Holding(gettext_lazy("Cartes de restaurant solidaire"), _tell, _anonymise)]

PROCESSING = [
    Processing(
        name=gettext_lazy("Cartes de restaurant solidaire"),
        purpose=gettext_lazy("Ouvrir un repas à qui reçoit une carte ou un bon, sans dire son nom au restaurant."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6, 1, e)."),
        concerned=gettext_lazy("Personnes suivies à qui une carte mensuelle est remise. Un bon n’est à personne."),
        recipients=gettext_lazy("Qui suit la personne. Le restaurant voit le numéro, sa date, les repas restants."),
        models=("meals.Card", "meals.CardUse"),
        risks=(gettext_lazy("Un passage dit où et quand une personne a mangé."),),
        measures=(
            gettext_lazy("Le contrôle se fait par numéro. Aucun nom n’est montré ni demandé au restaurant."),
            gettext_lazy("Un passage est effacé après trois mois ; une carte échue est détachée de la personne."),
            gettext_lazy("La carte d’une personne protégée n’est vue que de qui la suit."),
        ),
    )
]  # fmt: skip
