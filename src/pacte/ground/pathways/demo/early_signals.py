"""Signals of a season: most have their answer, some wait, one is late. Who they are about says that it is invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pacte.ground.accounts.demo import DOMAIN
from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.people.demo.cast import ago
from pacte.ground.people.models import File
from pacte.ground.people.reads.visibility import followed_by
from pacte.ground.territory.models import Territory

from ..enums import SignalClosing, SignalKind, SignalSource
from ..models import PathwayScheme, Signal, TriageDesk
from ..reads.stories import scheme_of_version, version_on
from ..services import desks, recording, signals, signals_answering
from ..services.signals import Given

DESKS = (
    ("casvp", (SignalKind.ARREARS, SignalKind.DEBT, SignalKind.LEAVING_PRISON, SignalKind.FAMILY_VIOLENCE), 10),
    ("ville-de-paris", (SignalKind.LEAVING_CARE, SignalKind.SCHOOL_DROPOUT), 15),
    ("equipe-sante-exemple", (SignalKind.PSYCHIC_SUFFERING, SignalKind.LEAVING_HOSPITAL), 7),
)
"""Who answers what, within how many days: no text gives these, they are samples."""

SENDERS = (
    ("landlord", "bailleur-exemple", SignalSource.LANDLORD, SignalKind.ARREARS),
    ("contributor", "caf", SignalSource.HOUSING_AID_OFFICE, SignalKind.ARREARS),
    ("contributor", "caf", SignalSource.HOUSING_AID_OFFICE, SignalKind.DEBT),
    ("social_worker.shelter", "armee-du-salut", SignalSource.PRISON, SignalKind.LEAVING_PRISON),
)
SCHEME = "prevention_actions"
ANSWERED, CLOSED, WAITING = 14, 6, 5
KEPT_AFTER = 60
"""Of the pathways opened, one in two is ended so many days later with the home kept."""


def load(plan: Plan) -> None:
    """Desks, then signals from the oldest to today's. Loading again changes nothing."""
    if TriageDesk.objects.exists():
        return
    team = _user("pact_team")
    for slug, kinds, days in DESKS:
        desks.open_desk(team, _organisation(slug), kinds, answer_within=days, is_sample=True)
    files = _files_without_case(_user("social_worker"))
    for number in range(ANSWERED + CLOSED + WAITING):
        _one(plan, number, files)
    _tenants(plan)


def _one(plan: Plan, number: int, files: list[File]) -> None:
    draw = plan.random(f"pathways.signal.{number}")
    account, slug, source, kind = SENDERS[number % len(SENDERS)]
    given = Given(
        kind=kind, source=source, contact=f"06 39 98 77 {number:02}", who=f"Prénom-{number} Exemple",
        words="Ce texte d’exemple dit ce qui a été constaté.", territory=draw.choice(_areas()),
        reference=f"EX-{number:04}", person_told=draw.random() > 0.3,
        debt=draw.randint(600, 4200) * 100 if source is not SignalSource.PRISON else None,
        months=draw.randint(2, 7) if source is not SignalSource.PRISON else None,
    )  # fmt: skip
    signal = signals.hand_in(_user(account), _organisation(slug), given)
    waiting = number >= ANSWERED + CLOSED
    days = (number - ANSWERED - CLOSED) * 4 if waiting else 320 - number * 14
    _received(signal, ago(plan, days), within=10)
    if not waiting:
        _answered(plan, signal, number, days, files)


def _answered(plan: Plan, signal: Signal, number: int, days: int, files: list[File]) -> None:
    worker, after = _user("social_worker"), max(0, days - 3 - number % 9)
    if number < ANSWERED and files:
        step_on = plan.today - timedelta(days=after)
        first, kept = _first_and_best(step_on)
        case = signals_answering.open_pathway(
            worker, signal.key, file=files.pop().key, scheme=SCHEME, step=first, on=step_on
        )
        type(case).objects.filter(pk=case.pk).update(opened_on=step_on)
        if number % 2 == 0 and after > KEPT_AFTER:
            recording.close(worker, case.key, kept, step_on + timedelta(days=KEPT_AFTER))
    else:
        signals_answering.close_signal(worker, signal.key, list(SignalClosing)[number % len(SignalClosing)])
    Signal.objects.filter(pk=signal.pk).update(answered_at=ago(plan, after, 15))


def _first_and_best(on: date) -> tuple[str, str]:
    """The scheme's first step, and the first of its outcomes that counts as a rupture avoided."""
    version = version_on(PathwayScheme.objects.get(key=SCHEME), on)
    assert version is not None
    said = scheme_of_version(version)
    opening = next(step.key for step in said.steps if step.opens)
    return opening, next(outcome.key for outcome in said.outcomes if outcome.avoids_rupture)


def _tenants(plan: Plan) -> None:
    """Two persons told us themselves: one today, one a while ago."""
    for number, days in ((1, 0), (2, 12)):
        given = Given(
            kind=SignalKind.ARREARS, contact=f"06 39 98 78 0{number}", who=f"Prénom-{number} Exemple",
            words="J’ai deux mois de loyer de retard.", territory=_areas()[number], months=2,
        )  # fmt: skip
        signal = signals.tell(given)
        _received(signal, ago(plan, days, 9), within=10)


def _received(signal: Signal, at: datetime, *, within: int) -> None:
    due: date = at.date() + timedelta(days=within)
    Signal.objects.filter(pk=signal.pk).update(received_at=at, observed_on=at.date(), due_on=due)


def _files_without_case(worker: User) -> list[File]:
    found = followed_by(worker).filter(person__restricted_since__isnull=True, cases__isnull=True).order_by("pk")
    return list(found[:ANSWERED])


def _areas() -> list[Territory]:
    return list(Territory.objects.filter(kind="arrondissement").order_by("code")[:20])


def _user(code: str) -> User:
    return User.objects.get(email=f"{code}@{DOMAIN}")


def _organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)
