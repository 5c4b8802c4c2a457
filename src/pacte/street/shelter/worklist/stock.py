"""What the stock puts into my day: free places to declare, presence to count, closures that end or begin with people.

The regulation is told how many sites are silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..models import Closure, EveningPolicy, ShelterPlacement
from ..permissions import keeps_sites, regulates
from ..reads.declaring import silent_sites
from ..reads.sites import kept_by
from ..reads.stock import uncounted
from ..reads.tonight import night_at
from ..rules.night import NOON
from ..rules.presence import night_to_count

AHEAD = timedelta(days=3)
"""How long before a closure ends one is told."""


def to_declare(user: User, today: date) -> Iterable[Entry]:
    """Sites that have not said what they have free tonight; from noon on, late from the hour of the policy."""
    now = timezone.localtime()
    if now.time() < NOON or not (keeps_sites(user) or regulates(user)):
        return
    late = EveningPolicy.current().late_at
    urgency = Urgency.OVERDUE if now.time() >= late else Urgency.TODAY
    silent = silent_sites(night_at())
    for site in silent.filter(pk__in=kept_by(user).values("pk")) if keeps_sites(user) else []:
        yield Entry(
            kind=_("Places libres"), title=site.name, url=reverse("shelter:declare", args=[site.key]),
            act=_("Déclarer"), due=today, urgency=urgency, at=late, detail=_("Rien n’est déclaré pour cette nuit."),
        )  # fmt: skip
    if regulates(user) and (count := silent.count()):
        words = ngettext("%(count)d site n’a rien déclaré", "%(count)d sites n’ont rien déclaré", count)
        yield Entry(
            kind=_("Places libres"), title=words % {"count": count}, url=reverse("shelter:sites") + "?dit=no",
            act=_("Les appeler"), due=today, urgency=urgency, at=late,
        )  # fmt: skip


def to_count(user: User, today: date) -> Iterable[Entry]:
    """Nights that ended this morning and that nobody counted."""
    if not keeps_sites(user):
        return
    night = min(night_to_count(timezone.localtime().replace(tzinfo=None)), today - timedelta(days=1))
    for site, count in uncounted(user, night):
        words = ngettext("%(count)d lot à compter", "%(count)d lots à compter", count) % {"count": count}
        yield Entry(
            kind=_("Présences"), title=site.name, url=reverse("shelter:presence", args=[site.key]),
            act=_("Compter"), due=today, urgency=Urgency.TODAY,
            detail=_("Nuit du %(night)s : %(words)s.") % {"night": date_format(night, "j F"), "words": words},
        )  # fmt: skip


def closures_to_watch(user: User, today: date) -> Iterable[Entry]:
    """Closures that end in the next days, and those announced in a lot where households still are."""
    if not keeps_sites(user):
        return
    mine = kept_by(user).values("pk")
    ending = Closure.objects.filter(site__in=mine, until_night__range=(today, today + AHEAD))
    for each in ending.select_related("site", "lot").order_by("until_night"):
        yield _closure(
            each, each.until_night, _("Fermeture qui finit"), _("Rouvrir ou prolonger"), Urgency.SOON
        )  # fmt: skip
    whole = Closure.objects.filter(site__in=mine, from_night__gt=today, units__isnull=True)
    stays = ShelterPlacement.objects.holding().filter(last_night__isnull=True)
    in_lot, in_site = stays.filter(lot=OuterRef("lot")), stays.filter(lot__site=OuterRef("site"))
    inhabited = whole.filter(Exists(in_lot) | Q(lot__isnull=True) & Exists(in_site))
    for each in inhabited.select_related("site", "lot").order_by("from_night"):
        yield _closure(each, each.from_night, _("Fermeture habitée"), _("Voir le site"), Urgency.SOON)


def _closure(each: Closure, due: date | None, kind: str, act: str, urgency: Urgency) -> Entry:
    name = each.site.name if each.lot is None else f"{each.site.name} · {each.lot.name}"
    return Entry(
        kind=kind, title=name, url=reverse("shelter:site", args=[each.site.key]) + "#fermetures", act=act, due=due,
        urgency=urgency, detail=str(each.get_reason_display()),
    )  # fmt: skip


PROVIDERS = [to_declare, to_count, closures_to_watch]
