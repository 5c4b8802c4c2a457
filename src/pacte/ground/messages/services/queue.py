"""Putting a message in the outbox, under the recipient's rule. Nothing leaves from here."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Channel, MessageState
from ..models import ContactRule, Message
from ..rules import next_safe_moment


def user_key(user: Any) -> str:
    """The opaque key under which a user is written to."""
    return f"user:{user.opaque_id}"


def tell_user(user: Any, *, template: str, context: dict[str, Any] | None = None, organisation: str = "") -> Message:
    """Queue a mail to a user of the platform, in their language."""
    return send(
        user_key(user), channel=Channel.MAIL, address=user.email, template=template, context=context or {},
        organisation=organisation, language=user.language,
    )  # fmt: skip


def send(
    recipient_key: str,
    *,
    channel: Channel | None,
    address: str,
    template: str,
    context: dict[str, Any],
    organisation: str = "",
    language: str = "fr",
) -> Message:
    """Queue `<template>.txt` for the recipient; `context` holds plain values, sealed until the message leaves.

    The recipient's rule decides: never contact → refused and recorded; outside safe hours → held until the next
    safe one; a safe channel replaces the one asked for, by its own address only. Without `channel`: the safe one,
    or mail.
    """
    if not recipient_key or "@" in recipient_key or " " in recipient_key:
        raise BadInput(Fault("recipient_key", "is not an opaque key"))
    rule = ContactRule.objects.filter(recipient_key=recipient_key).first()
    message = Message(
        recipient_key=recipient_key, template=template, organisation=organisation, language=language,
        channel=channel or (rule and rule.safe_channel) or Channel.MAIL,
    )  # fmt: skip
    if rule is not None:
        address = obey(rule, message, address)
    if message.state != MessageState.REFUSED:
        message.sealed_address = seal(address)
        message.sealed_context = seal(json.dumps(context, cls=DjangoJSONEncoder))
    message.save()
    return message


def obey(rule: ContactRule, message: Message, address: str) -> str:
    """Apply the rule to the message's state, hour and channel; the address to use."""
    if rule.never_contact:
        return _refuse(message, "never_contact")
    if rule.safe_channel and rule.safe_channel != message.channel:
        if not rule.sealed_address:
            return _refuse(message, "no_safe_address")
        message.channel = rule.safe_channel
    if rule.safe_channel and rule.sealed_address:
        address = unseal(rule.sealed_address)
    now = timezone.localtime()
    # A letter has no hour.
    moment = now if message.channel == Channel.LETTER else next_safe_moment(now, rule.hours)
    if moment is None:
        return _refuse(message, "no_safe_hour")
    if moment > now:
        message.state, message.not_before = MessageState.HELD, moment
    return address


def _refuse(message: Message, reason: str) -> str:
    """The message stays as a record that it was not sent, without its address or words."""
    message.state, message.error, message.not_before = MessageState.REFUSED, reason, None
    message.sealed_address = message.sealed_context = ""
    return ""


@transaction.atomic
def set_contact_rule(recipient_key: str, *, safe_address: str | None = None, **choices: Any) -> ContactRule:
    """Write the recipient's own choices. The room that knows the recipient has checked who asks.

    What waits is judged again when it is about to leave.
    """
    rule, _made = ContactRule.objects.get_or_create(recipient_key=recipient_key)
    for name, value in choices.items():
        setattr(rule, name, value)
    if safe_address is not None:
        rule.sealed_address = seal(safe_address) if safe_address else ""
    rule.full_clean()
    rule.save()
    return rule
