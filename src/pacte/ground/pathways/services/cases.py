"""A case begins, and is given to a colleague. What happens in it is noted by `services.recording`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.models import File, Household
from pacte.ground.people.permissions.colleagues import is_colleague
from pacte.ground.people.reads import Sight
from pacte.ground.people.services import files
from pacte.ground.people.services.contact import note_contact
from pacte.ground.people.services.opening import file_to_write
from pacte.ground.referrals.enums import ReferralState
from pacte.ground.referrals.models import Referral
from pacte.ground.referrals.reads.referrals import received_by

from .. import registry
from ..enums import CaseEventKind
from ..models import Case, CaseReferral, PathwayScheme, SchemeVersion, Signal
from ..permissions import require_case_work
from ..reads.stories import scheme_of_version, version_on
from . import case_checks as checks
from .case_appending import Entry, append_all, locked, refresh
from .opening import case_to_write

TRIES = 8


def start(
    actor: User, file_key: UUID | str, scheme_key: str, step: str, on: date, *, facts: Mapping[str, Any] | None = None,
    planned: Mapping[str, date] | None = None, referral: Referral | None = None, signal: Signal | None = None,
    words: str = "",
) -> Case:  # fmt: skip
    """Open a case on a file that the actor follows, by a step that happened on a day.

    `facts` are values by fact, `planned` days ahead by step. `referral`: one that was accepted, for the same person.
    Raises Http404 for a file that is not the actor's to write in, BadInput for a scheme that is closed to new cases, a
    step that opens none, a day ahead.
    """
    require_case_work(actor)
    sight, seen = file_to_write(actor, file_key)
    version = _version(scheme_key, on)
    _check_step(version, step)
    if referral is not None:
        _check_referral(actor, referral, seen.file)
    entries = [Entry(CaseEventKind.HAPPENED, step, checks.require_come(on), words=words)]
    today = timezone.localdate()
    entries += [Entry(CaseEventKind.FACT, fact, today, value) for fact, value in (facts or {}).items()]
    entries += [Entry(CaseEventKind.PLANNED, each, day) for each, day in (planned or {}).items() if day]
    with transaction.atomic():
        case = _created(actor, seen.file, version, on, _household(sight))
        if referral is not None:
            CaseReferral.objects.create(case=case, referral=referral, opened_it=True)
        if signal is not None:
            signal.case = case
            signal.save(update_fields=["case"])
        slug = case.organisation.slug
        record(actor, "case.start", case.target, organisation=slug, detail={"scheme": scheme_key, "step": step})
        rows = append_all(case, actor, entries, tell=False)
        registry.tell_opened(actor, case, signal)
        registry.tell(actor, case, rows)
        note_contact(seen.file)
    refresh(case)
    return case


def assign(actor: User, case: Case, user: User) -> None:
    """Give the lead of a case to a colleague; who did not follow the file yet follows it from now on.

    Raises Http404 for a case that is not the actor's to write in, BadInput for somebody who follows nobody there.
    """
    seen = case_to_write(actor, case.key)
    file = seen.file_sight.file
    with transaction.atomic():
        if not file.workers.filter(user=user, until__isnull=True).exists():
            files.add_worker(actor, file.key, user)
        give_lead(seen.case, actor, user)
        note_contact(file)
    refresh(case)


def give_lead(case: Case, actor: User, user: User) -> None:
    """Name who leads a case. The caller has checked the right of the actor, and that the user follows the file."""
    if case.file is None or not is_colleague(user, case.file.organisation):
        what = _("Cette personne ne suit pas de dossier dans votre organisation.")
        raise BadInput(Fault("user", what, _("Choisissez quelqu’un d’autre.")))
    with transaction.atomic():
        held = locked(case)
        held.lead = user
        held.save(update_fields=["lead"])
        append_all(held, actor, [Entry(CaseEventKind.ASSIGNED, value={"to": str(user.opaque_id)})])
    refresh(case)


def _version(scheme_key: str, on: date) -> SchemeVersion:
    kept = PathwayScheme.objects.filter(key=scheme_key, is_open=True).first()
    version = version_on(kept, on) if kept else None
    if version is None:
        what = _("Ce dispositif n’ouvre pas de nouveau parcours.")
        raise BadInput(Fault("scheme", what, _("Demandez à l’équipe du Pacte.")))
    return version


def _check_step(version: SchemeVersion, step: str) -> None:
    scheme = scheme_of_version(version)
    found = scheme.step(step)
    if found is None or (not found.opens and any(each.opens for each in scheme.steps)):
        first = ", ".join(each.label for each in scheme.steps if each.opens)
        what = _("Un parcours ne commence pas par cet acte.")
        raise BadInput(Fault("step", what, _("Il commence par : %(steps)s.") % {"steps": first}))


def _check_referral(actor: User, referral: Referral, file: File) -> None:
    is_received = received_by(actor).filter(pk=referral.pk, file__person=file.person_id).exists()
    if not is_received or referral.state not in (ReferralState.ACCEPTED, ReferralState.DONE):
        what = _("Cette orientation n’a pas été acceptée pour cette personne.")
        raise BadInput(Fault("referral", what, _("Acceptez-la d’abord.")))
    if CaseReferral.objects.filter(referral=referral).exists():
        raise BadInput(Fault("referral", _("Cette orientation a déjà ouvert un parcours.")))


def _household(sight: Sight) -> Household | None:
    """The person's household of today, when there is one and only one."""
    members = sight.person.households.filter(until__isnull=True).select_related("household")[:2]
    return members[0].household if len(members) == 1 else None


def _created(actor: User, file: File, version: SchemeVersion, on: date, household: Household | None) -> Case:
    """The row under the next number; two that take it at once try again."""
    for attempt in range(TRIES):
        number = (Case.objects.aggregate(most=Max("number"))["most"] or 0) + 1
        try:
            with transaction.atomic():
                return Case.objects.create(
                    number=number, scheme=version.scheme, version=version, file=file, household=household,
                    organisation=file.organisation, territory=file.territory, lead=actor, opened_on=on,
                )  # fmt: skip
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")
