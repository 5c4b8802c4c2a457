"""The person's page: where their last requests for a night stand, for those who follow them. Never an address."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from .. import permissions
from ..reads.requests_of_person import LATEST, requests_of


def asked_tonight(user: User, sight: Sight) -> Panel | None:
    """The latest requests of the person, by night and state, where the user sees how they are followed."""
    if not sight.shows(FieldClass.SITUATION):
        return None
    regulates = permissions.regulates(user)
    rows = [
        PanelRow(
            _("Nuit du %(night)s") % {"night": date_format(each.night, "j F Y")},
            each.get_state_display() + (f" · {each.get_unmet_reason_display()}" if each.unmet_reason else ""),
            reverse("shelter:request", kwargs={"key": each.key}) if regulates else "",
        )
        for each in requests_of(sight.person)[:LATEST]
    ]
    act = None
    if regulates and sight.may_write:
        url = reverse("shelter:call") + f"?person={sight.person.key}"
        act = (_("Prendre une demande pour cette nuit"), url)
    return Panel(_("Hébergement d’urgence"), rows, act) if rows or act else None
