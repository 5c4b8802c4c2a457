"""What happens among the synthetic persons: households, sharings, a handover, someone put out of sight, look-alikes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.demo import Plan
from pacte.ground.documents.services import store

from ..models import (
    ExceptionalAccess,
    File,
    FileDocument,
    FileWorker,
    Household,
    HouseholdMember,
    NeedLine,
    Note,
    Person,
    Restriction,
    Sharing,
    Step,
    Tie,
)
from . import words
from .cast import Cast, ago, moment
from .crowd import Crowd, drawn_key, write

SHOWN = "00000000-0000-4000-8000-0000000000"
"""Keys of what the guides and the browser's walks show begin so, and are the same in every demonstration."""

WALKED = {4: "Prénom-Passation", 5: "Prénom-Urgence", 6: "Prénom-Relevé", 7: "Prénom-Effacement"}
"""The last digit of their key, and their given name."""

CLASSES = {
    "existence": ["identity"],
    "follow_up": ["identity", "contact", "free_text"],
    "full": ["identity", "contact", "free_text", "situation"],
}


def tell(plan: Plan, cast: Cast, crowd: Crowd) -> None:
    """Everything that takes more than one person, or one person's own story."""
    draw = plan.random("people.stories")
    mine = _open_files_of(crowd, cast["casvp"].workers[0])
    _sharings(plan, cast, crowd, draw)
    _households(plan, crowd, draw)
    _full_file(plan, cast, mine[0])
    _today(plan, mine[1:5])
    _handovers(plan, cast, mine[5], _open_files_of(crowd, cast["casvp"].workers[1])[0])
    _out_of_sight(plan, cast, mine[6])
    _opened_in_urgency(plan, cast, mine[7])
    _long_silent(plan, crowd.files[-4:])
    _look_alikes(crowd, mine[8:11], draw)
    _to_be_walked(mine[11:])


def _open_files_of(crowd: Crowd, worker: User) -> list[File]:
    led = FileWorker.objects.current().filter(file__in=crowd.files[:400], user=worker, is_lead=True)
    open_ones = set(led.filter(file__closed_on__isnull=True).values_list("file_id", flat=True))
    return [file for file in crowd.files[:400] if file.pk in open_ones]


def _full_file(plan: Plan, cast: Cast, file: File) -> None:
    """A file with something of everything, so that one page shows what a file can be."""
    worker = cast["casvp"].workers[0]
    Person.objects.filter(pk=file.person_id).update(
        key=f"{SHOWN}a1", given_name="Prénom-0", family_name="Exemple", birth_year=1979, birth_date=None,
        birth_precision="year", phone="06 39 98 00 00", languages=["fr", "ar"], relay=words.RELAYS[0],
    )  # fmt: skip
    File.objects.filter(pk=file.pk).update(key=f"{SHOWN}b1", summary=words.SITUATIONS[0], housing="hotel")
    for days, audience in enumerate(words.NOTES, 2):
        day, key = ago(plan, days).date(), f"{SHOWN}c{days}"
        Note.objects.create(
            key=key, file=file, author=worker, happened_on=day, audience=audience, text=words.NOTES[audience][0]
        )
    NeedLine.objects.create(file=file, need="address", expressed_on=ago(plan, 20).date())
    NeedLine.objects.create(
        file=file, need="interpreter", expressed_on=ago(plan, 20).date(), provided_on=ago(plan, 3).date()
    )
    Step.objects.create(
        file=file, kind="deadline", title=words.STEPS["deadline"][0], due_at=ago(plan, 4), for_user=worker
    )
    letter = store(worker, "courrier-exemple.txt", "text/plain", words.LETTER.encode())
    FileDocument.objects.create(file=file, attachment=letter, kind="rights", added_at=ago(plan, 5))
    partner = cast["armee-du-salut"].organisation
    Sharing.objects.filter(file=file).delete()
    Sharing.objects.create(
        key=f"{SHOWN}d1", file=file, organisation=partner, level="follow_up", classes=CLASSES["follow_up"],
        given_by="person", how="oral", given_on=ago(plan, 6).date(), noted_at=ago(plan, 6), noted_by=worker,
    )  # fmt: skip


