"""What the front desk shows on a person's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from .. import reads
from ..models import Arrival

MOST = 5


def visits(user: User, sight: Sight) -> Panel | None:
    """The last visits linked to the person, at desks where the user works; the one to link when they receive somebody.

    Nobody else learns from here where the person was.
    """
    found = list(reads.linked_or_held(user, sight.person).order_by("-arrived_at"))
    linked = [each for each in found if each.person_id][:MOST]
    rows = [PanelRow(_title(each), str(each.get_outcome_display()), _address(each)) for each in linked]
    free = [each for each in found if not each.person_id]
    act = None
    if free:
        held = max(free, key=lambda each: each.called_at or each.arrived_at)
        address = reverse("reception:link", kwargs={"key": held.key})
        act = (_("Rattacher la visite n° %(number)s") % {"number": held.number}, f"{address}?person={sight.person.key}")
    return Panel(_("Visites à l’accueil"), rows, act) if rows or act else None


def _title(arrival: Arrival) -> str:
    when = date_format(timezone.localtime(arrival.arrived_at), "j F Y, H:i")
    return f"{when} · {arrival.desk.site.name} · {arrival.get_reason_display()}"


def _address(arrival: Arrival) -> str:
    return reverse("reception:arrival", kwargs={"key": arrival.key})
