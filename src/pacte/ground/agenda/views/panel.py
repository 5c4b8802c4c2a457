"""What the agenda shows on a person's page: their appointments, and how to make another."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.permissions import memberships_of
from pacte.ground.people.permissions import follows_people
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..enums import RegistrationState
from ..models import Registration

MOST = 6


def appointments(user: User, sight: Sight) -> Panel | None:
    """What the user's organisations booked for the person, or for themselves announced: the next first, the last after.

    Another partner's booking is not told from here.
    """
    homes = {held.organisation_id for held in memberships_of(user)}
    rows = Registration.objects.filter(person=sight.person, organisation__in=homes)
    rows = rows.exclude(state=RegistrationState.CANCELLED).select_related("session")
    held = sorted(rows.order_by("-session__starts_at")[:MOST], key=lambda row: row.session.starts_at)
    act = None
    if follows_people(user):
        act = (_("Prendre rendez-vous"), f"{reverse('agenda:bookable')}?person={sight.person.key}")
    lines = [PanelRow(_title(row), _state(row), _address(row)) for row in held]
    return Panel(_("Rendez-vous et séances"), lines, act) if lines or act else None


def _title(row: Registration) -> str:
    return f"{date_format(timezone.localtime(row.session.starts_at), 'j F Y, H:i')} · {row.session.title}"


def _state(row: Registration) -> str:
    return _("Annulée") if row.session.is_cancelled else str(row.get_state_display())


def _address(row: Registration) -> str:
    return reverse("agenda:session", kwargs={"key": row.session.key})
