"""How long households have waited, by kind: the page, and its chart."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.charts import Bar, bars

from .. import permissions
from ..reads.tonight import night_at
from ..reads.waits import Waits, waits
from ..rules.waiting import alert


@require_safe
@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """Nights in a row without a place: who waits tonight and since when, and the last seven nights."""
    user = user_of(request)
    permissions.require_reading(user)
    night = night_at()
    found = waits(night, is_protected=not permissions.regulates(user))
    page = {"night": night, "waits": found, "alert": alert(), "chart": _chart(found)}
    return render(request, "shelter/priorities/waiting.html", page)


def _chart(found: Waits) -> SafeString | None:
    if not any(round(mean, 1) for _label, mean in found.means):
        return None
    rows = [Bar(label, round(mean, 1), _nights(mean)) for label, mean in found.means]
    said = _("Nuits sans place avant celle-ci, en moyenne. Le tableau à côté donne les ménages.")
    return bars(rows, colour="street", title=_("Attente moyenne par ménage"), description=said)


def _nights(mean: float) -> str:
    said = f"{mean:.1f}".replace(".", ",").removesuffix(",0")
    return ngettext("%(said)s nuit", "%(said)s nuits", 2 if mean >= 2 else 1) % {"said": said}
