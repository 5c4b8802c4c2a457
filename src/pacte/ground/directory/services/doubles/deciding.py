"""What a person decides of two entries that look alike: two places, or one, kept under the entry they choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ...enums import PlacePairState
from ...models import Origin, Place, PlacePair, Service
from ...permissions import require_editing
from .. import recording


def keep_apart(actor: User, number: int) -> PlacePair:
    """They are two places: the pair is never proposed again."""
    require_editing(actor)
    with transaction.atomic():
        pair = _held(number)
        _refuse_decided(pair)
        return _decided(actor, pair, PlacePairState.DISTINCT, {})


def join(actor: User, number: int, *, keep: int, services: Iterable[str] = ()) -> PlacePair:
    """They are one: the other entry leaves the public under the kept one, its origins and these services move there.

    `keep` is the key of the entry that stays, `services` the keys of the other's services that it takes. A re-import of
    either source goes on to the kept entry.
    """
    require_editing(actor)
    with transaction.atomic():
        pair = _held(number)
        _refuse_decided(pair)
        kept, double = _both(pair, keep)
        moved = Service.objects.filter(place=double, key__in=[str(key) for key in services])
        held: dict[str, Any] = {
            "kept": kept.pk, "double": double.pk,
            "origins": list(double.origins.values_list("pk", flat=True)),
            "services": list(moved.values_list("pk", flat=True)),
            "doubles": list(double.doubles.values_list("pk", flat=True)),
        }  # fmt: skip
        moved.update(place=kept)
        Origin.objects.filter(pk__in=held["origins"]).update(place=kept)
        Place.objects.filter(pk__in=held["doubles"]).update(merged_into=kept)
        recording.apply(double, {"merged_into": kept}, author=actor)
        recording.note(kept, {"doubles": ["", str(double.key)]}, author=actor)
        return _decided(actor, pair, PlacePairState.SAME, held)


def undo(actor: User, number: int) -> PlacePair:
    """Take the decision back: what was moved returns, the pair is to be decided again.

    What has changed place since stays where it is. Refused once either is confidential: nothing of it may come back.
    """
    require_editing(actor)
    with transaction.atomic():
        pair = _held(number)
        if pair.state == PlacePairState.PROPOSED:
            raise BadInput(Fault("", _("Cette paire n’est pas encore décidée.")))
        if pair.state == PlacePairState.SAME:
            _separate(actor, pair)
        pair.moved, pair.decided_by, pair.decided_at = {}, None, None
        return _decided(None, pair, PlacePairState.PROPOSED, {}, by=actor)


def _separate(actor: User, pair: PlacePair) -> None:
    held = pair.moved
    kept, double = _both(pair, held["kept"])
    Service.objects.filter(pk__in=held["services"], place=kept).update(place=double)
    Origin.objects.filter(pk__in=held["origins"], place=kept).update(place=double)
    Place.objects.filter(pk__in=held["doubles"], merged_into=kept).update(merged_into=double)
    recording.apply(double, {"merged_into": None}, author=actor)
    recording.note(kept, {"doubles": [str(double.key), ""]}, author=actor)


def _held(number: int) -> PlacePair:
    pair = PlacePair.objects.select_for_update().filter(pk=number).first()
    if pair is None:
        raise Http404
    return pair


def _both(pair: PlacePair, keep: int) -> tuple[Place, Place]:
    rows = {each.pk: each for each in Place.objects.select_for_update().filter(pk__in=(pair.first_id, pair.second_id))}
    if keep not in rows:
        raise BadInput(Fault("keep", _("Choisissez la fiche qui reste."), _("L’une des deux.")))
    kept, double = rows[keep], rows[pair.second_id if keep == pair.first_id else pair.first_id]
    if kept.is_confidential or double.is_confidential:
        raise BadInput(Fault("", _("L’un de ces lieux est confidentiel."), _("Sa fiche se tient à part.")))
    return kept, double


def _refuse_decided(pair: PlacePair) -> None:
    if pair.state != PlacePairState.PROPOSED:
        raise BadInput(Fault("", _("Cette paire est déjà décidée."), _("Revenez d’abord sur la décision.")))


def _decided(
    actor: User | None, pair: PlacePair, state: PlacePairState, moved: dict[str, object], by: User | None = None
) -> PlacePair:
    pair.state, pair.moved, pair.decided_by = state, moved, actor
    pair.decided_at = timezone.now() if actor else None
    pair.save()
    record(by or actor, f"directory.pair_{state}", f"directory.PlacePair:{pair.pk}")
    return pair
