"""Planning a day's tour of a mobile service: its stops of that day become sessions, at their hours, in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.directory.enums import PlaceKind
from pacte.ground.directory.models import Place, Stop
from pacte.ground.directory.rules.hours import BadHours, Span, spans

from ..enums import RegistrationMode, SessionKind
from ..models import Session, Tour
from ..permissions import may_announce, require_keeping
from ..reads.lists import at_midnight


def plan(actor: User, place: Place, day: date, staff: Iterable[User] = ()) -> Tour:
    """Run an itinerary on a day. Each stretch of a stop's hours that day becomes a session announced to the public.

    Raises Refused for somebody else's itinerary, BadInput when it is already planned that day or stops nowhere.
    """
    require_keeping(actor)
    if place.organisation is None or not may_announce(actor, place.organisation, place.territory):
        raise Refused(_("Cet itinéraire est tenu par une autre organisation."))
    if place.kind != PlaceKind.ITINERARY:
        raise BadInput(Fault("place", _("Ce lieu ne se déplace pas."), _("Choisissez un itinéraire.")))
    stands = stands_of(place, day)
    if not stands:
        raise BadInput(
            Fault("day", _("Cet itinéraire ne s’arrête nulle part ce jour-là."), _("Vérifiez les horaires des arrêts."))
        )
    with transaction.atomic():
        Place.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
        if Tour.objects.filter(place=place, day=day).exists():
            raise BadInput(Fault("day", _("La tournée de ce jour est déjà prévue."), _("Ouvrez-la.")))
        tour = Tour.objects.create(place=place, organisation=place.organisation, day=day)
        tour.staff.set(staff)
        for stop, span in stands:
            _stand(tour, stop, span)
        slug = place.organisation.slug
        record(actor, "tour.plan", tour.target, organisation=slug, detail={"stops": len(stands)})
    return tour


def stands_of(place: Place, day: date) -> list[tuple[Stop, Span]]:
    """Where the service comes to stand that day, by the hour, past midnight too; unreadable hours are passed over."""
    first, last = at_midnight(day), at_midnight(day + timedelta(days=1))
    found: list[tuple[Stop, Span]] = []
    for stop in place.stops.select_related("territory").order_by("order", "pk"):
        try:
            around = spans(stop.hours, first - timedelta(days=1), last + timedelta(days=1))
        except BadHours:
            continue
        found += [(stop, span) for span in around if first <= span.start < last]
        found += [(stop, Span(first, last)) for span in around if span.start < first and span.end > last]
    return sorted(found, key=lambda pair: (pair[1].start, pair[0].order))


def _stand(tour: Tour, stop: Stop, span: Span) -> Session:
    return Session.objects.create(
        kind=SessionKind.MOBILE_STOP, title=tour.place.name, description=tour.place.description,
        organisation=tour.organisation, place=tour.place, stop=stop, territory=stop.territory, tour=tour,
        starts_at=span.start, ends_at=span.end, registration=RegistrationMode.FREE, is_public=True,
    )  # fmt: skip
