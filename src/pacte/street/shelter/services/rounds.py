"""Rounds of a night: opened once at a time, computed by every policy, chosen by a person, closed or abandoned.

A round proposes. Nobody has a place by it until a person confirms a line: see `rounds_deciding`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record as note
from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs.services import enqueue

from ..enums.allocation import Policy, RoundLineState, RoundState
from ..models import AllocationRound, Lot, PriorityGrid, ProposalLine, RequestMember, ShelterRequest
from ..permissions import require_regulation
from ..reads import rounds as reads
from ..reads.priorities import grid_of
from ..reads.problem import asking, lots_of
from ..reads.tonight import night_at
from ..rules.allocation.record import Tampered, replayed
from .rounds_computing import candidate, prepare

COMPUTE = "pacte.street.shelter.services.rounds_computing.compute"
AT_ONCE = 6_000
"""Requests × lots up to which a round is computed while one waits; beyond, in the background."""
SEED_BITS = 48


@dataclass(frozen=True)
class Opened:
    """The night's open round. `is_new`: opened by this call, not by a colleague a moment before."""

    round: AllocationRound
    is_new: bool


def open_round(actor: User) -> Opened:
    """Open tonight's next round and have it computed; the one that is open already, when there is one.

    Raises Refused for who does not regulate, BadInput without a grid in force or without anybody to place.
    """
    require_regulation(actor)
    night = night_at()
    grid = grid_of(night)
    running = AllocationRound.objects.filter(night=night, state=RoundState.OPEN).first()
    if running is not None:
        return Opened(running, is_new=False)
    if grid is None:
        raise BadInput(
            Fault("", _("Aucune grille de priorité n’est en vigueur cette nuit."),
                  _("Une autorité l’adopte, et l’équipe du Pacte l’enregistre : demandez-le-lui."))
        )  # fmt: skip
    requests = len(asking(night))
    if not requests:
        raise BadInput(
            Fault("", _("Aucune demande qualifiée n’attend de place."), _("Qualifiez d’abord les demandes reçues."))
        )
    opened = _opened(actor, grid)
    if opened.is_new:
        _computed(actor, opened.round, requests * len(lots_of(night)))
    return opened


def _opened(actor: User, grid: PriorityGrid) -> Opened:
    night = night_at()
    last = AllocationRound.objects.filter(night=night).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = AllocationRound.objects.create(
                night=night, number=last + 1, seed=secrets.randbits(SEED_BITS), grid=grid, opened_by=actor
            )
            note(actor, "shelter.round.open", made.target, detail={"grid": grid.version, "seed": made.seed})
    except IntegrityError:
        running = AllocationRound.objects.filter(night=night, state=RoundState.OPEN).first()
        if running is None:
            raise
        return Opened(running, is_new=False)
    return Opened(made, is_new=True)


def _computed(actor: User, made: AllocationRound, pairs: int) -> None:
    """At once when small; else as a job that one may leave and find again."""
    if pairs <= AT_ONCE:
        prepare(made)
    else:
        enqueue(COMPUTE, made.pk, owner=actor, label=_("Calcul d’un tour d’attribution"))


def compute_again(actor: User, key: UUID | str) -> AllocationRound:
    """Compute afresh a round that nobody chose yet: requests and places have moved since."""
    require_regulation(actor)
    with transaction.atomic():
        found = _open(key)
        if found.digest:
            raise BadInput(Fault("", _("La manière de ce tour est déjà choisie."), _("Décidez ses lignes.")))
        found.sealed_log, found.comparison = "", []
        found.save(update_fields=["sealed_log", "comparison"])
        note(actor, "shelter.round.compute", found.target)
    _computed(actor, found, len(asking(found.night)) * len(lots_of(found.night)))
    return found


def choose(actor: User, key: UUID | str, policy: str) -> AllocationRound:
    """Take one policy's proposals: a line for each request, to be decided one by one by a person.

    Raises Http404 for no such round, BadInput when it is over, not computed yet, or chosen already.
    """
    require_regulation(actor)
    if policy not in Policy.values:
        raise BadInput(Fault("policy", _("Cette manière n’existe pas."), _("Choisissez dans le tableau.")))
    with transaction.atomic():
        found = _open(key)
        if found.digest:
            raise BadInput(Fault("", _("Un collègue vient de choisir pour ce tour."), _("Décidez ses lignes.")))
        if not found.comparison:
            raise BadInput(Fault("", _("Le calcul n’est pas fini."), _("Rechargez la page dans un moment.")))
        chosen = candidate(found, policy)
        found.policy, found.sealed_log = policy, seal(chosen["log"])
        found.digest, found.reached, found.counterfactuals = _digest(chosen["log"]), chosen["reached"], chosen["more"]
        found.save()
        ProposalLine.objects.bulk_create(_lines(found, chosen))
        note(actor, "shelter.round.choose", found.target, detail={"policy": policy, "digest": found.digest})
    return found


