"""What a device sends."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User


def item(kind: str, payload: dict[str, Any], at: datetime | None = None, **values: Any) -> dict[str, Any]:
    """One thing noted."""
    when = (at or timezone.now()).isoformat()
    return {"id": str(uuid4()), "kind": kind, "at": when, "payload": payload} | values


def send(client: Client, user: User, items: list[Any], sent_at: datetime | None = None, **values: Any) -> Any:
    """What the server answers to this user's device."""
    client.force_login(user)
    body = {"owner": str(user.opaque_id), "sent_at": (sent_at or timezone.now()).isoformat(), "items": items}
    return client.post(reverse("field:outbox"), json.dumps(body | values), content_type="application/json")


def states(answer: Any) -> list[str]:
    return [receipt["state"] for receipt in answer.json()["receipts"]]
