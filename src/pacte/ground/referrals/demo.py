"""Referrals of the demonstration: the partners’ services, referrals in every state, a year of requests without a name.

All synthetic. Loading again changes nothing.
"""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.people.enums import GivenBy, How, Need, SharingEnd, SharingLevel
from pacte.ground.people.models import File, FileWorker, Sharing
from pacte.ground.people.services.creation import create_person
from pacte.ground.territory.models import Territory

from . import rules
from .enums import DeclineReason, ReferralUrgency, Subject
from .models import ReceivingService, Referral, ReferralEvent, ServiceKind
from .services.offering import add_sample_kinds

SERVICES: list[tuple[str, str, str, str, str, bool]] = [
    ("casvp", "Permanence sociale d’exemple", "rights", "rights_appointments", "", True),
    ("casvp", "Résidence sociale d’exemple", "housing", "rental", "", False),
    ("casvp", "Restaurant solidaire d’exemple", "day_centre", "meals", "75112", True),
    ("armee-du-salut", "Centre d’hébergement d’exemple", "shelter", "shelter", "75113", False),
    ("armee-du-salut", "Accueil de jour d’exemple", "day_centre", "day_centres", "75113", True),
    ("aux-captifs-la-liberation", "Maraude d’exemple", "outreach", "outreach", "", True),
    ("aux-captifs-la-liberation", "Espace solidarité d’exemple", "day_centre", "day_centres", "75116", True),
    ("ville-de-paris", "Mise à l’abri d’exemple", "emergency_shelter", "shelter", "", True),
    ("emmaus-defi", "Premières heures d’exemple", "employment", "first_hours", "75119", False),
    ("emmaus-defi", "Chantier d’insertion d’exemple", "employment", "convergence", "75119", False),
    ("charonne", "Consultation d’exemple", "health", "", "75111", True),
    ("dases", "Prévention des expulsions d’exemple", "prevention", "evictions", "", False),
    ("caf", "Rendez-vous des droits d’exemple", "rights", "rights_appointments", "", False),
]
"""Organisation, name, kind, scheme, territory (none: the whole city), and whether it takes requests without a name."""

ANSWERING = {"casvp", "aux-captifs-la-liberation", "ville-de-paris", "armee-du-salut"}
"""Organisations in which somebody of the demonstration answers: what waits, waits there."""

STATES = ["", "", "", "accepted", "accepted", "declined", "redirected", "withdrawn", "done", "no_show"]
WORDS = [
    "Préfère être appelée le matin.", "Peut se déplacer seul.", "Un premier rendez-vous ensemble est souhaité.", "",
]  # fmt: skip
SITUATIONS = [
    "Une femme seule avec deux enfants, à l’hôtel jusqu’à vendredi.",
    "Un homme d’une cinquantaine d’années, à la rue depuis peu, avec un chien.",
    "Un couple sans enfant, hébergé chez un tiers, qui doit partir.",
    "Un jeune adulte qui demande à se laver et à recharger son téléphone.",
]
SENDING = ["social_worker", "outreach_worker", "site_manager"]
REASONS = [DeclineReason.FULL.value] * 4 + [DeclineReason.NOT_FITTING.value] * 2 + [DeclineReason.TERRITORY.value]
NAMED, UNNAMED, WAITING = 24, 480, 6


def load(plan: Plan) -> None:
    """Add kinds, services, then referrals once."""
    add_sample_kinds()
    services = _services()
    if not services or Referral.objects.exists():
        return
    draw = plan.random("referrals")
    for number, followed in enumerate(_files(draw)):
        _named(plan, draw, services, followed, STATES[number % len(STATES)])
    _unnamed(plan, draw, [service for service in services if service.takes_anonymous])


def _services() -> list[ReceivingService]:
    organisations = {each.slug: each for each in Organisation.objects.all()}
    kinds = {each.code: each for each in ServiceKind.objects.all()}
    areas = {each.code: each for each in Territory.objects.defer("geometry")}
    made = []
    for slug, name, kind, scheme, area, unnamed in SERVICES:
        if slug in organisations and kind in kinds:
            first = {
                "kind": kinds[kind], "scheme": scheme, "territory": areas.get(area), "takes_anonymous": unnamed,
            }  # fmt: skip
            service, _made = ReceivingService.objects.get_or_create(
                organisation=organisations[slug], name=name, defaults=first
            )
            made.append(service)
    return made


def _files(draw: random.Random) -> list[tuple[File, User]]:
    """Files followed by the demonstration's own workers; a few are made where there are none."""
    found: list[tuple[File, User]] = []
    for role in ("social_worker", "outreach_worker", "regulator"):
        user = User.objects.filter(email=f"{role}@demo.pacte.example").first()
        held = Membership.objects.filter(user=user, role=role).select_related("organisation").first()
        if user is None or held is None:
            continue
        current = FileWorker.objects.current().filter(
            user=user, file__closed_on__isnull=True, file__person__restricted_since__isnull=True
        )
        files = [worker.file for worker in current.select_related("file__person", "file__organisation")[:10]]
        while len(files) < 4:
            given = f"Prénom-{draw.randint(600, 999)}"
            files.append(
                create_person(user, held.organisation, purpose="support", given_name=given, family_name="Exemple")
            )
        found += [(file, user) for file in files]
    draw.shuffle(found)
    return found[:NAMED]


