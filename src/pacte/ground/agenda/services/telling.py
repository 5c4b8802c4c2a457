"""Writing to those who are registered. To a person: the day and the hour, never what for; their rule decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from pacte.ground.messages.enums import Channel
from pacte.ground.messages.models import ContactRule
from pacte.ground.messages.services import send, tell_user
from pacte.ground.people.models import Person

from ..models import Registration, Session
from ..reads.whereabouts import where


def tell(registrations: Iterable[Registration], session: Session, template: str, **extra: Any) -> int:
    """Write `agenda/mail/<template>` about this session to each; how many messages were queued."""
    said = 0
    for registration in registrations:
        if registration.account is not None:
            said += _tell_account(registration, session, template, extra)
        elif registration.person is not None:
            said += _tell_person(registration.person, session, template)
    return said


def _when(session: Session) -> dict[str, Any]:
    local = timezone.localtime(session.starts_at)
    return {"day": date_format(local, "l j F Y"), "time": date_format(local, "H:i")}


def _tell_account(registration: Registration, session: Session, template: str, extra: dict[str, Any]) -> int:
    assert registration.account is not None
    told = where(session)
    context = _when(session) | extra | {
        "title": session.title, "where": told.line,
        "address": settings.BASE_URL + reverse("agenda:session", kwargs={"key": session.key}),
    }  # fmt: skip
    slug = session.organisation.slug
    tell_user(registration.account, template=f"agenda/mail/{template}", context=context, organisation=slug)
    return 1


def _tell_person(person: Person, session: Session, template: str) -> int:
    """By the way they chose, or the one that is noted. Whoever is restricted is told by a safe way or not at all."""
    if person.anonymised_at is not None or person.archived_at is not None:
        return 0
    rule = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
    way = _way_to(person, rule)
    if way is None:
        return 0
    channel, address = way
    is_silent = person.is_restricted or session.organisation.is_discreet or (rule is not None and rule.discreet)
    context = _when(session) | {"where": "" if is_silent else where(session).line}
    send(
        person.recipient_key, channel=channel, address=address, template=f"agenda/mail/{template}",
        context=context, organisation="" if is_silent else session.organisation.slug,
    )  # fmt: skip
    return 1


def _way_to(person: Person, rule: ContactRule | None) -> tuple[Channel | None, str] | None:
    if rule is not None and (rule.safe_channel or rule.never_contact):
        return None, ""
    if person.is_restricted:
        return None
    if person.email:
        return Channel.MAIL, person.email
    return (Channel.SMS, person.phone) if person.phone else None
