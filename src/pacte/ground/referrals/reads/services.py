"""Services, as senders choose them and as their organisations keep them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, has_role
from pacte.ground.partners.reads import organisations_of
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered, lineage

from ..enums import Subject
from ..models import ReceivingService, ReceivingServiceQuerySet, ServiceKind

TAKING = {Subject.PERSON: "takes_persons", Subject.HOUSEHOLD: "takes_households", Subject.ANONYMOUS: "takes_anonymous"}


def kinds() -> QuerySet[ServiceKind]:
    """The kinds of service, with the number of services of each."""
    return ServiceKind.objects.annotate(services_count=Count("services"))


def services_listed() -> ReceivingServiceQuerySet:
    """Every service, with what a list shows of it."""
    return ReceivingService.objects.select_related("organisation", "kind", "territory").defer("territory__geometry")


def services_kept_by(user: Someone) -> ReceivingServiceQuerySet:
    """The services that the user keeps: every one for the pact's team, their organisation's for a referent."""
    if has_role(user, Role.PACT_TEAM):
        return services_listed()
    return services_listed().filter(organisation__in=organisations_of(user, Role.ORGANISATION_ADMIN))


def organisations_kept_by(user: Someone) -> QuerySet[Organisation]:
    """For which organisations the user may add a service."""
    if has_role(user, Role.PACT_TEAM):
        return Organisation.objects.filter(is_active=True)
    return organisations_of(user, Role.ORGANISATION_ADMIN)


def open_to(
    organisation: Organisation | None,
    *,
    subjects: tuple[Subject, ...] = (Subject.PERSON, Subject.HOUSEHOLD),
    kind: ServiceKind | None = None,
    territory: Territory | None = None,
    on: date | None = None,
) -> ReceivingServiceQuerySet:
    """Services to which this organisation may refer somebody now: open, of others, that take such a subject.

    A territory keeps those that work there: on it, on what contains it, on what it holds, or in the whole city.
    """
    taking = Q(pk__in=[])
    for subject in subjects:
        taking |= Q(**{TAKING[subject]: True})
    found = services_listed().open_on(on or timezone.localdate()).filter(taking)
    if organisation is not None:
        found = found.exclude(organisation=organisation)
    if kind is not None:
        found = found.filter(kind=kind)
    if territory is not None:
        near = lineage(territory) | covered(territory.pk)
        found = found.filter(Q(territory__isnull=True) | Q(territory__in=near))
    return found
