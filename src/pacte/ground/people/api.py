"""Persons for programs: those of one organisation, under a token of one of its workers. Each opening is in the journal.

What a field's class does not open is absent from the answer, never empty. Nobody restricted is listed or found.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from pacte.ground.accounts.models import ApiToken
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import act_for

from . import reads
from .enums import How, NoteAudience, SharingLevel
from .permissions import require_following
from .reads import FileSight, Sight
from .reads.files import Contents, contents_of
from .reads.levels import levels_of
from .services import notes, search, sharing
from .services.opening import file_to_write, open_file

ROUTER = Router(tags=["people"])
PAGE = 200
MOST_HITS = 20


class PersonRow(Schema):
    """A person whom the token's user may know of in its organisation, and how much of them is open."""

    key: UUID
    pseudonym: str
    level: SharingLevel


class PersonsPage(Schema):
    """One page of persons; `next` is the offset of the following one, or null."""

    items: list[PersonRow]
    count: int
    next: int | None


class SearchIn(Schema):
    """What is remembered of a name, in any order, and a birth year, about."""

    words: str = Field(max_length=200)
    birth_year: int | None = Field(default=None, ge=1880, le=2200)


class HitOut(Schema):
    """A person found: why, in words, and how well (an order, not a probability). Open them to read their name."""

    key: UUID
    pseudonym: str
    why: str
    score: float


class NoteOut(Schema):
    """A note of a file, as its audience and its class open it."""

    key: UUID
    happened_on: date
    audience: str
    is_health: bool
    text: str
    version: int


class StepOut(Schema):
    """Something planned in a file."""

    key: UUID
    kind: str
    title: str
    due_at: datetime
    outcome: str


class FileOut(Schema):
    """A file within reach. `holder` is withheld when the organisation's name would say too much."""

    key: UUID
    holder: str
    opened_on: date
    closed_on: date | None
    level: SharingLevel
    may_write: bool
    purpose: str | None = None
    summary: str | None = None
    housing: str | None = None
    reduced_mobility: bool | None = None
    has_animal: bool | None = None
    care_need: str | None = None
    notes: list[NoteOut] | None = None
    steps: list[StepOut] | None = None


class PersonOut(Schema):
    """A person, field by field as their classes are open."""

    key: UUID
    pseudonym: str
    level: SharingLevel
    may_write: bool
    version: int
    files: list[FileOut]
    given_name: str | None = None
    family_name: str | None = None
    other_names: list[str] | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    birth_precision: str | None = None
    gender: str | None = None
    phone: str | None = None
    email: str | None = None
    relay: str | None = None
    languages: list[str] | None = None
    protected_address: str | None = None


class NoteIn(Schema):
    """A note to add to a file that the token's user follows."""

    file: UUID
    words: str = Field(min_length=1, max_length=20_000)
    audience: NoteAudience = NoteAudience.WORKERS
    happened_on: date | None = None
    is_health: bool = False


class KeyOut(Schema):
    """What was made, by its key."""

    key: UUID


class SharingOut(Schema):
    """A sharing that is over."""

    key: UUID
    level: SharingLevel
    ended_at: datetime | None
    end: str


def _caller(request: HttpRequest) -> tuple[ApiToken, Organisation]:
    """The token, and the organisation to which its user's rights are narrowed from here on."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    organisation = token.organisation
    assert organisation is not None
    act_for(token.user, organisation)
    require_following(token.user)
    return token, organisation


@ROUTER.get("persons", response=PersonsPage, url_name="people_persons")
def persons(request: HttpRequest, offset: int = Query(0, ge=0, le=10_000_000)) -> Any:
    """The persons whom the token's user may know of in its organisation, the last in contact first."""
    token, organisation = _caller(request)
    found = reads.findable_by(token.user, through=organisation).order_by("-last_contact_at", "pk")
    count, following = found.count(), offset + PAGE
    page = list(found[offset:following])
    levels = levels_of(token.user, page, through=organisation)
    rows = [{"key": each.key, "pseudonym": each.pseudonym, "level": levels[each.pk]} for each in page]
    return {"items": rows, "count": count, "next": following if following < count else None}