def _today(plan: Plan, files: list[File]) -> None:
    """The day of the worker who signs in: four appointments."""
    for file, (hour, title) in zip(files, enumerate(words.STEPS["appointment"], 9), strict=False):
        worker = file.workers.get(until__isnull=True, is_lead=True).user
        due = moment(plan.today, hour + 1, 30)
        Step.objects.create(file=file, kind="appointment", title=title, due_at=due, for_user=worker)


def _sharings(plan: Plan, cast: Cast, crowd: Crowd, draw: random.Random) -> None:
    """One file in five is shared with another team; some of these sharings are over; a few stand on a basis."""
    teams, given = list(cast.teams.values()), []
    for file in crowd.files:
        if draw.random() > 0.2 or file.closed_on is not None:
            continue
        to = draw.choice([team for team in teams if team.organisation.pk != file.organisation_id])
        level = draw.choice(["existence", "follow_up", "follow_up", "full"])
        on = file.last_news_at.date()
        stands: dict[str, Any] = {"given_by": "person", "how": draw.choice(["oral", "written", "interpreter"])}
        if to.organisation.kind in {"association", "public_body", "city"} and draw.random() < 0.15:
            stands = {"given_by": "basis", "basis_code": "continuity_of_shelter", "basis_version": "exemple-1"}
            level = "follow_up"
        classes = ["identity", "contact"] if stands["given_by"] == "basis" else CLASSES[level]
        ends = {}
        if draw.random() < 0.2:
            ends = {"ended_at": file.last_news_at, "end": draw.choice(["withdrawn", "ended"])}
        given.append(
            Sharing(
                key=drawn_key(draw), file=file, organisation=to.organisation, level=level, classes=classes,
                given_on=on, noted_at=file.last_news_at, noted_by=file.person.created_by, **stands, **ends,
            )
        )  # fmt: skip
    write(Sharing, given)


def _households(plan: Plan, crowd: Crowd, draw: random.Random) -> None:
    """One person in four lives with the next ones; two of the households are helped together."""
    households, members, ties = [], [], []
    rest = iter(crowd.persons)
    for first in rest:
        if draw.random() > 0.12:
            continue
        household = Household(key=drawn_key(draw))
        households.append(household)
        since = first.created_at.date()
        members.append(HouseholdMember(household=household, person=first, role="adult", since=since))
        for other, kind in zip(rest, draw.choice([["partner"], ["parent"], ["partner", "parent"]]), strict=False):
            role = "child" if kind == "parent" else "adult"
            joined = max(since, other.created_at.date())
            members.append(HouseholdMember(household=household, person=other, role=role, since=joined))
            ties.append(Tie(person=first, other=other, kind=kind))
    write(Household, households)
    write(HouseholdMember, members)
    write(Tie, ties)
    if len(households) > 1:
        Household.objects.filter(pk=households[1].pk).update(part_of=households[0])


def _handovers(plan: Plan, cast: Cast, given: File, taken: File) -> None:
    """The social worker handed one file over ten days ago, and took another."""
    mine, colleague = cast["casvp"].workers
    for file, before, after in ((given, mine, colleague), (taken, colleague, mine)):
        at = ago(plan, 10)
        file.workers.filter(until__isnull=True).exclude(user=before).delete()
        file.workers.filter(until__isnull=True, user=before).update(until=at, end="handover", is_lead=False)
        FileWorker.objects.create(file=file, user=after, is_lead=True, since=at)


def _out_of_sight(plan: Plan, cast: Cast, file: File) -> None:
    """One person is hidden, and chose since that one partner sees them."""
    since = ago(plan, 15)
    worker = cast["casvp"].workers[0]
    Sharing.objects.filter(file=file, ended_at__isnull=True).update(ended_at=since, end="restricted")
    Restriction.objects.create(person=file.person, reason="violence", since=since, set_by=worker)
    Person.objects.filter(pk=file.person_id).update(
        key=f"{SHOWN}a2", restricted_since=since, sealed_protected_address=seal("Adresse d’exemple, tenue secrète")
    )
    Sharing.objects.create(
        file=file, organisation=cast["armee-du-salut"].organisation, level="follow_up", classes=CLASSES["follow_up"],
        given_by="person", how="written", given_on=ago(plan, 12).date(), noted_at=ago(plan, 12), noted_by=worker,
    )  # fmt: skip