def _digest(log: str) -> str:
    from ..rules.allocation.record import digest_of

    return digest_of(log)


def _lines(found: AllocationRound, chosen: dict[str, Any]) -> list[ProposalLine]:
    """Lines in the order of the queue: one for each stay, one without a lot for who has none."""
    keys = list(chosen["lines"])
    requests = {str(one.key): one for one in ShelterRequest.objects.filter(night=found.night, key__in=keys)}
    lots = {str(lot.key): lot for lot in Lot.objects.filter(in_rounds=True)}
    positions: dict[int, list[int]] = {}
    members = RequestMember.objects.filter(request__in=[one.pk for one in requests.values()])
    for row, position in members.order_by("request", "position").values_list("request", "position"):
        positions.setdefault(row, []).append(position)
    lines = []
    for key in sorted(requests, key=lambda one: (requests[one].tier or 0, -requests[one].waiting_nights, one)):
        request = requests[key]
        common = {"round": found, "request": request, "explanation": chosen["lines"][key]}
        stays = [(lots[lot], those) for lot, those in chosen["stays"].get(key, []) if lot in lots]
        for part, (lot, those) in enumerate(stays):
            mine = [positions[request.pk][index] for index in those if index < len(positions[request.pk])]
            lines.append(ProposalLine(part=part, lot=lot, members=mine, **common))
        if not stays:
            lines.append(ProposalLine(state=RoundLineState.UNSERVED, **common))
    return lines


def close_round(actor: User, key: UUID | str) -> AllocationRound:
    """End a round: what was not decided is left, and who has no place stays in the queue for the next one."""
    require_regulation(actor)
    with transaction.atomic():
        found = _open(key)
        if not found.digest:
            raise BadInput(
                Fault("", _("Rien n’a été proposé dans ce tour."), _("Choisissez d’abord, ou abandonnez-le."))
            )
        _ended(found, actor, RoundState.CLOSED)
        left = found.lines.filter(state=RoundLineState.PROPOSED).count()
        note(actor, "shelter.round.close", found.target, detail={"left": left})
    return found


def abandon(actor: User, key: UUID | str) -> AllocationRound:
    """Give a round up. Places already confirmed stay given; what was computed and not chosen is not kept."""
    require_regulation(actor)
    with transaction.atomic():
        found = _open(key)
        if not found.digest:
            found.sealed_log = ""
        _ended(found, actor, RoundState.ABANDONED)
        note(actor, "shelter.round.abandon", found.target)
    return found


def _ended(found: AllocationRound, actor: User, state: RoundState) -> None:
    found.state, found.closed_at, found.closed_by = state, timezone.now(), actor
    found.save(update_fields=["state", "closed_at", "closed_by", "sealed_log"])


def _open(key: UUID | str) -> AllocationRound:
    """The round, kept from others until the transaction ends. Raises BadInput when it is over."""
    found = AllocationRound.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise Http404
    if found.state != RoundState.OPEN:
        raise BadInput(Fault("", _("Ce tour est fini."), _("Ouvrez-en un autre.")))
    return found


def log_of(actor: User, key: UUID | str) -> str:
    """The log of a round, to download: opaque keys and numbers, no name, no age, no reason. Noted in the journal."""
    found = reads.round_of(actor, key)
    if not found.digest:
        raise Http404
    note(actor, "shelter.round.log", found.target)
    return unseal(found.sealed_log)


def replay(actor: User, key: UUID | str) -> bool:
    """Do the round again from its log alone: whether it gives the same proposals, byte for byte."""
    text = log_of(actor, key)
    found = reads.round_of(actor, key)
    try:
        is_same = replayed(text) == text and _digest(text) == found.digest
    except Tampered:
        is_same = False
    note(actor, "shelter.round.replay", found.target, detail={"same": is_same})
    return is_same