@ROUTER.post("search", response=list[HitOut], url_name="people_search")
def find(request: HttpRequest, body: SearchIn) -> Any:
    """The persons whom these words may mean, best first, at most twenty. The words are kept nowhere."""
    token, _organisation = _caller(request)
    hits = search.search(token.user, body.words, body.birth_year, limit=MOST_HITS)
    return [
        {"key": hit.person.key, "pseudonym": hit.person.pseudonym, "why": hit.why, "score": hit.score} for hit in hits
    ]


@ROUTER.get("persons/{uuid:key}", response=PersonOut, url_name="people_person", exclude_unset=True)
def person(request: HttpRequest, key: UUID) -> Any:
    """One person: the fields whose class is open, and the files within reach."""
    token, organisation = _caller(request)
    sight = open_file(token.user, key, "api", through=organisation)
    held = contents_of(token.user, sight)
    return _of_person(sight) | {"files": [_of_file(each, held[each.file.pk]) for each in sight.files]}


@ROUTER.post("notes", response={201: KeyOut}, url_name="people_notes")
def add_note(request: HttpRequest, body: NoteIn) -> Any:
    """Write a note in a file that the token's user follows."""
    token, organisation = _caller(request)
    _sight, seen = file_to_write(token.user, body.file, through=organisation)
    note = notes.add(
        token.user, seen.file.key, words=body.words, audience=body.audience, happened_on=body.happened_on,
        is_health=body.is_health,
    )  # fmt: skip
    return Status(201, {"key": note.key})


@ROUTER.delete("sharings/{uuid:key}", response=SharingOut, url_name="people_sharing")
def withdraw(request: HttpRequest, key: UUID, how: How = How.ORAL) -> Any:
    """The person withdraws what they had agreed to; it closes at the next request. `how` says how they said so."""
    token, _organisation = _caller(request)
    return sharing.withdraw(token.user, key, how)


def _of_person(sight: Sight) -> dict[str, Any]:
    one = sight.person
    told: dict[str, Any] = {
        "key": one.key, "pseudonym": one.pseudonym, "level": sight.level, "may_write": sight.may_write,
        "version": one.version,
    }  # fmt: skip
    if sight.shows(FieldClass.IDENTITY):
        names = ("given_name", "family_name", "birth_date", "birth_year", "birth_precision", "gender")
        told |= {name: getattr(one, name) for name in names}
        told["other_names"] = [other.name for other in one.other_names.all()]
    if sight.shows(FieldClass.CONTACT):
        told |= {name: getattr(one, name) for name in ("phone", "email", "relay", "languages")}
    if sight.shows(FieldClass.PROTECTED_ADDRESS):
        told["protected_address"] = unseal(one.sealed_protected_address) if one.sealed_protected_address else ""
    return told


def _of_file(seen: FileSight, held: Contents) -> dict[str, Any]:
    file = seen.file
    told: dict[str, Any] = {
        "key": file.key, "holder": seen.holder, "opened_on": file.opened_on,
        "closed_on": file.closed_on, "level": seen.level, "may_write": seen.may_write,
    }  # fmt: skip
    if seen.level is SharingLevel.FULL or (held.names_workers and seen.level is not SharingLevel.EXISTENCE):
        told["purpose"] = file.purpose
    if seen.shows(FieldClass.SITUATION):
        names = ("summary", "housing", "care_need", "reduced_mobility", "has_animal")
        told |= {name: getattr(file, name) for name in names}
    if seen.shows(FieldClass.FREE_TEXT) or held.notes:
        told["notes"] = [_of_note(note) for note in held.notes]
    if seen.shows(FieldClass.FREE_TEXT):
        steps = [*held.steps, *held.past_steps]
        told["steps"] = [{name: getattr(step, name) for name in StepOut.model_fields} for step in steps]
    return told


def _of_note(note: Any) -> dict[str, Any]:
    names = ("key", "happened_on", "audience", "is_health", "version")
    return {name: getattr(note, name) for name in names} | {"text": note.words}
