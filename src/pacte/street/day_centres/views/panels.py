"""What the day centres show on a person's page: their mail address and their locker, with the next date."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from .. import permissions
from ..models import CentrePolicy, Loan, MailAddress, Waiting
from ..reads.lockers import open_waits, running_loan
from ..reads.mail import mail_places, open_address
from ..reads.places import places_of


def day_centre(user: User, sight: Sight) -> Panel | None:
    """The address and the locker as the user's own centres know them; the act is the next thing to ask for."""
    if not permissions.accompanies(user):
        return None
    keeps = places_of(user, *permissions.DESK_ROLES).exists()
    address = open_address(user, sight.person) if keeps else None
    loan = running_loan(user, sight.person) if keeps else None
    waits = [] if loan else open_waits(user, sight.person)
    rows = [*([_address(address)] if address else []), *([_loan(loan)] if loan else []), *map(_wait, waits)]
    offers_mail = keeps and address is None and mail_places(user, *permissions.ACCOMPANYING_ROLES).exists()
    act = _act(sight, offers_mail=offers_mail, has_locker=bool(loan or waits))
    return Panel(_("Courrier et casier"), rows, act) if rows or act else None


def _act(sight: Sight, *, offers_mail: bool, has_locker: bool) -> tuple[str, str] | None:
    if offers_mail:
        return _("Demander une adresse"), reverse("day_centres:address_ask", kwargs={"key": sight.person.key})
    if not has_locker:
        return _("Demander un casier"), f"{reverse('day_centres:luggage_rooms')}?person={sight.person.key}"
    return None


def _address(address: MailAddress) -> PanelRow:
    state = address.state_on(timezone.localdate(), CentrePolicy.current().mail_warning_days)
    until = _(" · jusqu’au %(day)s") % {"day": date_format(address.ends_on, "j F Y")} if address.ends_on else ""
    url = reverse("day_centres:address", kwargs={"key": address.key})
    return PanelRow(_("Adresse de courrier : %(place)s") % {"place": address.place.name}, f"{state.label}{until}", url)


def _loan(loan: Loan) -> PanelRow:
    title = _("Casier %(number)s : %(place)s") % {"number": loan.locker.number, "place": loan.locker.set.place.name}
    until = _("jusqu’au %(day)s") % {"day": date_format(loan.ends_on, "j F Y")}
    return PanelRow(title, until, reverse("day_centres:loan", kwargs={"key": loan.key}))


def _wait(wait: Waiting) -> PanelRow:
    detail = _("n° %(number)s sur la liste") % {"number": wait.number}
    if wait.locker and wait.offer_until:
        detail = _("casier gardé jusqu’au %(day)s") % {"day": date_format(wait.offer_until, "j F Y")}
    url = reverse("day_centres:wait", kwargs={"key": wait.key})
    return PanelRow(_("Attend un casier : %(place)s") % {"place": wait.set.place.name}, detail, url)
