"""What the desk shows on a person's page: whether a phrase was agreed, for those who have no papers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..models import AgreedPhrase


def phrase_panel(user: User, sight: Sight) -> Panel | None:
    """For those who follow the person: the day of the phrase, never the phrase."""
    if not sight.may_write:
        return None
    held = AgreedPhrase.objects.filter(person=sight.person).first()
    detail = date_format(held.agreed_at, "j F Y") if held else _("Utile à une personne sans papiers.")
    row = PanelRow(_("Phrase convenue") if held else _("Aucune phrase convenue"), detail)
    act = _("Changer la phrase") if held else _("Convenir d’une phrase")
    return Panel(_("Droits sur ses données"), [row], (act, reverse("data_protection:phrase", args=[sight.person.key])))
