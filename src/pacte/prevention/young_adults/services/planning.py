"""The trusted person, and the plan towards autonomy: aims in the young person's words, done one by one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.pathways.services import recording

from ..models import AutonomyGoal
from ..reads.young import opens_goal
from ..rules import LONGEST_WORDS
from .following import to_write


def name_trusted(actor: User, key: UUID, words: str, on: date) -> None:
    """Who the young person chose to have at their side (L222-5-1). Sealed; another choice takes its place."""
    text = _text("words", words, _("Dites de qui il s’agit."))
    with transaction.atomic():
        seen, young = to_write(actor, key)
        young.sealed_trusted, young.trusted_named_on = seal(text), on
        young.save(update_fields=["sealed_trusted", "trusted_named_on"])
        recording.happened(actor, seen.case.key, "trusted_person_named", on)


def add_goal(actor: User, key: UUID, *, domain: str, words: str, by_on: date | None = None) -> AutonomyGoal:
    """One more aim. The first one says, in the case, that the plan is written.

    Raises BadInput for a domain that the actor does not read: nobody writes what they could not read again.
    """
    text = _text("words", words, _("Écrivez ce qui est visé."))
    with transaction.atomic():
        seen, young = to_write(actor, key)
        goal = AutonomyGoal(young=young, domain=domain, sealed_words=seal(text), by_on=by_on)
        if not opens_goal(seen, goal):
            raise BadInput(Fault("domain", _("Votre rôle ne lit pas ce domaine."), _("Un soignant peut l’écrire.")))
        is_first = not young.goals.exists()
        goal.save()
        if is_first:
            recording.happened(actor, seen.case.key, "plan_written", timezone.localdate())
        detail = {"domain": str(domain)}
        record(actor, "young.goal", seen.case.target, organisation=seen.case.organisation.slug, detail=detail)
    return goal


def goal_done(actor: User, key: UUID, number: int) -> None:
    """An aim is reached; a second gesture takes it back."""
    with transaction.atomic():
        seen, young = to_write(actor, key)
        goal = young.goals.filter(pk=number).first()
        if goal is None or not opens_goal(seen, goal):
            raise Http404
        goal.done_on = None if goal.done_on else timezone.localdate()
        goal.save(update_fields=["done_on"])
        record(actor, "young.goal_done", seen.case.target, organisation=seen.case.organisation.slug)


def _text(where: str, words: str, missing: str) -> str:
    text = words.strip()
    if not text:
        raise BadInput(Fault(where, missing))
    if len(text) > LONGEST_WORDS:
        raise BadInput(Fault(where, _("C’est trop long."), _("Gardez l’essentiel en 2 000 signes.")))
    return text