def _opened_in_urgency(plan: Plan, cast: Cast, file: File) -> None:
    """An access in urgency of last week, which the data protection officer has still to look at."""
    regulator = cast["ville-de-paris"].workers[0]
    Person.objects.filter(pk=file.person_id).update(key=f"{SHOWN}a3")
    at = ago(plan, 6, 23)
    ExceptionalAccess.objects.create(
        key=f"{SHOWN}e1", person=file.person, user=regulator, kind="break_glass", reason="danger",
        organisation="ville-de-paris", sealed_words=seal(words.EMERGENCY), since=at, until=at + timedelta(hours=4),
    )  # fmt: skip


def _long_silent(plan: Plan, files: list[File]) -> None:
    """Nobody has heard of these persons for more than two years: retention will say so."""
    for years, file in enumerate(files, 2):
        at = ago(plan, 366 * years + 40)
        opened = (at - timedelta(days=200)).date()
        file.workers.filter(until__isnull=True).update(until=at, end="departure", is_lead=False)
        file.steps.all().delete()
        file.notes.update(happened_on=opened)
        File.objects.filter(pk=file.pk).update(
            opened_on=opened, closed_on=at.date(), closing_reason="lost_contact", last_news_at=at
        )
        Sharing.objects.filter(file=file, ended_at__isnull=True).update(ended_at=at, end="ended")
        Person.objects.filter(pk=file.person_id).update(created_at=at - timedelta(days=200), last_contact_at=at)


def _look_alikes(crowd: Crowd, files: list[File], draw: random.Random) -> None:
    """Three persons known twice by the same organisation: a slip, an accent lost, the names the other way round."""
    slips = [
        ("Doublonne", "Échantillonnier", "Doublone", "Echantillonnier"),
        ("Copie", "Deuxfoisdite", "Copie", "Deux-Foisdite"),
        ("İkinci", "Örnekoğlu", "Ornekoglu", "Ikinci"),
    ]
    for number, (file, (given, family, again_given, again_family)) in enumerate(zip(files, slips, strict=False)):
        born = date(1970 + number, 4, 17)
        known = {"birth_date": born, "birth_year": born.year, "birth_precision": "date", "gender": "woman"}
        Person.objects.filter(pk=file.person_id).update(
            given_name=given, family_name=family, phone=f"06 39 98 77 0{number}", **known
        )
        twin = Person.objects.create(
            key=drawn_key(draw), pseudonym=f"DEUX-{number}XYZ", given_name=again_given, family_name=again_family,
            phone=f"06 39 98 77 0{number}", created_by=file.person.created_by, last_contact_at=file.last_news_at,
            **known,
        )  # fmt: skip
        crowd.look_alikes.append(twin)
        worker = file.workers.get(until__isnull=True, is_lead=True).user
        other = File.objects.create(
            key=drawn_key(draw), person=twin, organisation=file.organisation, purpose="welcome",
            opened_on=file.last_news_at.date(), last_news_at=file.last_news_at,
        )  # fmt: skip
        FileWorker.objects.create(file=other, user=worker, is_lead=True, since=file.last_news_at)


def _to_be_walked(files: list[File]) -> None:
    """One person for each of the ways that the guides tell: their names say which. Nobody else sees them yet."""
    for file, (end, given) in zip(files, WALKED.items(), strict=False):
        Sharing.objects.filter(file=file).delete()
        File.objects.filter(pk=file.pk).update(key=f"{SHOWN}b{end}")
        Person.objects.filter(pk=file.person_id).update(
            key=f"{SHOWN}a{end}", given_name=given, family_name="Exemple", birth_year=1980, birth_date=None,
            birth_precision="year",
        )  # fmt: skip
