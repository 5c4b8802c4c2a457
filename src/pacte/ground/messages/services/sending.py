"""Sending what is due. A message may leave twice if the process dies between leaving and noting it.

Without a way out for its channel it is kept, marked as such, and leaves once the way is set up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from pacte.ground.declarations.crypto import CannotOpen, unseal

from ..enums import Channel, MessageState
from ..models import ContactRule, Message
from ..rules import MAX_ATTEMPTS, back_off, mail_server
from .queue import obey

LOST_AFTER = timedelta(minutes=15)
"""A message said to be leaving for so long has lost its process."""
SMS_TIMEOUT = 10


@dataclass(frozen=True)
class Letter:
    """A letter ready to print."""

    address: str
    subject: str
    text: str


def send_due(now: datetime | None = None) -> int:
    """Send what is due on every channel that has a way out; keep the rest. Returns how many left."""
    now = now or timezone.now()
    _release(now)
    left = 0
    for key in list(Message.objects.due(now).exclude(channel=Channel.LETTER).values_list("pk", flat=True)):
        message = _claim(key, now)
        if message is not None:
            left += _send_one(message, now)
    return left


def print_letters(now: datetime | None = None) -> Iterator[Letter]:
    """The letters that wait, each marked as sent once it has been taken."""
    now = now or timezone.now()
    for key in list(Message.objects.due(now).filter(channel=Channel.LETTER).values_list("pk", flat=True)):
        message = _claim(key, now)
        if message is None or (address := _still_allowed(message)) is None:
            continue
        yield Letter(address, *_words(message))
        _gone(message, now)


def _release(now: datetime) -> None:
    """What was kept leaves when its channel has a way out; what was leaving with a dead process leaves again."""
    open_channels = [channel for channel in Channel if _way_out(channel)]
    kept = Message.objects.filter(state=MessageState.KEPT, channel__in=open_channels)
    kept.update(state=MessageState.QUEUED, not_before=None)
    lost = Message.objects.filter(state=MessageState.SENDING, not_before__lt=now)
    lost.update(state=MessageState.QUEUED, not_before=None)


def _way_out(channel: str) -> bool:
    return {Channel.MAIL: bool(settings.MAIL_URL), Channel.SMS: bool(settings.SMS_URL)}.get(Channel(channel), True)


def _claim(key: int, now: datetime) -> Message | None:
    """Take the message, by one conditional update: of two processes, one gets it."""
    waiting = Message.objects.due(now).filter(pk=key)
    if not waiting.update(state=MessageState.SENDING, attempts=F("attempts") + 1, not_before=now + LOST_AFTER):
        return None
    return Message.objects.get(pk=key)


def _send_one(message: Message, now: datetime) -> int:
    if not _way_out(message.channel):
        message.state, message.not_before, message.attempts = MessageState.KEPT, None, 0
        message.save()
        return 0
    try:
        address = _still_allowed(message)
        if address is None:
            return 0
        subject, text = _words(message)
        _leave(message.channel, address, subject, text)
    except (OSError, requests.RequestException) as error:
        _stumbled(message, error, now, lasting=False)
        return 0
    except Exception as error:
        _stumbled(message, error, now, lasting=True)
        return 0
    _gone(message, now)
    return 1


def _still_allowed(message: Message) -> str | None:
    """The address, after the rule as it is now; None when the rule holds or refuses the message."""
    address = unseal(message.sealed_address)
    rule = ContactRule.objects.filter(recipient_key=message.recipient_key).first()
    if rule is None:
        return address
    message.state = MessageState.QUEUED
    allowed = obey(rule, message, address)
    if message.state == MessageState.QUEUED:
        message.state = MessageState.SENDING
        return allowed
    message.attempts = 0
    message.save()
    return None


def _words(message: Message) -> tuple[str, str]:
    """Subject and text in the recipient's language; a discreet recipient's subject says nothing."""
    rule = ContactRule.objects.filter(recipient_key=message.recipient_key).first()
    discreet = rule is not None and rule.discreet
    context: dict[str, Any] = json.loads(unseal(message.sealed_context))
    context |= {"base_url": settings.BASE_URL, "discreet": discreet}
    if discreet:
        context["organisation"] = ""
    with translation.override(message.language):
        subject_template = "messages/discreet.subject.txt" if discreet else f"{message.template}.subject.txt"
        subject = " ".join(render_to_string(subject_template, context).split())
        return subject, render_to_string(f"{message.template}.txt", context).strip() + "\n"


def _leave(channel: str, address: str, subject: str, text: str) -> None:
    if channel == Channel.SMS:
        answer = requests.post(settings.SMS_URL, json={"to": address, "text": text.strip()}, timeout=SMS_TIMEOUT)
        answer.raise_for_status()
        return
    server = mail_server(settings.MAIL_URL)
    connection = get_connection(
        host=server.host, port=server.port, username=server.user, password=server.password, timeout=SMS_TIMEOUT,
        use_tls=server.encryption == "starttls", use_ssl=server.encryption == "tls",
    )  # fmt: skip
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [address], connection=connection).send()


def _gone(message: Message, now: datetime) -> None:
    """Note that it left, and drop the address and the words: what was said is not kept."""
    message.state, message.sent_at, message.error, message.not_before = MessageState.SENT, now, "", None
    message.sealed_address = message.sealed_context = ""
    message.save()


def _stumbled(message: Message, error: Exception, now: datetime, *, lasting: bool) -> None:
    """The error's type only: a mail server's words repeat addresses."""
    message.error = type(error).__name__
    if lasting or message.attempts >= MAX_ATTEMPTS or isinstance(error, CannotOpen):
        message.state, message.not_before = MessageState.FAILED, None
    else:
        message.state, message.not_before = MessageState.QUEUED, now + back_off(message.attempts)
    message.save()
