"""A household's request: registered, described, answered, shown by papers seen, told to the household.

Whoever follows the file writes; nothing here is written by anyone else. No paper is copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.pathways.models import Case, PathwayScheme
from pacte.ground.pathways.reads.stories import scheme_of_version, version_on
from pacte.ground.pathways.services.cases import start
from pacte.ground.pathways.services.opening import case_to_write, open_case

from ..enums import EvidenceKind
from ..models import HousingRequest, SeenEvidence
from ..reads.grids import grid_in_force, to_state
from ..reads.requests import SCHEMES, RequestSight, of_case, request_of
from .following import noted

COLUMNS = (
    "request_number", "requested_on", "route", "adults", "children", "needs_accessible", "resources_cents",
    "partner_resources_cents", "own_resources_alone", "rent_cents", "current_rooms", "hides_address",
)  # fmt: skip
LONGEST_WORDS = 2_000


def register(
    actor: User, file_key: UUID | str, scheme: str, values: dict[str, Any], *, registered_on: date | None = None
) -> HousingRequest:
    """Open a case on a file that the actor follows, and its request. The case begins today, or on `registered_on`:
    the request may be years old, the follow-up is not.

    Raises BadInput for a scheme that carries no such request, a number already that of another request, a day ahead.
    """
    if scheme not in SCHEMES:
        raise BadInput(Fault("scheme", _("Ce dispositif ne porte pas de demande de logement.")))
    with transaction.atomic():
        day = min(timezone.localdate(), registered_on or timezone.localdate())
        case = start(actor, file_key, scheme, _first_step(scheme, day), day)
        return _kept(actor, HousingRequest(case=case), values)


def describe(actor: User, case_key: UUID | str, values: dict[str, Any]) -> HousingRequest:
    """Write the request of a case that the actor follows: new, or changed. Raises as `register` does."""
    with transaction.atomic():
        case = case_to_write(actor, case_key).case
        if case.scheme.key not in SCHEMES:
            raise Http404
        return _kept(actor, of_case(case) or HousingRequest(case=case), values)


def _first_step(scheme: str, on: date) -> str:
    kept = PathwayScheme.objects.filter(key=scheme, is_open=True).first()
    version = version_on(kept, on) if kept else None
    steps = scheme_of_version(version).steps if version else ()
    return next((each.key for each in steps if each.opens), "request_registered")


def _kept(actor: User, request: HousingRequest, values: dict[str, Any]) -> HousingRequest:
    _check(request, values)
    for name in COLUMNS:
        if name in values:
            setattr(request, name, values[name])
    for name in ("address", "landlord"):
        if values.get(name):
            setattr(request, f"sealed_{name}", seal(values[name].strip()))
    request.version += 1 if request.pk else 0
    request.save()
    record(actor, "social_housing.request_kept", request.target, organisation=request.case.organisation.slug)
    return request


def _check(request: HousingRequest, values: dict[str, Any]) -> None:
    faults = []
    if values["requested_on"] > timezone.localdate():
        faults.append(Fault("requested_on", _("Cette date est à venir."), _("Donnez le jour de la première demande.")))
    number = values.get("request_number", "").strip()
    values["request_number"] = number
    if number and HousingRequest.objects.filter(request_number=number).exclude(pk=request.pk).exists():
        what = _("Ce numéro est déjà celui d’une autre demande.")
        faults.append(Fault("request_number", what, _("Vérifiez-le sur l’attestation d’enregistrement.")))
    if faults:
        raise BadInput(*faults)


def opened(actor: User, key: UUID | str, reason: str = "read") -> RequestSight:
    """A request as the actor sees it; the opening of the person's file is in the journal. Http404 out of reach."""
    request = request_of(key)
    return RequestSight(request, open_case(actor, request.case.key, reason))


def answer(actor: User, key: UUID | str, codes: Iterable[str]) -> HousingRequest:
    """What the household states, among the criteria of the grid in force; those of other grids stay as they were."""
    grid = grid_in_force()
    known = {code for code, _words in to_state(grid)} if grid else set()
    with transaction.atomic():
        request = _to_write(actor, key)
        given = set(codes)
        if given - known:
            raise BadInput(Fault("answers", _("Ce critère n’est pas dans la grille en vigueur.")))
        request.answers = sorted(given | (set(request.answers) - known))
        request.save(update_fields=["answers"])
        _journal(actor, "answers_kept", request)
    return request


def see_evidence(actor: User, key: UUID | str, kind: str, seen_on: date, words: str = "") -> SeenEvidence:
    """Note that a paper was seen. Seen again, its day changes. Raises BadInput for a day ahead."""
    if seen_on > timezone.localdate():
        raise BadInput(Fault("seen_on", _("Cette date est à venir."), _("Donnez le jour où vous avez vu la pièce.")))
    with transaction.atomic():
        request = _to_write(actor, key)
        text = words.strip()[:LONGEST_WORDS]
        values = {"seen_on": seen_on, "seen_by": actor, "sealed_words": seal(text) if text else ""}
        row, _made = SeenEvidence.objects.update_or_create(
            request=request, kind=EvidenceKind(kind).value, defaults=values
        )
        _journal(actor, "evidence_seen", request)
        noted(request.case, actor, "request_completed", min(seen_on, timezone.localdate()))
    return row


def unsee_evidence(actor: User, key: UUID | str, evidence: UUID | str) -> None:
    """Take back a paper noted by mistake."""
    with transaction.atomic():
        request = _to_write(actor, key)
        if not request.evidence.filter(key=evidence).delete()[0]:
            raise Http404
        _journal(actor, "evidence_removed", request)


def tell_score(actor: User, key: UUID | str, on: date | None = None) -> HousingRequest:
    """The household was given its score and the explanation (CCH, art. L441-2-8)."""
    with transaction.atomic():
        request = _to_write(actor, key)
        request.told_on = on or timezone.localdate()
        request.save(update_fields=["told_on"])
        _journal(actor, "score_told", request)
        noted(request.case, actor, "request_scored", request.told_on)
    return request


def _to_write(actor: User, key: UUID | str) -> HousingRequest:
    """A request of a case that the actor follows, under its lock."""
    request = request_of(key)
    case_to_write(actor, request.case.key)
    rows = HousingRequest.objects.select_for_update(of=("self",))
    return rows.select_related("case__organisation", "case__version", "case__scheme").get(pk=request.pk)


def _journal(actor: User, what: str, request: HousingRequest) -> None:
    case: Case = request.case
    record(actor, f"social_housing.{what}", request.target, organisation=case.organisation.slug)
