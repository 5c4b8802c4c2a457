"""Tokens of the API: who is calling, and with which right.

`request.auth` is the ApiToken, with `.user`, `.organisation` and `.scope`. A token that reads
is refused every method that writes, here and once for all rooms.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from pacte.ground.declarations.errors import Refused

from .enums import Scope
from .models import ApiToken
from .permissions import may_use
from .rules import fingerprint

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TokenAuth(HttpBearer):
    """`Authorization: Bearer pacte_…`. An unknown, expired, revoked or orphaned token answers 401."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = ApiToken.objects.select_related("user").filter(digest=fingerprint(token)).first()
        if found is None:
            return None
        found.user.request_cache = {}
        if not may_use(found):
            return None
        if request.method not in SAFE and found.scope != Scope.WRITE:
            raise Refused(_("Ce jeton ne permet que la lecture. Créez un jeton de lecture et d’écriture."))
        today = timezone.localdate()
        if found.last_used_on != today:
            ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
        return found
