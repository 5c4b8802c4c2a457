"""Who may be given a file: somebody of the same organisation, whose role follows people. And who gives it back."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, memberships_of

from .roles import FOLLOWING_ROLES


def colleagues(organisation: Organisation) -> QuerySet[User]:
    """Those who follow people in this organisation today: a file is passed to none but them."""
    today = Membership.objects.current(timezone.localdate())
    held = today.filter(organisation=organisation, role__in=FOLLOWING_ROLES)
    return User.objects.filter(pk__in=held.values("user")).order_by("display_name", "pk")


def is_colleague(user: User, organisation: Organisation) -> bool:
    """May this user be given a file of the organisation today?"""
    return colleagues(organisation).filter(pk=user.pk).exists()


def referent_memberships(user: Someone) -> list[Membership]:
    """The memberships by which the user is an organisation's referent: they name who takes up a file left alone."""
    return [held for held in memberships_of(user) if held.role == Role.ORGANISATION_ADMIN]


def require_referent(user: Someone) -> None:
    """Raise Refused unless the user is some organisation's referent."""
    if not referent_memberships(user):
        raise Refused(_("La référence de l’organisation confie les dossiers sans professionnel. Demandez-le-lui."))
