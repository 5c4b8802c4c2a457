"""Changes that wait for the directory's team: proposed by keepers, published or sent back with words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import ProposalState
from ..models import Place, Proposal
from ..permissions import require_editing
from ..rules.hidden import NOWHERE
from .common import journal, to_keep
from .recording import apply, plain
from .settling import TITLES, part_of, settle


def propose(actor: User, place: Place, values: dict[str, Any]) -> Proposal:
    """Keep these values for the team to read: what differs from the entry joins what this author already proposed.

    The caller holds the entry. Values of a service or a stop go under its name ("service:<key>"), None to take it off.
    """
    waiting = Proposal.objects.select_for_update().filter(place=place, author=actor, state=ProposalState.WAITING)
    proposal = waiting.first() or Proposal(place=place, author=actor)
    kept = dict(proposal.values)
    for name, value in values.items():
        simple = _simple(value)
        if ":" not in name and simple == plain(getattr(place, name)):
            kept.pop(name, None)
        else:
            kept[name] = simple
    if not kept and proposal.pk is None:
        raise BadInput(Fault("", _("Rien n’a changé."), _("Modifiez un champ, ou confirmez que tout est exact.")))
    proposal.values = kept
    if kept:
        proposal.save()
        journal(actor, "place.propose", place, proposal=str(proposal.key), fields=sorted(kept))
    else:
        proposal.delete()
    return proposal


def withdraw(actor: User, key: UUID | str) -> None:
    """Take back one's own proposal while it waits, or clear one that was sent back."""
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().filter(key=key, author=actor).first()
        if proposal is None:
            raise Http404
        place = to_keep(actor, proposal.place.key)
        if proposal.state == ProposalState.PUBLISHED:
            raise BadInput(Fault("", _("Ce changement est déjà publié."), _("Modifiez la fiche.")))
        journal(actor, "proposal.withdraw", place, proposal=str(proposal.key))
        proposal.delete()


def publish(actor: User, key: UUID | str) -> Place:
    """Write what was proposed into the entry, in its author's name. What became confidential meanwhile is left out."""
    with transaction.atomic():
        proposal, place = _held(actor, key)
        values = {name: value for name, value in proposal.values.items() if hasattr(place, name)}
        if place.is_confidential:
            values = {name: value for name, value in values.items() if name not in NOWHERE}
        apply(place, restored(values), author=proposal.author)
        for name, part in proposal.values.items():
            if ":" in name:
                settle(place, name, restored(part) if part else None, author=proposal.author)
        _settle(proposal, actor, ProposalState.PUBLISHED)
        journal(actor, "proposal.publish", place, proposal=str(proposal.key))
    return place


def send_back(actor: User, key: UUID | str, words: str) -> Proposal:
    """Refuse a change, saying why: its author finds it in their day, with their words kept."""
    if not words.strip():
        raise BadInput(Fault("words", _("Dites ce qui manque."), _("L’auteur lira ces mots.")))
    with transaction.atomic():
        proposal, place = _held(actor, key)
        proposal.words = words.strip()
        _settle(proposal, actor, ProposalState.RETURNED)
        journal(actor, "proposal.send_back", place, proposal=str(proposal.key))
    return proposal


def before_and_after(place: Place, proposal: Proposal) -> dict[str, list[Any]]:
    """What the entry says now beside what was proposed, as the history writes a change."""
    found: dict[str, list[Any]] = {}
    for name, value in proposal.values.items():
        if ":" not in name:
            if hasattr(place, name):
                found[name] = [plain(getattr(place, name)), value]
            continue
        part = part_of(place, name)
        watched = [*TITLES, *(value or ())]
        now = {each: plain(getattr(part, each)) for each in watched if hasattr(part, each)} if part else None
        found[name] = [now, None if value is None else {**(now or {}), **value}]
    return found


def _held(actor: User, key: UUID | str) -> tuple[Proposal, Place]:
    require_editing(actor)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("author").filter(key=key).first()
    if proposal is None:
        raise Http404
    if proposal.state != ProposalState.WAITING:
        raise BadInput(Fault("", _("Ce changement a déjà reçu une réponse."), _("Ouvrez le suivant.")))
    return proposal, to_keep(actor, proposal.place.key)


def _settle(proposal: Proposal, actor: User, state: ProposalState) -> None:
    proposal.state, proposal.settled_by, proposal.settled_at = state, actor, timezone.now()
    proposal.save(update_fields=["state", "settled_by", "settled_at", "words"])


def _simple(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return plain(value)


def restored(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they were kept, with their rows found again: a territory by its code, an organisation by its own."""
    found = dict(values)
    if code := found.get("territory"):
        found["territory"] = Territory.objects.filter(code=code).first()
    if slug := found.get("organisation"):
        found["organisation"] = Organisation.objects.filter(slug=slug).first()
    return found