def _named(
    plan: Plan, draw: random.Random, services: list[ReceivingService], followed: tuple[File, User], state: str
) -> None:
    file, sender = followed
    others = [each for each in services if each.organisation_id != file.organisation_id]
    answering = [each for each in others if each.organisation.slug in ANSWERING]
    service = draw.choice(others if state else answering)
    sent_at = _moment(plan, draw, draw.randint(1, 3) if not state else draw.randint(4, 40))
    classes = ["contact", "free_text", "identity"]
    sharing = Sharing.objects.create(
        file=file, organisation=service.organisation, level=SharingLevel.FOLLOW_UP, classes=classes,
        given_by=GivenBy.PERSON,
        how=draw.choice(How.values[:2]), noted_by=sender, noted_at=sent_at, given_on=timezone.localdate(sent_at),
    )  # fmt: skip
    referral = Referral.objects.create(
        sender=sender, from_organisation=file.organisation, subject=Subject.PERSON, file=file,
        words=draw.choice(WORDS), sharing=sharing, shared_classes=classes, **_values(draw, service, sent_at),
    )  # fmt: skip
    Sharing.objects.filter(pk=sharing.pk).update(purpose=referral.purpose)
    ended = _close(draw, referral, state, services)
    if state in {"declined", "redirected", "withdrawn", "no_show"}:
        why = SharingEnd.DECLINED if state in {"declined", "redirected"} else SharingEnd.ENDED
        Sharing.objects.filter(pk=sharing.pk).update(ended_at=ended, end=why)


def _unnamed(plan: Plan, draw: random.Random, services: list[ReceivingService]) -> None:
    """Requests without a name over a year: what the delays are counted from. Old descriptions are already gone."""
    held = Membership.objects.filter(organisation__slug__in=ANSWERING, role__in=SENDING).select_related("user")
    senders = {each.organisation_id: each.user for each in held.order_by("pk")}
    rows, events = [], []
    for number in range(UNNAMED if senders else 0):
        home = draw.choice(sorted(senders))
        service = draw.choice([each for each in services if each.organisation_id != home])
        days = draw.randint(0, 1) if number < WAITING else draw.randint(4, 330)
        values = _values(draw, service, _moment(plan, draw, days))
        told = draw.choice(SITUATIONS) if days < 90 else ""
        rows.append(Referral(
            sender=senders[home], from_organisation_id=home, subject=Subject.ANONYMOUS, description=told, **values
        ))  # fmt: skip
        events += _answer(draw, rows[-1]) if number >= WAITING else []
    Referral.objects.bulk_create(rows)
    ReferralEvent.objects.bulk_create(events)


def _answer(draw: random.Random, referral: Referral) -> list[ReferralEvent]:
    """An answer, most often in time, read by its sender."""
    state = draw.choice(["accepted", "done", "done", "done", "declined", "declined", "no_show"])
    reason = draw.choice(REASONS) if state == "declined" else ""
    within = referral.service.kind.answer_within
    latest = timezone.now() - timedelta(hours=1)
    at = min(referral.sent_at + timedelta(hours=draw.uniform(0.2, 1.3) * within), latest)
    kinds = ["accepted", state, "noted"] if state in {"done", "no_show"} else [state, "noted"]
    return [
        ReferralEvent(
            referral=referral, kind=kind, at=at + timedelta(minutes=number), reason=reason if kind == state else ""
        )
        for number, kind in enumerate(kinds)
    ]  # fmt: skip


def _values(draw: random.Random, service: ReceivingService, sent_at: datetime) -> dict[str, Any]:
    needs = draw.sample([Need.SHELTER, Need.RIGHTS, Need.FOOD, Need.HYGIENE, Need.WORK, Need.CARE], draw.randint(1, 2))
    return {
        "service": service, "needs": [need.value for need in needs], "urgency": draw.choice(ReferralUrgency.values),
        "sent_at": sent_at, "due_at": rules.due(sent_at, service.kind.answer_within),
    }  # fmt: skip


def _close(draw: random.Random, referral: Referral, state: str, services: list[ReceivingService]) -> datetime:
    """The events by which a named referral stands there; when the last one happened."""
    within = referral.service.kind.answer_within
    at = min(referral.sent_at + timedelta(hours=draw.uniform(0.2, 1.3) * within), timezone.now() - timedelta(hours=1))
    if not state:
        return at
    first = "accepted" if state in {"done", "no_show"} else state
    more: dict[str, Any] = {}
    if first == "declined":
        more = {"reason": draw.choice(REASONS)}
    elif first == "redirected":
        others = [each for each in services if each.organisation_id != referral.from_organisation_id]
        more = {"suggested": draw.choice([each for each in others if each.pk != referral.service_id])}
    ReferralEvent.objects.create(referral=referral, kind=first, at=at, **more)
    if state != first:
        at = min(at + timedelta(days=draw.randint(1, 3)), timezone.now() - timedelta(minutes=30))
        ReferralEvent.objects.create(referral=referral, kind=state, at=at)
    return at


def _moment(plan: Plan, draw: random.Random, days: int) -> datetime:
    """An hour of a working day about so many days ago."""
    day = plan.today - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    drawn = timezone.make_aware(datetime.combine(day, time(draw.randint(9, 17), draw.choice([0, 15, 30, 45]))))
    return min(drawn, timezone.now() - timedelta(minutes=20))
