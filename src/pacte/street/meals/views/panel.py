"""What food coordination shows on a person's page: their card, to those who follow them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..models import Card
from ..permissions import issuing_memberships
from ..reads.cards import cards_of

MOST = 3


def meal_card(user: User, sight: Sight) -> Panel | None:
    """The cards that the user's own organisation issued the person; the act to issue one when none serves."""
    if not issuing_memberships(user):
        return None
    today = timezone.localdate()
    held = list(cards_of(user).filter(person=sight.person).order_by("-valid_until", "-pk")[:MOST])
    rows = [PanelRow(_title(card), _detail(card), reverse("meals:card", kwargs={"key": card.key})) for card in held]
    act = None
    if sight.may_write and not any(card.ended_at is None and card.valid_until >= today for card in held):
        act = (_("Remettre une carte"), reverse("meals:issue", kwargs={"key": sight.person.key}))
    return Panel(_("Restaurant solidaire"), rows, act) if rows or act else None


def _title(card: Card) -> str:
    return _("Carte jusqu’au %(day)s") % {"day": date_format(card.valid_until, "j F Y")}


def _detail(card: Card) -> str:
    return str(card.get_end_display()) if card.ended_at else ""
