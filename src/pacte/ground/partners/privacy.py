"""What partners know of people: who works where. Names and addresses are the accounts'."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Retention, Sensitive

from .models import Membership

FIELDS: list[Sensitive] = []


def _purge_memberships(before: datetime) -> int:
    """Memberships that ended before this moment."""
    return Membership.objects.filter(ends_on__lt=before.date()).delete()[0]


RETENTION = [
    Retention(
        "partners.Membership",
        timedelta(days=3 * 365),
        _("Qui tenait quel rôle explique trois années de chiffres."),
        _purge_memberships,
    )
]
