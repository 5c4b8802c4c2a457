"""How to knock at the doors of files, of what they hold, and of words held back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.people.models import File, FileWorker, HeldEdit, Person
from pacte.ground.people.permissions import FOLLOWING_ROLES
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    for placement, it in planted.items():
        key = it.file.key
        bodies: dict[str, dict[str, Any]] = {
            "file_edit": {"version": "1", "purpose": "support", "summary": "Une autre situation"},
            "file_close": {"reason": "relay"},
            "hand_over": {"user": str(city.users["regulator"].pk)},
            "worker_add": {"user": str(city.users["regulator"].pk)},
            "worker_leave": {"user": str(city.users["outreach_worker"].pk), "end": "objection"},
            "note_add": {"words": "Une note", "happened_on": str(timezone.localdate()), "audience": "workers"},
            "need_add": {"expressed": ["food"], "on": str(timezone.localdate())},
            "need_provide": {"line": str(it.need.pk)},
            "step_add": {
                "kind": "task", "title": "Une étape", "day": str(tomorrow), "for_user": str(it.step.for_user_id),
            },
            "document_add": {"file": SimpleUploadedFile("piece.txt", b"abc"), "kind": "other"},
        }  # fmt: skip
        for route, body in bodies.items():
            city.offer(f"people:{route}", placement, body, file=key)
        city.offer("people:file_open", placement, {"organisation": str(city.own.pk), "purpose": "rights"},
                   key=it.person.key)  # fmt: skip
        city.offer("people:note_edit", placement, {"version": "1", "words": "Autre", "audience": "workers",
                   "happened_on": str(timezone.localdate())}, key=it.note.key)  # fmt: skip
        city.offer("people:notes", placement, file=key)
        city.offer("people:step_end", placement, {"outcome": "done"}, key=it.step.key)
        city.offer("people:document_remove", placement, key=it.document.attachment.key)
        city.offer("people:held_edit", placement, {"version": "1"}, key=_edit_of(city, it))
        city.offer("people:file_reopen", placement, file=_closed(city, it).key)
        body = {"user": str(city.users["social_worker"].pk)}
        city.offer("people:name_lead", placement, body, file=_left_alone(it).key)


def _edit_of(city: City, it: Planted) -> Callable[[User | None], UUID]:
    """The knocker's own words on this file, another's for whoever follows nobody."""
    own = {
        city.users[role].pk: HeldEdit.objects.create(
            person=it.person, user=city.users[role], subject=f"file:{it.file.key}", sealed_values=seal("{}")
        ).key
        for role in FOLLOWING_ROLES
    }  # fmt: skip
    return lambda user: own.get(user.pk if user else 0, it.edit.key)


def _closed(city: City, it: Planted) -> File:
    person = Person.objects.create(pseudonym="TEST-CLOSED")
    file = File.objects.create(
        person=person, organisation=it.file.organisation, territory=it.file.territory, purpose="support",
        closed_on=timezone.localdate(), closing_reason="relay",
    )  # fmt: skip
    if it.file.workers.exists():
        for role in FOLLOWING_ROLES:
            FileWorker.objects.create(file=file, user=city.users[role], is_lead=role == "social_worker")
    return file


def _left_alone(it: Planted) -> File:
    person = Person.objects.create(pseudonym="TEST-ALONE")
    return File.objects.create(
        person=person, organisation=it.file.organisation, territory=it.file.territory, purpose="support"
    )
