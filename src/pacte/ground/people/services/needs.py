"""Needs of a person, in two lists: what they express, and what they were given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Need
from ..models import File, NeedLine
from ..reads import FileSight
from .contact import note_contact
from .notes import moment_of
from .opening import file_to_write


def express(actor: User, file_key: UUID | str, needs: Iterable[str], on: date | None = None) -> list[NeedLine]:
    """Note what the person asks for; a need that already waits is not written twice."""
    seen, day = _own(actor, file_key, on)
    with transaction.atomic():
        waiting = {line.need for line in _waiting(seen.file)}
        asked = [Need(need) for need in dict.fromkeys(needs) if need not in waiting]
        made = NeedLine.objects.bulk_create(NeedLine(file=seen.file, need=need, expressed_on=day) for need in asked)
        _note(actor, "need.express", seen, asked, day)
    return made


def provide(actor: User, file_key: UUID | str, needs: Iterable[str], on: date | None = None) -> None:
    """Note what was given: it answers the need that waits, or stands alone when nobody had asked."""
    seen, day = _own(actor, file_key, on)
    with transaction.atomic():
        waiting = {line.need: line for line in _waiting(seen.file)}
        given = [Need(need) for need in dict.fromkeys(needs)]
        if not given:
            return
        for need in given:
            line = waiting.get(need) or NeedLine(file=seen.file, need=need)
            line.provided_on = max(day, line.expressed_on or day)
            line.save()
        _note(actor, "need.provide", seen, given, day)


def note(
    actor: User, file_key: UUID | str, *, expressed: Iterable[str], provided: Iterable[str], on: date | None = None
) -> None:
    """Both lists at once, kept or refused together."""
    with transaction.atomic():
        if asked := list(expressed):
            express(actor, file_key, asked, on)
        if given := list(provided):
            provide(actor, file_key, given, on)


def _own(actor: User, file_key: UUID | str, on: date | None) -> tuple[FileSight, date]:
    _sight, seen = file_to_write(actor, file_key)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise BadInput(Fault("on", _("Ce jour est à venir."), _("Indiquez le jour où c’est arrivé.")))
    return seen, day


def _waiting(file: File) -> list[NeedLine]:
    File.objects.select_for_update().get(pk=file.pk)
    return list(NeedLine.objects.filter(file=file, provided_on__isnull=True))


def _note(actor: User, act: str, seen: FileSight, needs: list[Any], day: date) -> None:
    note_contact(seen.file, moment_of(day))
    detail = {"file": str(seen.file.key), "needs": [str(need) for need in needs]}
    record(actor, act, seen.file.person.target, organisation=seen.file.organisation.slug, detail=detail)
