"""Two records of one person: proposed with reasons, decided by a person, linked, never merged.

A link gives nobody sight of anything: the two records stand, each with its own files and its own people. A decision is
remembered, and so is a link taken apart: neither pair is proposed again.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import PairState
from ..models import Pair, Person
from ..permissions import require_following
from ..reads import matching
from ..reads.duplicates import pair_for

RULES = "rules"
DECISIONS = (PairState.LINKED, PairState.DIFFERENT)


def propose_for(person: Person) -> int:
    """Propose the records that may be the same person; returns how many pairs wait for a decision.

    Pairs proposed before and no longer alike are taken away; a decided pair stays as it is. A person out of sight,
    archived or anonymised is never proposed.
    """
    if not matching.matchable().filter(pk=person.pk).exists():
        return 0
    alike = {each.pk: each.verdict for each in matching.alike(person)}
    with transaction.atomic():
        known = {
            pair.second_id if pair.first_id == person.pk else pair.first_id: pair
            for pair in Pair.objects.select_for_update().filter(Q(first=person) | Q(second=person))
        }
        waiting = {pk: pair for pk, pair in known.items() if pair.state == PairState.PROPOSED and pair.source == RULES}
        Pair.objects.filter(pk__in=[pair.pk for pk, pair in waiting.items() if pk not in alike]).delete()
        for pk in waiting.keys() & alike.keys():
            score, reasons = alike[pk].score, told(alike[pk])
            Pair.objects.filter(pk=waiting[pk].pk).update(score=score, reasons=reasons)
        fresh = [made(person.pk, pk, alike[pk].score, told(alike[pk]), RULES) for pk in alike.keys() - known.keys()]
        Pair.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(waiting.keys() & alike.keys()) + len(fresh)


def told(verdict: matching.Verdict) -> list[list[object]]:
    """The reasons as the pair keeps them: codes and bits, no name."""
    return [[reason.code, round(reason.bits, 1)] for reason in verdict.reasons]


def made(one: int, other: int, score: float, reasons: list[list[object]], source: str) -> Pair:
    """A pair, the older record first, not saved yet."""
    first, second = sorted((one, other))
    return Pair(first_id=first, second_id=second, score=score, reasons=reasons, source=source)


def decide(actor: User, pair: Pair, state: str) -> Pair:
    """Say that the two records are one person, or two. Only by who may find both.

    Raises Refused for a role that follows nobody, Http404 when either person is out of reach, BadInput when the pair
    was decided meanwhile.
    """
    require_following(actor)
    if state not in DECISIONS:
        raise BadInput(Fault("state", _("Cette décision n’existe pas."), _("Choisissez l’une des deux réponses.")))
    return _settle(actor, pair, PairState(state), of=PairState.PROPOSED)


def split(actor: User, pair: Pair) -> Pair:
    """Take a link apart: two persons after all. Remembered, so that they are not proposed again."""
    require_following(actor)
    return _settle(actor, pair, PairState.SPLIT, of=PairState.LINKED)


def _settle(actor: User, pair: Pair, state: PairState, *, of: PairState) -> Pair:
    with transaction.atomic():
        if pair_for(actor, pair.key, tuple(PairState.values)) is None:
            raise Http404
        held = Pair.objects.select_for_update().filter(key=pair.key).first()
        if held is None or held.state != of:
            raise BadInput(
                Fault("", _("Quelqu’un a déjà décidé de ces deux fiches."), _("Regardez ce qui a été décidé."))
            )
        held.state, held.decided_at, held.decided_by = state, timezone.now(), actor
        held.save(update_fields=["state", "decided_at", "decided_by"])
        record(actor, f"pair.{state}", held.target, detail={"score": held.score, "source": held.source})
    return held
