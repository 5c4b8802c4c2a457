"""Which partners may be named as having referred somebody."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation

from .. import permissions
from .names import own_organisations
from .places import places_of


def referring(user: User, place: Place) -> QuerySet[Organisation]:
    """Any active partner for the place's own team, without those whose name is to be withheld; one's own elsewhere."""
    active = Organisation.objects.filter(is_active=True)
    if places_of(user, *permissions.DESK_ROLES).filter(pk=place.pk).exists():
        return active.filter(Q(is_discreet=False) | Q(pk__in=own_organisations(user)))
    mine = {each.organisation_id for each in permissions.held(user, *permissions.ACCOMPANYING_ROLES)}
    return active.filter(pk__in=mine)
