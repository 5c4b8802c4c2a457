"""A home: offered by its landlord, its sheet prepared, decided by the committee, proposed, allocated, declined, let.

A sheet holds numbers. What a household is told goes through who follows it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.services.opening import case_to_write
from pacte.ground.people.enums import Gender

from .. import permissions
from ..enums import FITTING_DECLINES, HomeDecline
from ..models import DwellingCandidate, HousingRequest, OfferedDwelling
from ..reads.dwellings import acts_on, candidate_of, dwelling_of, ranking_for
from ..reads.grids import grid_in_force
from ..reads.requests import is_victim
from ..reads.scores import packed
from .following import noted

ON_A_SHEET = 3
"""How many candidates a sheet usually holds."""


def offer(actor: User, landlord: Organisation, values: dict[str, Any]) -> OfferedDwelling:
    """Offer a home of one's own organisation. Raises Refused for another's, BadInput for a rent of nothing."""
    permissions.require_letting(actor)
    if landlord.pk not in permissions.landlords_of(actor):
        raise Refused(_("Vous n’offrez pas de logement au nom de cette organisation."))
    if not values["rent_cents"]:
        raise BadInput(Fault("rent", _("Le loyer manque."), _("Donnez le loyer du mois, charges comprises.")))
    with transaction.atomic():
        last = OfferedDwelling.objects.select_for_update().order_by("-number").first()
        number = last.number + 1 if last else 1
        dwelling = OfferedDwelling.objects.create(
            number=number, landlord=landlord, created_by=actor, seed=secrets.token_hex(8), **values
        )
        record(actor, "social_housing.dwelling_offered", dwelling.target, organisation=landlord.slug)
    return dwelling


def withdraw(actor: User, key: UUID | str) -> OfferedDwelling:
    """Take back a home that is not allocated yet."""
    with transaction.atomic():
        dwelling = _locked(dwelling_of(actor, key))
        if not permissions.lets(actor, dwelling):
            raise Refused(_("Un logement est retiré par son bailleur."))
        if dwelling.candidates.allocated().exists():
            raise BadInput(Fault("", _("Ce logement est attribué."), _("Notez d’abord le refus du ménage.")))
        dwelling.withdrawn_on = timezone.localdate()
        dwelling.save(update_fields=["withdrawn_on"])
        record(actor, "social_housing.dwelling_withdrawn", dwelling.target, organisation=dwelling.landlord.slug)
    return dwelling


def prepare_sheet(actor: User, key: UUID | str, *, on: date | None = None) -> OfferedDwelling:
    """Write the committee's sheet: the first of the ranking, with the lines of their scores as they are this day.

    Prepared again before the committee, it is written anew. Raises BadInput without a grid in force, without anybody
    whom the home fits, or once the committee has decided.
    """
    permissions.require_deciding(actor)
    day = on or timezone.localdate()
    with transaction.atomic():
        dwelling, grid = _locked(dwelling_of(actor, key)), grid_in_force(day)
        if grid is None:
            raise BadInput(Fault("", _("Aucune grille n’est en vigueur."), _("L’équipe du Pacte note l’adoption.")))
        _require_open(dwelling)
        if dwelling.committee_on is not None:
            raise BadInput(Fault("", _("La commission a décidé : la fiche ne change plus.")))
        found = ranking_for(dwelling, grid, day)
        if not found.placed:
            raise BadInput(Fault("", _("Ce logement ne convient à aucune demande."), _("Voyez les raisons.")))
        dwelling.candidates.all().delete()
        for each in found.placed[:ON_A_SHEET]:
            asked = found.requests[each.entrant.number]
            DwellingCandidate.objects.create(
                dwelling=dwelling, request=asked, rank=each.rank, points=each.entrant.score.total,
                lines=packed(each.entrant.score), decided_by=each.by, persons=asked.persons, children=asked.children,
            )  # fmt: skip
        dwelling.grid, dwelling.sheet_on, dwelling.ranked = grid, day, found.entrants
        dwelling.save(update_fields=["grid", "sheet_on", "ranked"])
        record(actor, "social_housing.sheet_prepared", dwelling.target, detail={"ranked": found.entrants})
    return dwelling


def decide(actor: User, key: UUID | str, on: date, ranks: Mapping[str, int | None]) -> OfferedDwelling:
    """The committee's decision: a rank for each candidate kept, none for one that is not.

    Raises BadInput for a rank given twice, a day ahead, or no rank at all.
    """
    permissions.require_deciding(actor)
    given = [rank for rank in ranks.values() if rank]
    if on > timezone.localdate():
        raise BadInput(Fault("committee_on", _("La commission est à venir."), _("Notez sa décision ensuite.")))
    if not given or len(given) != len(set(given)):
        raise BadInput(Fault("", _("Chaque rang se donne une fois."), _("Donnez au moins le rang 1.")))
    with transaction.atomic():
        dwelling = _locked(dwelling_of(actor, key))
        _require_open(dwelling)
        if dwelling.candidates.allocated().exists():
            raise BadInput(Fault("", _("Ce logement est attribué : la décision ne change plus.")))
        for each in dwelling.candidates.select_related("request__case__scheme", "request__case__version"):
            each.committee_rank = ranks.get(str(each.key)) or None
            each.passed_over_on = None if each.committee_rank else on
            each.save(update_fields=["committee_rank", "passed_over_on"])
            if each.request:
                noted(each.request.case, actor, "committee_held", on)
        dwelling.committee_on = on
        dwelling.save(update_fields=["committee_on"])
        record(actor, "social_housing.committee_decided", dwelling.target, detail={"kept": len(given)})
    return dwelling


def propose(actor: User, key: UUID | str, on: date | None = None) -> DwellingCandidate:
    """The home is proposed to the household, through who follows it."""
    permissions.require_deciding(actor)
    return _moved(actor, key, "propose", "home_proposed", on, proposed_on=on or timezone.localdate())


def allocate(actor: User, key: UUID | str, on: date | None = None) -> DwellingCandidate:
    """Give the home. One household at a time: the next rank waits until the first one declines."""
    permissions.require_deciding(actor)
    with transaction.atomic():
        held = candidate_of(actor, key)
        dwelling = _locked(held.dwelling)
        if dwelling.candidates.allocated().exclude(pk=held.pk).exists():
            raise BadInput(Fault("", _("Ce logement est déjà attribué."), _("Notez d’abord le refus du ménage.")))
        asked = held.request
        person = asked.case.file.person if asked and asked.case.file else None
        is_hers = bool(asked and person and person.gender == Gender.WOMAN and is_victim(asked))
        return _moved(
            actor, key, "allocate", "home_allocated", on, allocated_on=on or timezone.localdate(),
            for_woman_victim=is_hers, was_apart=bool(person and person.is_restricted),
        )  # fmt: skip


def lease(actor: User, key: UUID | str, on: date) -> DwellingCandidate:
    """The lease is signed: its landlord says so."""
    held = candidate_of(actor, key)
    if not permissions.lets(actor, held.dwelling):
        raise Refused(_("Le bail est noté par le bailleur."))
    if on > timezone.localdate():
        raise BadInput(Fault("on", _("Cette date est à venir.")))
    return _moved(actor, key, "lease", "lease_signed", on, leased_on=on)


def decline(actor: User, key: UUID | str, reason: str, on: date) -> DwellingCandidate:
    """The household declines, for a coded reason. Only some of them are refusals of a home that fitted.

    Noted by the landlord, the committee, or (through `decline_followed`) who follows the household.
    """
    candidate_of(actor, key)
    return _declined(actor, key, reason, on)


def decline_followed(actor: User, request: HousingRequest, key: UUID | str, reason: str, on: date) -> DwellingCandidate:
    """The same, by who follows the household."""
    case_to_write(actor, request.case.key)
    if not request.candidacies.filter(key=key).exists():
        raise BadInput(Fault("", _("Ce logement n’est pas proposé à ce ménage.")))
    return _declined(actor, key, reason, on)


def visit_followed(actor: User, request: HousingRequest, key: UUID | str, on: date) -> DwellingCandidate:
    """The household saw the home."""
    case_to_write(actor, request.case.key)
    with transaction.atomic():
        held = _candidate(key)
        if held.request_id != request.pk or not held.proposed_on or on > timezone.localdate():
            raise BadInput(Fault("", _("Ce logement n’est pas encore proposé à ce ménage, ou la date est à venir.")))
        return _written(actor, held, "home_visited", on, visited_on=on)


def _declined(actor: User, key: UUID | str, reason: str, on: date) -> DwellingCandidate:
    if on > timezone.localdate():
        raise BadInput(Fault("on", _("Cette date est à venir.")))
    coded = HomeDecline(reason)
    with transaction.atomic():
        changed = _moved(actor, key, "decline", "home_declined", on, declined_on=on, decline_reason=coded.value)
        if changed.request and coded in FITTING_DECLINES:
            asked = HousingRequest.objects.select_for_update().get(pk=changed.request.pk)
            asked.fitting_refusals += 1
            asked.save(update_fields=["fitting_refusals"])
    return changed


def _moved(actor: User, key: UUID | str, act: str, step: str, on: date | None, **values: Any) -> DwellingCandidate:
    with transaction.atomic():
        held = _candidate(key)
        if act not in acts_on(held):
            state = held.state.label
            raise BadInput(Fault("", _("Cet acte ne suit pas l’état présent : %(state)s.") % {"state": state}))
        return _written(actor, held, step, on or timezone.localdate(), **values)


def _written(actor: User, held: DwellingCandidate, step: str, on: date, **values: Any) -> DwellingCandidate:
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    if held.request:
        noted(held.request.case, actor, step, on)
    slug = held.dwelling.landlord.slug
    record(actor, f"social_housing.{step}", held.target, organisation=slug, detail={"home": held.dwelling.number})
    return held


def _candidate(key: UUID | str) -> DwellingCandidate:
    rows = DwellingCandidate.objects.select_for_update(of=("self",))
    return rows.select_related("dwelling__landlord", "request__case__scheme", "request__case__version").get(key=key)


def _locked(dwelling: OfferedDwelling) -> OfferedDwelling:
    return OfferedDwelling.objects.select_for_update(of=("self",)).select_related("landlord").get(pk=dwelling.pk)


def _require_open(dwelling: OfferedDwelling) -> None:
    if dwelling.withdrawn_on is not None:
        raise BadInput(Fault("", _("Ce logement est retiré.")))
