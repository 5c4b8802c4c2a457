"""What if: the week computed again with the changes of the address. Nothing is written but a name to find it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of

from .. import permissions
from ..enums import Meal
from ..forms import ScenarioForm, TrialForm
from ..models import Scenario, Slot
from ..reads import points
from ..reads import week as reads
from ..rules.trials import Trial, best_point, differences
from ..services import scenarios
from .week import SUGGESTED

MOST_CHANGES = 60


def _form(request: HttpRequest, day: Any) -> TrialForm:
    places = points.points_kept_by(user_of(request)).order_by("name")
    slots = Slot.objects.offered().running(day, day).select_related("place").order_by("place__name", "meal")
    asked = any(name in request.GET for name in ("area", "closed", "moved"))
    rows = {"areas": reads.areas_queryset(), "points": places, "slots": slots}
    return TrialForm(request.GET if asked else None, initial={"day": day}, **rows)


@require_safe
@signed_in
def trial(request: HttpRequest) -> HttpResponse:
    """One more point, points closed, hours moved: the difference on the grid."""
    user = user_of(request)
    permissions.require_coordination(user)
    day = reads.day_or(request.GET.get("day", ""), timezone.localdate())
    week, form = reads.week(day), _form(request, day)
    asked = form.trial() if form.is_bound and form.is_valid() else Trial()
    after = week.tried(asked)
    closes = week.grid.total().shortfall - after.total().shortfall
    changes = differences(week.grid, after)
    names = {area.code: area.name_fr for area in week.areas}
    query = request.GET.urlencode()
    page = {
        "form": form,
        "week": week,
        "last": week.days[-1],
        "is_tried": bool(asked),
        "before": week.grid.total(),
        "after": after.total(),
        "closes": closes,
        "distance": abs(closes),
        "changes": [(change, names[change.before.area], Meal(change.before.meal).label) for change in changes][
            :MOST_CHANGES
        ],
        "changes_count": len(changes),
        "suggestion": _suggested(week, names),
        "scenarios": Scenario.objects.all()[:20],
        "keep": ScenarioForm(initial={"changes": query}) if asked and len(query) <= 2000 else None,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "meals/trial.html", page, status=status)


def _suggested(week: reads.Week, names: dict[str, str]) -> dict[str, Any] | None:
    """The point that would close the most, and the address that tries it."""
    best = best_point(week.grid, SUGGESTED)
    if best is None:
        return None
    days = "".join(f"&weekdays={day.weekday()}" for day in best.days)
    address = f"{reverse('meals:trial')}?day={week.first.isoformat()}&area={best.area}&meal={best.meal}{days}"
    hours = {"breakfast": "08:00-09:30", "snack": "16:00-17:00", "dinner": "18:30-20:00"}.get(best.meal, "12:00-13:30")
    return {
        "best": best, "area": names[best.area], "meal": Meal(best.meal).label, "most": SUGGESTED,
        "url": f"{address}&portions={best.portions}&times={hours}",
    }  # fmt: skip


@require_POST
@signed_in
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a trial under a name."""
    user = user_of(request)
    permissions.require_coordination(user)
    form = ScenarioForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Donnez un nom à l’essai, en 80 signes au plus."))
        return redirect("meals:trial")
    kept = scenarios.keep(user, **form.cleaned_data)
    messages.success(request, _("L’essai est gardé. Il ne change rien à la semaine."))
    return redirect(f"{reverse('meals:trial')}?{kept.changes}")
