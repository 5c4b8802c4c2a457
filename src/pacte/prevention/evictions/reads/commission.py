"""The commission's files by number: what a decision needs of a case, and nothing of who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from pacte.ground.declarations.crypto import unseal
from pacte.ground.pathways.models import CaseEvent
from pacte.ground.pathways.reads.stories import events_from, periods, scheme_of
from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.periods import Period
from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.story import Story

from ..enums import EvictionGround, LandlordKind
from ..models import ArrearsLine, CommissionAnswer, CommissionFile, CommissionSession, SocialDiagnosis
from ..rules.arrears import months_of_rent
from ..rules.diagnosis import left_to_live

WITH = ("territory", "session", "eviction__case__scheme", "eviction__case__version", "eviction__case__territory")


@dataclass(frozen=True)
class FileLine:
    """One file as the commission reads it. `case` is the number of the follow-up, if there is one."""

    file: CommissionFile
    case: str
    ground: str
    landlord: str
    place: str
    stage: str
    hearing: date | None
    debt_cents: int | None
    rent_cents: int | None
    outcome: str = ""

    @property
    def months(self) -> Decimal | None:
        return None if self.debt_cents is None else months_of_rent(self.debt_cents, self.rent_cents)

    @property
    def member(self) -> str:
        return str(self.file.get_member_display())


def sessions() -> QuerySet[CommissionSession]:
    """Sessions, the latest first, with how many files each has."""
    return CommissionSession.objects.annotate(many=Count("files")).order_by("-held_on", "-pk")


def waiting() -> QuerySet[CommissionFile]:
    """Files on no agenda and without an answer, the longest waiting first."""
    rows = CommissionFile.objects.in_the_open().off_agenda().unanswered()
    return rows.select_related(*WITH).order_by("referred_on", "number")


def of_session(session: CommissionSession) -> QuerySet[CommissionFile]:
    """The agenda of a session, by number."""
    return CommissionFile.objects.in_the_open().filter(session=session).select_related(*WITH).order_by("number")


def lines(files: Iterable[CommissionFile]) -> list[FileLine]:
    """These files with what their cases say, in a few queries whatever their number."""
    held = list(files)
    cases = {each.eviction.case_id: each.eviction for each in held if each.eviction}
    events = defaultdict(list)
    for row in CaseEvent.objects.filter(case__in=list(cases)).order_by("case", "rank"):
        events[row.case_id].append(row)
    debts = {
        each.eviction_id: each
        for each in ArrearsLine.objects.filter(eviction__case__in=list(cases)).order_by("on", "pk")
    }
    known = periods() if cases else []
    return [_line(each, events, debts, known) for each in held]


def _line(
    file: CommissionFile, events: dict[int, list[CaseEvent]], debts: dict[int, ArrearsLine], known: list[Period]
) -> FileLine:
    eviction = file.eviction
    if eviction is None:
        return FileLine(
            file, "", file.get_ground_display(), file.get_landlord_kind_display(),
            file.territory.name_fr if file.territory else "", "", file.day_of("hearing_held"), file.debt_cents,
            file.rent_cents,
        )  # fmt: skip
    case, scheme = eviction.case, scheme_of(eviction.case)
    story = fold(scheme, events_from(events[case.pk]), known)
    held, last = story.happened.get("hearing_held", ()), debts.get(eviction.pk)
    step, outcome = scheme.step(_stage(scheme, story)), scheme.outcome(story.outcome)
    ground, landlord = eviction.ground or file.ground, eviction.landlord_kind or file.landlord_kind
    place = case.territory or file.territory
    return FileLine(
        file, case.label, str(EvictionGround(ground).label) if ground else "",
        str(LandlordKind(landlord).label) if landlord else "", place.name_fr if place else "",
        step.label if step else "", story.planned.get("hearing_held") or (held[-1] if held else None),
        last.debt_cents if last else file.debt_cents, (last.rent_cents if last else None) or file.rent_cents,
        outcome.label if outcome else "",
    )  # fmt: skip


def _stage(scheme: Scheme, story: Story) -> str:
    """The last act of the procedure itself: what the commission and the diagnosis did is told beside."""
    places = {each.key: place for place, each in enumerate(scheme.steps)}
    told = [
        (days[-1], places[key], key) for key, days in story.happened.items()
        if key in places and not key.startswith(("commission_", "diagnosis_"))
    ]  # fmt: skip
    return max(told)[2] if told else story.stage


@dataclass(frozen=True)
class SentDiagnosis:
    """The numbers of a diagnosis that was sent to the commission; its words stay with the judge and the worker."""

    diagnosis: SocialDiagnosis
    left: int | None


def sent_diagnosis(file: CommissionFile) -> SentDiagnosis | None:
    """What the commission received, once it was sent to it."""
    if file.eviction_id is None:
        return None
    held = SocialDiagnosis.objects.filter(eviction=file.eviction_id, sent_on__isnull=False).first()
    if held is None:
        return None
    names = ("resources_cents", "aid_cents", "charges_cents", "rent_cents")
    return SentDiagnosis(held, left_to_live({name: getattr(held, name) for name in names}))


def answers_of(file: CommissionFile) -> list[tuple[CommissionAnswer, str]]:
    """The answers with their words, the latest first."""
    rows = file.answers.order_by("-on", "-pk")
    return [(each, unseal(each.sealed_words) if each.sealed_words else "") for each in rows]
