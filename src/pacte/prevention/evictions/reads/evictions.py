"""An eviction as a worker sees it: its stage, why its delays are what they are, its debt, what may be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import CaseSight, visible
from pacte.ground.pathways.reads.stories import scheme_of, story_of
from pacte.ground.pathways.rules.clocks import as_date
from pacte.ground.pathways.rules.durations import term
from pacte.ground.pathways.rules.scheme import Clock, Limit, Scheme
from pacte.ground.pathways.rules.story import Running, Story

from ..enums import SCHEME
from ..models import ArrearsLine, CommissionFile, Eviction, SocialDiagnosis
from ..rules.arrears import is_reportable, months_of_rent
from ..rules.diagnosis import applies
from ..rules.procedure import Oddity, oddities

FIRST_STEPS = ("payment_order_served", "arrears_reported", "notice_given", "commission_signalled", "summons_served")


@dataclass(frozen=True)
class OtherRule:
    """A length that would have held, had the fact been another: why the term is not the other one."""

    due: date
    reference: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class DelayLine:
    """A delay of the procedure: its term, its reference, and the other terms that its rules know."""

    key: str
    label: str
    running: Running
    is_minimum: bool
    reference: str
    is_sample: bool
    chosen_by: str
    chosen_value: str
    chosen_day: date | None
    others: tuple[OtherRule, ...] = ()

    @property
    def is_over(self) -> bool:
        return not self.running.is_live


@dataclass(frozen=True)
class DebtPoint:
    """A debt on a day, with its months of rent when the rent is known."""

    line: ArrearsLine
    months: Decimal | None

    @property
    def is_reportable(self) -> bool:
        """Does it reach the threshold from which the commission is told?"""
        return bool(is_reportable(self.line.debt_cents, self.line.rent_cents, self.line.on))


@dataclass(frozen=True)
class EvictionSheet:
    """All that a worker's page of one eviction shows."""

    seen: CaseSight
    eviction: Eviction
    scheme: Scheme
    story: Story
    stage: str
    hearing: date | None
    delays: list[DelayLine]
    debts: list[DebtPoint]
    options: list[str]
    oddities: list[Oddity]
    diagnosis: SocialDiagnosis | None
    is_diagnosis_due: bool | None
    commission: list[CommissionFile]
    landlord: str
    address: str
    may_place: bool
    outcome: str
    done: list[tuple[str, date]] = field(default_factory=list)


def may_place(seen: CaseSight) -> bool:
    """May the home's address be shown and written? A protected person's, by those whose class opens it alone."""
    needed = FieldClass.PROTECTED_ADDRESS if seen.sight.person.is_restricted else FieldClass.CONTACT
    return seen.shows(needed)


def sheet(seen: CaseSight, eviction: Eviction) -> EvictionSheet:
    """What the page of an eviction shows to who opened its case."""
    scheme, story = scheme_of(seen.case), story_of(seen.case)
    step, outcome = scheme.step(story.stage), scheme.outcome(story.outcome)
    sees_situation = seen.shows(FieldClass.SITUATION)
    place = may_place(seen)
    files = CommissionFile.objects.filter(eviction=eviction).prefetch_related("answers").select_related("session")
    lease, until = (as_date(story.facts.get(name)) for name in ("lease_signed_on", "judge_delay_until"))
    return EvictionSheet(
        seen, eviction, scheme, story,
        stage=step.label if step else "",
        hearing=story.planned.get("hearing_held"),
        delays=[_delay(scheme, story, each) for each in story.clocks],
        debts=[_point(each) for each in eviction.arrears.all()],
        options=options_at(scheme, story),
        oddities=oddities(story.happened, story.planned, lease, until),
        diagnosis=SocialDiagnosis.objects.filter(eviction=eviction).first() if sees_situation else None,
        is_diagnosis_due=applies(eviction.ground),
        commission=list(files),
        landlord=_landlord(eviction, seen),
        address=unseal(eviction.sealed_address) if eviction.sealed_address and place else "",
        may_place=place,
        outcome=outcome.label if outcome else "",
        done=_done(scheme, story),
    )  # fmt: skip


