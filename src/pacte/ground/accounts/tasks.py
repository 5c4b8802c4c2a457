"""What recurs: second factors sealed under an older key are sealed again under the one in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from pacte.ground.declarations.crypto import seal, unseal

SEALED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""Where each kind of second factor keeps its secret."""


def seal_again(now: datetime) -> int:
    """Returns how many secrets were sealed again; none when no key has turned since the last run."""
    done = 0
    for kind, name in SEALED.items():
        current = {f"data__{name}__startswith": f"{settings.KEYS['current']}:"}
        for key in Authenticator.objects.filter(type=kind).exclude(**current).values_list("pk", flat=True):
            with transaction.atomic():
                locked = Authenticator.objects.select_for_update().get(pk=key)
                locked.data[name] = seal(unseal(locked.data[name]))
                locked.save(update_fields=["data"])
            done += 1
    return done


TICKS: list[Callable[[datetime], int]] = [seal_again]
