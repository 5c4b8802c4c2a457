"""The crowd: persons and their files, written in bulk, so that a full city takes a minute and not an hour."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import models

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.demo import Plan
from pacte.ground.territory.models import Territory

from ..enums import CareNeed, ClosingReason, Gender, Housing, Need, NoteAudience, Purpose, StepKind, StepOutcome
from ..models import File, FileWorker, NeedLine, Note, OtherName, Person, Step
from ..services.creation import ALPHABET
from . import words
from .cast import Cast, Team, ago, moment

BATCH = 1000
PURPOSES = {
    "aux-captifs-la-liberation": (Purpose.STREET, Purpose.WELCOME),
    "armee-du-salut": (Purpose.SHELTER,),
    "ville-de-paris": (Purpose.PREVENTION, Purpose.RIGHTS),
    "equipe-sante-exemple": (Purpose.HEALTH,),
}
TITLES = {kind: words.STEPS[kind] for kind in StepKind.values}


class Crowd:
    """So many persons, each met by one team, with a file and what it holds. The same plan makes the same crowd."""

    def __init__(self, plan: Plan, cast: Cast, number: int) -> None:
        self.plan, self.cast, self.number = plan, cast, number
        self.draw: random.Random = plan.random("people")
        self.areas = list(Territory.objects.filter(code__range=("75101", "75120")).order_by("code"))
        self.persons: list[Person] = []
        self.files: list[File] = []
        self.look_alikes: list[Person] = []

    def build(self) -> None:
        """Draw everything, then write it table by table."""
        teams = list(self.cast.teams.values())
        chosen = self.draw.choices(teams, [team.weight for team in teams], k=self.number)
        self.persons = [self._person(number, team) for number, team in enumerate(chosen, 1)]
        write(Person, self.persons)
        write(OtherName, (name for n, person in enumerate(self.persons, 1) for name in self._other_names(n, person)))
        self.files = [self._file(person, team) for person, team in zip(self.persons, chosen, strict=True)]
        write(File, self.files)
        held = list(zip(self.files, chosen, strict=True))
        leads = [(file, self.draw.choice(team.workers), team) for file, team in held]
        write(FileWorker, (worker for file, lead, team in leads for worker in self._workers(file, lead, team)))
        write(Note, (note for file, lead, _team in leads for note in self._notes(file, lead)))
        write(NeedLine, (need for file in self.files for need in self._needs(file)))
        write(Step, (step for file, lead, _team in leads for step in self._steps(file, lead)))

    def _person(self, number: int, team: Team) -> Person:
        draw, known = self.draw, self.draw.random() > 0.12
        given = f"{words.GIVEN[number % len(words.GIVEN)]}-{number}"
        silent = draw.randint(0, 75)
        return Person(
            key=drawn_key(draw),
            pseudonym="-".join("".join(draw.choices(ALPHABET, k=4)) for _part in range(2)),
            given_name=given if known else "",
            family_name=draw.choice(words.FAMILY) if known else "",
            **self._birth(),
            gender=draw.choice([*Gender.values, ""]),
            languages=sorted({"fr", draw.choice(words.LANGUAGES)}) if draw.random() > 0.2 else [],
            phone=f"06 39 98 {number // 100 % 100:02} {number % 100:02}" if draw.random() > 0.5 else "",
            email=f"personne-{number}@demo.pacte.example" if draw.random() > 0.8 else "",
            relay=draw.choice(words.RELAYS) if draw.random() > 0.8 else "",
            created_at=ago(self.plan, silent + draw.randint(1, 500)),
            created_by=team.workers[0],
            last_contact_at=ago(self.plan, silent),
        )

    def _birth(self) -> dict[str, Any]:
        draw, year = self.draw, self.draw.randint(1945, 2004)
        match draw.choices(["date", "year", "about", ""], [50, 20, 20, 10])[0]:
            case "date":
                day = date(year, 1, 1) + timedelta(days=draw.randint(1, 363))
                return {"birth_date": day, "birth_year": year, "birth_precision": "date"}
            case "":
                return {}
            case precision:
                return {"birth_year": year, "birth_precision": precision}

    def _other_names(self, number: int, person: Person) -> list[OtherName]:
        if person.given_name and number % 4:
            return []
        nickname = f"{words.NICKNAMES[number % len(words.NICKNAMES)]} {number}"
        return [OtherName(person=person, kind="nickname", name=nickname)]

    def _file(self, person: Person, team: Team) -> File:
        draw, slug = self.draw, team.organisation.slug
        return File(
            key=drawn_key(draw), person=person, organisation=team.organisation,
            territory=draw.choice(self.areas) if self.areas and draw.random() > 0.4 else None,
            purpose=draw.choice(PURPOSES.get(slug, (Purpose.SUPPORT, Purpose.HOUSING, Purpose.RIGHTS))),
            opened_on=person.created_at.date(), housing=draw.choice(Housing.values),
            care_need=draw.choice(CareNeed.values) if slug == "equipe-sante-exemple" else "",
            reduced_mobility=draw.random() < 0.08, has_animal=draw.random() < 0.1,
            summary=draw.choice(words.SITUATIONS) if draw.random() > 0.3 else "",
            last_news_at=person.last_contact_at, **self._closing(person),
        )  # fmt: skip

    def _closing(self, person: Person) -> dict[str, Any]:
        """One follow-up in twelve has come to its end."""
        if self.draw.random() > 1 / 12:
            return {}
        reasons = [ClosingReason.RELAY, ClosingReason.HOUSED, ClosingReason.LOST_CONTACT]
        return {"closed_on": person.last_contact_at.date(), "closing_reason": self.draw.choice(reasons)}

    def _workers(self, file: File, lead: User, team: Team) -> list[FileWorker]:
        since = moment(file.opened_on, 9)
        ended = {"until": file.last_news_at, "end": "departure"} if file.closed_on else {}
        found = [FileWorker(file=file, user=lead, is_lead=not ended, since=since, **ended)]
        if len(team.workers) > 1 and self.draw.random() < 0.2:
            other = next(user for user in team.workers if user.pk != lead.pk)
            found.append(FileWorker(file=file, user=other, since=since, **ended))
        return found

    def _notes(self, file: File, author: User) -> list[Note]:
        found = []
        for _note in range(self.draw.randint(0, 4)):
            audience = self.draw.choice(NoteAudience.values)
            days = self.draw.randint(0, max(0, (file.last_news_at.date() - file.opened_on).days))
            day = file.opened_on + timedelta(days=days)
            note = Note(key=drawn_key(self.draw), file=file, author=author, happened_on=day, audience=audience)
            note.written_at = moment(day, 17)
            if file.purpose == Purpose.HEALTH:
                note.is_health, note.sealed_health = True, seal(self.draw.choice(words.HEALTH_NOTES))
            else:
                note.text = self.draw.choice(words.NOTES[audience])
            found.append(note)
        return found

    def _needs(self, file: File) -> list[NeedLine]:
        found = []
        for need in self.draw.sample(Need.values, self.draw.randint(0, 3)):
            provided = file.last_news_at.date() if self.draw.random() < 0.4 else None
            found.append(NeedLine(file=file, need=need, expressed_on=file.opened_on, provided_on=provided))
        return found

    def _steps(self, file: File, lead: User) -> list[Step]:
        """One in three has something planned, a few of them late; one in three something done."""
        draw, found = self.draw, []
        if file.closed_on is None and draw.random() < 0.35:
            days = draw.choice([-6, -2, 0, 0, 1, 3, 8, 20])
            found.append(self._step(file, lead, days))
        if draw.random() < 0.35:
            done = self._step(file, lead, -draw.randint(10, 60))
            done.outcome, done.ended_at = draw.choice([StepOutcome.DONE, StepOutcome.MISSED]), done.due_at
            found.append(done)
        return found

    def _step(self, file: File, lead: User, days: int) -> Step:
        kind = self.draw.choice(StepKind.values)
        due = moment(self.plan.today + timedelta(days=days), self.draw.randint(9, 17), self.draw.choice([0, 30]))
        title = self.draw.choice(TITLES[kind])
        return Step(key=drawn_key(self.draw), file=file, kind=kind, title=title, due_at=due, for_user=lead)


def drawn_key(draw: random.Random) -> uuid.UUID:
    """An opaque key that the same plan draws again."""
    return uuid.UUID(int=draw.getrandbits(128), version=4)


def write(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Write these rows, in batches."""
    model._default_manager.bulk_create(list(rows), batch_size=BATCH)