def options_at(scheme: Scheme, story: Story) -> list[str]:
    """What the household may do now: the options of the last step that gives some, none once it is over."""
    if story.closed_on is not None:
        return []
    places = {each.key: place for place, each in enumerate(scheme.steps)}
    told = [
        (days[-1], places[key], key) for key, days in story.happened.items()
        if key in places and scheme.steps_by_key[key].options
    ]  # fmt: skip
    return list(scheme.steps_by_key[max(told)[2]].options) if told else []


def _done(scheme: Scheme, story: Story) -> list[tuple[str, date]]:
    """The acts that happened, in order, in words."""
    places = {each.key: place for place, each in enumerate(scheme.steps)}
    rows = [(day, places[key], scheme.steps_by_key[key].label) for key, days in story.happened.items()
            if key in places for day in days]  # fmt: skip
    return [(label, day) for day, _place, label in sorted(rows)]


def _delay(scheme: Scheme, story: Story, running: Running) -> DelayLine:
    clock = scheme.clocks_by_key[running.clock]
    rule = clock.rules[running.rule] if running.rule is not None else None
    fact = scheme.fact(clock.chosen_by) if clock.chosen_by else None
    return DelayLine(
        clock.key, clock.label, running, clock.limit is Limit.AT_LEAST,
        reference=rule.reference if rule else "", is_sample=bool(rule and rule.is_sample),
        chosen_by=fact.label if fact else "", chosen_value=str(story.facts.get(clock.chosen_by, "")),
        chosen_day=as_date(story.facts.get(clock.chosen_by)) if fact else None,
        others=_others(clock, running),
    )  # fmt: skip


def _others(clock: Clock, running: Running) -> tuple[OtherRule, ...]:
    """The terms that the clock's other rules would give from the same start."""
    if not clock.chosen_by:
        return ()
    return tuple(
        OtherRule(
            term(running.started_on, rule.length, rule.unit, clock.direction, clock.roll),
            rule.reference, rule.since, rule.until,
        )
        for place, rule in enumerate(clock.rules) if place != running.rule
    )  # fmt: skip


def _point(line: ArrearsLine) -> DebtPoint:
    return DebtPoint(line, months_of_rent(line.debt_cents, line.rent_cents))


def _landlord(eviction: Eviction, seen: CaseSight) -> str:
    """Who lets the home, in words; a private landlord is named to who may read identities."""
    if eviction.landlord is not None:
        return eviction.landlord.name
    if eviction.sealed_landlord and seen.shows(FieldClass.IDENTITY):
        return unseal(eviction.sealed_landlord)
    return ""


def mine(user: User) -> QuerySet[Case]:
    """The evictions that the user follows, running first, with their last debt."""
    last = ArrearsLine.objects.filter(eviction__case=OuterRef("pk")).order_by("-on", "-pk")
    rows = visible(user).of_scheme(SCHEME).select_related("version", "eviction", "territory")  # type: ignore[attr-defined]
    rows = rows.annotate(debt_cents=Subquery(last.values("debt_cents")[:1]))
    return rows.order_by("closed_on", "next_due_on", "number")


def links_of(case: Case) -> list[tuple[str, str]]:
    """What other rooms offer for this household, as (label, address): those that are there."""
    file = case.file.key if case.file else None
    wanted = [
        (_("Demander une aide au fonds de solidarité pour le logement"), "housing_fund:ask", {"key": file}),
        (_("Envoyer une orientation : conseil juridique, hébergement, relogement"), "referrals:send", {"file": file}),
    ]
    found = []
    for label, route, kwargs in wanted:
        try:
            found.append((label, reverse(route, kwargs=kwargs)))
        except NoReverseMatch:
            continue
    return found
