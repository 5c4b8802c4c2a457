"""What the night puts into my day: temporary sites that a level of the cold plan opens, households to rehouse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..models import ColdPlanActivation, ShelterSite
from ..permissions import keeps_sites, regulates
from ..reads.cold_plan import Inside, inside_after, left_inside
from ..reads.sites import kept_by
from ..reads.tonight import night_at
from ..rules.night import NOON


def to_open(user: User, today: date) -> Iterable[Entry]:
    """My sites that a level opens on a night to come; once that night is there, it is a site to declare like any."""
    if not keeps_sites(user):
        return
    sites = list(kept_by(user).filter(cold_plan_level__isnull=False))
    if not sites:
        return
    opened = ColdPlanActivation.objects.level_on(night_at())
    first = today if timezone.localtime().time() < NOON else None
    coming = ColdPlanActivation.objects.filter(**{"from_night__gte" if first else "from_night__gt": today})
    for activation in coming.select_related("level").order_by("from_night"):
        for site in sites:
            if opened < (site.cold_plan_level or 0) <= activation.level.level:
                yield _opening(site, activation, today)


def _opening(site: ShelterSite, activation: ColdPlanActivation, today: date) -> Entry:
    first = activation.from_night
    words = _("Le site ouvre la nuit du %(night)s : préparez-le et déclarez ses places.")
    return Entry(
        kind=_("Plan grand froid"), title=site.name, url=reverse("shelter:cold_plan"), act=_("Voir le plan"), due=first,
        urgency=Urgency.TODAY if first == today else Urgency.SOON,
        detail=words % {"night": date_format(first, "l j F")},
    )  # fmt: skip


def to_rehouse(user: User, today: date) -> Iterable[Entry]:
    """Sites that a level closes, or has closed, with people in them: for their team, and for the regulation."""
    is_regulation = regulates(user)
    if not (is_regulation or keeps_sites(user)):
        return
    night = night_at()
    ending = ColdPlanActivation.objects.filter(until_night__gte=night).select_related("level")
    found: list[tuple[Inside, date]] = [(each, night) for each in left_inside(night)]
    for activation in ending:
        last = activation.until_night or night
        found += [(each, last) for each in inside_after(activation, last)]
    mine = None if is_regulation else set(kept_by(user).values_list("pk", flat=True))
    for each, last in found:
        if mine is None or each.site.pk in mine:
            yield _rehousing(each, last, is_over=last <= night)


def _rehousing(each: Inside, last: date, *, is_over: bool) -> Entry:
    words = ngettext("%(count)d ménage à reloger", "%(count)d ménages à reloger", each.households)
    return Entry(
        kind=_("Relogement"), title=each.site.name, url=reverse("shelter:cold_plan"), act=_("Voir le plan"), due=last,
        urgency=Urgency.TODAY if is_over else Urgency.SOON, detail=words % {"count": each.households},
    )  # fmt: skip


PROVIDERS = [to_open, to_rehouse]
