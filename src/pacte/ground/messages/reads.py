"""The outbox as the administration sees it: states, never addresses or words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from .enums import Channel, MessageState
from .models import Message, MessageQuerySet


@dataclass(frozen=True)
class Row:
    """How many messages of a channel stand in a state."""

    channel: str
    state: str
    count: int


def totals() -> list[Row]:
    """Messages by channel and state."""
    counted = Message.objects.order_by().values("channel", "state").annotate(count=Count("pk"))
    rows = [Row(str(Channel(r["channel"]).label), str(MessageState(r["state"]).label), r["count"]) for r in counted]
    return sorted(rows, key=lambda row: (row.channel, row.state))


def latest() -> MessageQuerySet:
    """The latest messages, without the columns that say to whom and what."""
    return Message.objects.only("channel", "template", "state", "error", "not_before", "created_at", "sent_at")
