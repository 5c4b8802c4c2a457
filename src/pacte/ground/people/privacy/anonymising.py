"""Taking away whatever names a person. What stays counts people: codes, a decade of birth, months."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pacte.ground.declarations.registry import declared
from pacte.ground.documents.models import Attachment
from pacte.ground.documents.services import delete as delete_attachment

from ..enums import BirthPrecision, ClosingReason, SharingEnd
from ..models import (
    ExceptionalAccess,
    File,
    FileDocument,
    FileWorker,
    HeldEdit,
    Household,
    HouseholdMember,
    NeedLine,
    Note,
    OtherName,
    Pair,
    Person,
    PersonWord,
    Restriction,
    Sharing,
    Step,
    Tie,
    Word,
)

NOBODY = "ANONYME"
"""What stands where the pseudonym was: it too had been told aloud."""


def anonymise_everywhere(person: Person) -> dict[str, int]:
    """Every room takes away what names this person, the highest rooms first; rows changed, by room. All or nothing."""
    with transaction.atomic():
        return {
            f"{room.rsplit('.', 1)[-1]}": sum(holding.anonymise(person) for holding in holdings)
            for room, holdings in reversed(list(declared("privacy", "HOLDINGS")))
        }


def anonymise(person: Person) -> int:
    """Take away what this room keeps of the person; returns how many rows changed or went. May be run again.

    The keys of the person and of their files are drawn anew: the journal and old links lead nowhere.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        changed = _drop_names(locked) + _drop_ties(locked) + _drop_follow_up(locked)
        changed += sum(_blur_file(file) for file in File.objects.filter(person=locked).exclude(summary="", version=0))
        return changed + _blur_person(locked)


def _gone(*querysets: object) -> int:
    return sum(each.delete()[0] for each in querysets)  # type: ignore[attr-defined]


def _drop_names(person: Person) -> int:
    """Other names, and the words of the index that nobody else has."""
    mine = list(PersonWord.objects.filter(person=person).values_list("word_id", flat=True))
    gone = _gone(OtherName.objects.filter(person=person), PersonWord.objects.filter(person=person))
    return gone + _gone(Word.objects.filter(pk__in=mine, persons__isnull=True))


def _drop_ties(person: Person) -> int:
    """Who they are to whom, with whom they live, and that they were hidden."""
    homes = list(HouseholdMember.objects.filter(person=person).values_list("household_id", flat=True))
    gone = _gone(
        Tie.objects.filter(person=person), Tie.objects.filter(other=person),
        HouseholdMember.objects.filter(person=person), Restriction.objects.filter(person=person),
        Pair.objects.filter(first=person), Pair.objects.filter(second=person),
        HeldEdit.objects.filter(person=person),
    )  # fmt: skip
    gone += _gone(Household.objects.filter(pk__in=homes, members__isnull=True))
    worded = ExceptionalAccess.objects.filter(person=person).exclude(sealed_words="", reference="")
    return gone + worded.update(sealed_words="", reference="", until=timezone.now())


def _drop_follow_up(person: Person) -> int:
    """Notes, steps, documents with their bytes, sharings, and who followed."""
    kept = Attachment.objects.filter(pk__in=FileDocument.objects.filter(file__person=person).values("attachment"))
    attachments = list(kept)
    gone = _gone(
        FileDocument.objects.filter(file__person=person), Note.objects.filter(file__person=person),
        Step.objects.filter(file__person=person), Sharing.objects.filter(file__person=person),
        FileWorker.objects.filter(file__person=person),
    )  # fmt: skip
    for attachment in attachments:
        delete_attachment(attachment)
    needs = NeedLine.objects.filter(file__person=person)
    for need in needs:
        need.expressed_on, need.provided_on = _month(need.expressed_on), _month(need.provided_on)
    NeedLine.objects.bulk_update(needs, ["expressed_on", "provided_on"])
    return gone + len(attachments)


def _blur_file(file: File) -> int:
    """What remains of a file: by whom, what for, how it ended, in which months."""
    file.opened_on = file.opened_on.replace(day=1)
    file.closed_on = (file.closed_on or timezone.localdate()).replace(day=1)
    file.closing_reason = file.closing_reason or ClosingReason.OTHER
    file.last_news_at = _month_start(file.last_news_at)
    file.archived_at = file.archived_at or timezone.now()
    file.summary = file.care_need = ""
    file.reduced_mobility = file.has_animal = False
    file.territory = None
    file.key, file.version = uuid.uuid4(), 0
    file.save()
    return 1


def _blur_person(person: Person) -> int:
    """What remains of the person: a gender if it was said, a decade of birth, months."""
    if person.anonymised_at is not None:
        return 0
    person.pseudonym, person.key, person.version = NOBODY, uuid.uuid4(), 0
    person.given_name = person.family_name = person.phone = person.email = person.relay = ""
    person.sealed_protected_address, person.languages = "", []
    person.birth_date = None
    if person.birth_year is not None:
        person.birth_year, person.birth_precision = person.birth_year // 10 * 10, BirthPrecision.ABOUT
    person.restricted_since = person.created_by = None
    person.created_at, person.last_contact_at = _month_start(person.created_at), _month_start(person.last_contact_at)
    person.archived_at = person.archived_at or timezone.now()
    person.anonymised_at = timezone.now()
    person.save()
    return 1


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def _month_start(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def archive_file(file: File) -> None:
    """Put a file out of everyone's sight: closed, its sharings ended; kept until the person is anonymised."""
    now = timezone.now()
    Sharing.objects.filter(file=file, ended_at__isnull=True).update(ended_at=now, end=SharingEnd.ENDED)
    if file.closed_on is None:
        file.closed_on, file.closing_reason = timezone.localdate(), ClosingReason.LOST_CONTACT
    file.archived_at = now
    file.save(update_fields=["closed_on", "closing_reason", "archived_at"])
