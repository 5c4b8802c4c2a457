"""What the verbs of the stock share: a site that the actor keeps, held; who is in its lots; words for both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import Closure, HeldUnit, Lot, LotCapacity, ShelterPlacement, ShelterSite
from ..permissions import require_site
from ..reads.sites import kept_by
from ..rules.stock import Shut, Span, Staying

MOST_SPANS = 4
"""How many spans of nights a refusal spells out."""


def site_to_write(actor: User, key: UUID | str) -> ShelterSite:
    """A site that the actor keeps, held until the transaction ends; placements in it wait.

    Raises Refused for who keeps no site, Http404 for another's.
    """
    require_site(actor)
    site = ShelterSite.objects.select_for_update(of=("self",)).select_related("organisation").filter(key=key).first()
    if site is None or not kept_by(actor).filter(pk=site.pk).exists():
        raise Http404
    return site


def lot_to_write(actor: User, key: UUID | str) -> Lot:
    """A lot of a site that the actor keeps, its site held until the transaction ends."""
    require_site(actor)
    lot = Lot.objects.filter(key=key).first()
    if lot is None:
        raise Http404
    lot.site = site_to_write(actor, lot.site.key)
    lot.refresh_from_db(fields=["kind", "unit_places"])
    return lot


def note(actor: User | None, action: str, site: ShelterSite, target: str = "", **detail: Any) -> None:
    """One line of the journal, in codes."""
    record(actor, action, target or site.target, organisation=site.organisation.slug, detail=detail)


def staying_in(lots: Iterable[Lot], night: date) -> dict[int, list[Staying]]:
    """Households in these lots from this night on, by lot: those placed, and units held beyond their placement."""
    keys = [lot.pk for lot in lots]
    found: dict[int, list[Staying]] = defaultdict(list)
    known: dict[int, tuple[date, date | None]] = {}
    for placed in ShelterPlacement.objects.holding().filter(lot__in=keys):
        last = placed.last_night
        known[placed.pk] = (placed.first_night, last)
        if last is None or last >= night:
            found[placed.lot_id].append(Staying(placed.units, placed.first_night, last))
    held = HeldUnit.objects.filter(lot__in=keys, night__gte=night)
    beyond: dict[tuple[int, int, date], int] = defaultdict(int)
    for lot, placement, on in held.values_list("lot", "placement", "night"):
        first, last = known.get(placement, (date.max, None))
        if not (first <= on and (last is None or on <= last)):
            beyond[lot, placement, on] += 1
    for (lot, _placement, on), units in beyond.items():
        found[lot].append(Staying(units, on, on))
    return found


def capacities_of(lots: Iterable[Lot]) -> dict[int, dict[date, int]]:
    """The dated capacities of these lots: the night from which each holds, its units."""
    found: dict[int, dict[date, int]] = defaultdict(dict)
    rows = LotCapacity.objects.filter(lot__in=[lot.pk for lot in lots])
    for lot, first, units in rows.values_list("lot", "from_night", "units"):
        found[lot][first] = units
    return found


def shut_in(lots: Iterable[Lot], *, without: Closure | None = None) -> dict[int, list[Shut]]:
    """What is closed in these lots, the closures of their whole site included."""
    here = list(lots)
    rows = Closure.objects.filter(site__in={lot.site_id for lot in here})
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    found: dict[int, list[Shut]] = defaultdict(list)
    for each in rows:
        for lot in here:
            if each.lot_id == lot.pk or (each.lot_id is None and each.site_id == lot.site_id):
                found[lot.pk].append(Shut(each.units, each.from_night, each.until_night))
    return found


def refuse_people_there(where: str, spans: dict[str, list[Span]]) -> None:
    """Raise BadInput when somebody is there: how many households on which nights of which lot, and what to do."""
    told = [(name, span) for name, found in spans.items() for span in found]
    if not told:
        return
    words = " ".join(_span_in_words(name, span) for name, span in told[:MOST_SPANS])
    if len(told) > MOST_SPANS:
        words = f"{words} …"
    first = _("Des ménages y sont : rien n’a été changé.")
    raise BadInput(
        Fault(
            where,
            f"{first} {words}",
            _("Déplacez ou terminez d’abord leurs séjours, fermez plus tard, ou ne fermez que les unités libres."),
        )
    )


def _span_in_words(name: str, span: Span) -> str:
    people = ngettext("%(count)d ménage", "%(count)d ménages", span.households) % {"count": span.households}
    units = ngettext("%(count)d unité", "%(count)d unités", span.units) % {"count": span.units}
    when = _nights(span.first, span.last)
    values = {"lot": name, "when": when, "people": people, "units": units, "room": span.room}
    return _("%(lot)s, %(when)s : %(people)s (%(units)s), il en resterait %(room)d d’ouvertes.") % values


def _nights(first: date, last: date | None) -> str:
    """A span of nights, in words."""
    begins = date_format(first, "j F Y")
    if last is None:
        return _("à partir de la nuit du %(first)s, sans date de fin") % {"first": begins}
    if last == first:
        return _("nuit du %(first)s") % {"first": begins}
    return _("nuits du %(first)s au %(last)s") % {"first": begins, "last": date_format(last, "j F Y")}


def refuse_past(where: str, night: date, tonight: date) -> None:
    """Raise BadInput for a night that is over: what it was is kept as it stood."""
    if night < tonight:
        raise BadInput(
            Fault(
                where,
                _("La nuit du %(night)s est passée : elle reste comme elle a été.")
                % {"night": date_format(night, "j F Y")},
                _("Choisissez une nuit à partir de celle du %(tonight)s.") % {"tonight": date_format(tonight, "j F Y")},
            )
        )


def notice_ends(tonight: date, nights: int) -> date:
    """The first night whose closure may be announced with open-ended stays in it."""
    return tonight + timedelta(days=nights)
