"""What one takes part in: one's own registrations, and those that one made for people."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads import in_sight

from ..enums import RegistrationState
from ..models import Feed, Registration

WITH = ("session__organisation", "session__place__territory", "session__stop", "session__territory")


def own_registrations(user: User) -> QuerySet[Registration]:
    """The user's own registrations that still hold, past ones included, the next session first."""
    return (
        Registration.objects.filter(account=user.pk)
        .exclude(state=RegistrationState.CANCELLED)
        .select_related(*WITH)
        .defer("session__territory__geometry", "session__place__territory__geometry")
        .order_by("session__starts_at", "pk")
    )


def people_registered_by(user: User) -> QuerySet[Registration]:
    """To come: registrations of persons whom the user may know of, made in the name of their organisations."""
    homes = {each.organisation_id for each in following_memberships(user)}
    if not homes:
        return Registration.objects.none()
    return (
        Registration.objects.live()
        .filter(in_sight(user, "person"), organisation__in=homes, session__ends_at__gt=timezone.now())
        .select_related("person", *WITH)
        .defer("session__territory__geometry", "session__place__territory__geometry")
        .order_by("session__starts_at", "pk")
    )


def feed_of(user: User) -> Feed | None:
    """The address of the user's calendar, as much as is kept of it."""
    return Feed.objects.filter(user=user.pk).first()
