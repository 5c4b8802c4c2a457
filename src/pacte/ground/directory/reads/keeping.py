"""What keepers see: their entries with what each lacks, changes that wait, labels, premises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import organisations_seen_by
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..enums import PlaceKind, PlaceStatus, ProposalState
from ..models import DirectoryPolicy, NetworkLabel, Place, PlaceQuerySet, PremisesMerger, Proposal, Service
from ..permissions import edits_directory, keeper_memberships
from ..rules.completeness import Filled, missing
from ..rules.freshness import Freshness
from ..rules.hours import CLOCK, Span, spans
from ..rules.week import runs
from .freshness import due_of, freshness_of
from .kept import kept_by
from .saying import week

RETURNED_SHOWN = 30


@dataclass(frozen=True)
class Kept:
    """An entry as its keeper sees it: how fresh, when to review it, what it lacks in words."""

    place: Place
    freshness: Freshness
    due: date
    missing: list[str]


def listed(user: Someone, *, name: str = "", status: str = "", to_do: str = "", limit: date) -> PlaceQuerySet:
    """The entries that the user keeps, narrowed. `limit`: entries reviewed before this day are due."""
    rows = kept_by(user).filter(merged_into__isnull=True)
    rows = rows.filter(status=status) if status else rows.exclude(status=PlaceStatus.ARCHIVED)
    if name:
        rows = rows.filter(
            Q(name__icontains=name) | Q(operator__icontains=name) | Q(organisation__name__icontains=name)
        )
    if to_do == "review":
        rows = rows.filter(Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=limit), status=PlaceStatus.PUBLISHED)
    if to_do == "hours":
        rows = without_hours(rows)
    if to_do == "review":
        rows = rows.order_by(F("reviewed_on").asc(nulls_first=True), "name", "pk")
    return rows.select_related("organisation", "territory").defer("territory__geometry")


def without_hours(rows: PlaceQuerySet) -> PlaceQuerySet:
    """Published places that say hours nowhere: neither of their own nor of a service."""
    timed = Service.objects.filter(is_active=True).exclude(hours="").values("place")
    return rows.filter(status=PlaceStatus.PUBLISHED, kind=PlaceKind.FIXED, hours="").exclude(pk__in=timed)


def with_parts(rows: PlaceQuerySet) -> PlaceQuerySet:
    """With the services and stops by which one knows what is missing."""
    services = Service.objects.filter(is_active=True).order_by("category", "pk")
    return rows.prefetch_related(Prefetch("services", services), "stops")


def as_kept(rows: Iterable[Place], policy: DirectoryPolicy, today: date) -> list[Kept]:
    """Entries read by `with_parts`, with their freshness and what they lack."""
    return [
        Kept(
            place, freshness_of(place, policy, today), due_of(place, policy), [missing_words()[c] for c in lacks(place)]
        )
        for place in rows
    ]


def lacks(place: Place) -> list[str]:
    """Codes of what an entry lacks."""
    services = [each for each in place.services.all() if each.is_active]
    return missing(
        Filled(
            has_hours=bool(place.hours or any(each.hours for each in services)),
            has_services=bool(services),
            has_address=bool(place.address),
            has_point=place.latitude is not None,
            has_contact=bool(place.telephone or place.email or place.website),
            has_description=bool(place.description),
            says_conditions=place.is_unconditional is not None or place.is_anonymous is not None,
            has_stops=place.kind == PlaceKind.ITINERARY and bool(place.stops.all()),
            is_confidential=place.is_confidential,
            is_itinerary=place.kind == PlaceKind.ITINERARY,
        )
    )


def missing_words() -> dict[str, str]:
    """What each code of something missing says."""
    return {
        "services": _("les services"), "stops": _("les arrêts"), "hours": _("les horaires"), "address": _("l’adresse"),
        "point": _("le point sur la carte"), "conditions": _("les conditions d’accueil"),
        "contact": _("un moyen de joindre le lieu"), "description": _("la présentation"),
    }  # fmt: skip


def this_week(hours: str, today: date) -> str:
    """What these hours say of the week that begins today, in words; "" when they say nothing."""
    start = datetime.combine(today, time(), CLOCK)
    found: dict[date, list[Span]] = {today + timedelta(days=ahead): [] for ahead in range(7)}
    for span in spans(hours, start, start + timedelta(days=7)):
        found[span.start.date()].append(span)
    return week(runs(found.items()))


def organisations_for(user: Someone) -> QuerySet[Organisation]:
    """To whom the user may give an entry."""
    if edits_directory(user):
        return organisations_seen_by(user).filter(is_active=True).order_by("name")
    mine = {held.organisation_id for held in keeper_memberships(user)}
    return Organisation.objects.filter(pk__in=mine).order_by("name")


def territories_for(user: Someone) -> QuerySet[Territory]:
    """The arrondissements where the user may place an entry."""
    rows = Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry")
    held = keeper_memberships(user)
    if edits_directory(user) or any(each.territory_id is None for each in held):
        return rows
    return rows.filter(pk__in={key for each in held if each.territory_id for key in covered(each.territory_id)})


def waiting() -> QuerySet[Proposal]:
    """Changes that the team has to read, the oldest first."""
    rows = Proposal.objects.filter(state=ProposalState.WAITING, place__merged_into__isnull=True)
    return rows.select_related("place__organisation", "author").order_by("created_at")


def proposals_of(place: Place) -> QuerySet[Proposal]:
    """Changes of an entry that wait or were sent back, the newest first."""
    rows = place.proposals.filter(state__in=(ProposalState.WAITING, ProposalState.RETURNED))
    return rows.select_related("author").order_by("-created_at")


def returned_to(user: Someone) -> QuerySet[Proposal]:
    """The user's own changes that were sent back."""
    mine = Proposal.objects.filter(author_id=user.pk, state=ProposalState.RETURNED, place__in=kept_by(user))
    return mine.select_related("place").order_by("settled_at")


def holders(label: NetworkLabel, on: date) -> PlaceQuerySet:
    """The places that hold a label that day and that everyone reads."""
    held = Q(labels__label=label, labels__held_from__lte=on)
    held &= Q(labels__held_until__isnull=True) | Q(labels__held_until__gte=on)
    rows = Place.objects.published().filter(held).distinct()
    return rows.select_related("organisation", "territory").defer("territory__geometry").order_by("name")


def mergers() -> QuerySet[PremisesMerger]:
    """Regroupings of premises, arrondissement by arrondissement."""
    rows = PremisesMerger.objects.select_related("territory", "into").defer("territory__geometry", "into__search_text")
    return rows.prefetch_related("merging").order_by("territory__order", "territory__code", "planned_on", "pk")


def places_to_merge(territory: Territory) -> PlaceQuerySet:
    """Places of an arrondissement that a regrouping may join."""
    rows = Place.objects.filter(territory__in=covered(territory.pk), is_confidential=False, merged_into__isnull=True)
    return rows.exclude(status=PlaceStatus.ARCHIVED).order_by("name")
