"""My day: arrivals to confirm, stays without a unit tonight, places without an answer. Counted, never named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .. import permissions
from ..models import ShelterPlacement, ShelterSite
from ..reads import stays as reads
from ..reads.sites import kept_by
from ..reads.tonight import night_at


def of_sites(user: User, today: date) -> Iterable[Entry]:
    """A site's team: who has not been noted as arrived though the hour is past, who is there without a unit."""
    if not permissions.keeps_sites(user):
        return
    night, now = night_at(), timezone.now()
    sites = {site.pk: site for site in kept_by(user)}
    if not sites:
        return
    rows = ShelterPlacement.objects.filter(lot__site__in=list(sites)).select_related("lot__site")
    awaited: dict[int, list[ShelterPlacement]] = {}
    for row in rows.filter(pk__in=reads.awaited(night).values("pk")):
        if reads.is_late(row, now):
            awaited.setdefault(row.lot.site_id, []).append(row)
    for site, late in awaited.items():
        yield _to_confirm(sites[site], late, night)
    questioned = rows.filter(pk__in=reads.in_question(night).values("pk"))
    counts: dict[int, int] = {}
    for row in questioned:
        counts[row.lot.site_id] = counts.get(row.lot.site_id, 0) + 1
    for site, count in counts.items():
        words = ngettext(
            "%(count)s ménage présent sans unité cette nuit", "%(count)s ménages présents sans unité cette nuit", count
        )
        yield _entry(words % {"count": count}, _arrivals(sites[site]), _("Voir avec la régulation"), sites[site].name)


def _to_confirm(site: ShelterSite, late: list[ShelterPlacement], night: date) -> Entry:
    count = len(late)
    words = ngettext("%(count)s arrivée à confirmer", "%(count)s arrivées à confirmer", count) % {"count": count}
    first = min(row.first_night for row in late)
    urgency = Urgency.OVERDUE if first < night else Urgency.TODAY
    return Entry(
        kind=_("Arrivée"), title=words, url=_arrivals(site), act=_("Dire qui est venu"), due=first, urgency=urgency,
        detail=site.name,
    )  # fmt: skip


def _arrivals(site: ShelterSite) -> str:
    return reverse("shelter:arrivals", kwargs={"key": site.key})


def _entry(title: str, url: str, act: str, detail: str = "", urgency: Urgency = Urgency.TODAY) -> Entry:
    return Entry(kind=_("Séjour"), title=title, url=url, act=act, due=night_at(), urgency=urgency, detail=detail)


def of_regulation(user: User, today: date) -> Iterable[Entry]:
    """The regulation: stays that could not go on, places without an answer, households that are late."""
    if not permissions.regulates(user):
        return
    night, now, url = night_at(), timezone.now(), reverse("shelter:stays")
    if count := reads.in_question(night).count():
        words = ngettext(
            "%(count)s séjour n’a pas pu être prolongé", "%(count)s séjours n’ont pas pu être prolongés", count
        )
        yield _entry(words % {"count": count}, url, _("Trouver une place"), urgency=Urgency.OVERDUE)
    if count := reads.unanswered(now).count():
        words = ngettext("%(count)s place proposée sans réponse", "%(count)s places proposées sans réponse", count)
        yield _entry(words % {"count": count}, url, _("Rappeler"))
    late = [row for row in reads.awaited(night).select_related("lot__site") if reads.is_late(row, now)]
    if late:
        words = ngettext(
            "%(count)s ménage attendu, heure passée", "%(count)s ménages attendus, heure passée", len(late)
        )
        yield _entry(words % {"count": len(late)}, url, _("Appeler le site"))


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [of_sites, of_regulation]
