"""How full it is, said in one gesture by those who are there; it holds some hours, then nothing is said any more."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Saturation
from ..models import DirectoryPolicy, Place, Service
from .common import journal, to_write


def declare(
    actor: User, place_key: UUID | str, level: str, service_key: UUID | str | None = None
) -> Place | Service:  # fmt: skip
    """Say how full the place, or one of its services, is from now on, for the hours that the city chose.

    An empty level takes the last word back. Nobody reads it before it is seen, and it does not change the entry.
    """
    if level and level not in Saturation.values:
        raise BadInput(Fault("level", _("Cette affluence n’est pas connue."), _("Choisissez parmi les boutons.")))
    now = timezone.now()
    with transaction.atomic():
        place = to_write(actor, place_key)
        subject: Place | Service = place
        if service_key:
            found = place.services.select_for_update().filter(key=service_key).first()
            if found is None:
                raise Http404
            subject = found
        hours = DirectoryPolicy.current().saturation_hours
        subject.saturation = level
        subject.saturation_at = now if level else None
        subject.saturation_until = now + timedelta(hours=hours) if level else None
        subject.save(update_fields=["saturation", "saturation_at", "saturation_until"])
        journal(actor, "saturation.declare", place, level=level or "none", service=str(service_key or ""))
    return subject
