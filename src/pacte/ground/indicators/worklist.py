"""What figures ask of somebody today: corrections to approve, corrections that came back.

What a collection asks for is told by the campaigns; only corrections made outside of one are told here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .enums import MeasurementStatus
from .models import Measurement
from .permissions import may_correct, may_steer

MOST = 50


def entries(user: User, today: date) -> Iterable[Entry]:
    """Corrections awaiting the pact's team, and those returned to this user's organisations."""
    found = reads.visible_to(user).filter(origin="correction").order_by("created_at")
    if may_steer(user):
        for measurement in found.filter(status=MeasurementStatus.SUBMITTED)[:MOST]:
            yield _entry(measurement, _("Correction à valider"), _("Valider la correction"), Urgency.SOON)
    for measurement in found.filter(status=MeasurementStatus.RETURNED)[:MOST]:
        if may_correct(user, measurement):
            yield _entry(measurement, _("Correction renvoyée"), _("Reprendre la correction"), Urgency.TODAY)


def _entry(measurement: Measurement, kind: str, act: str, urgency: Urgency) -> Entry:
    name = "indicators:amend" if measurement.status == MeasurementStatus.RETURNED else "indicators:measurement"
    return Entry(
        kind=kind, title=measurement.definition.label_fr, url=reverse(name, kwargs={"pk": measurement.pk}), act=act,
        due=None, urgency=urgency, detail=measurement.territory.name_fr,
    )  # fmt: skip


PROVIDERS = [entries]
