"""What the verbs share: the entry that one may write, held; its version; the journal's line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import reads
from ..enums import PlaceStatus
from ..models import DirectoryPolicy, Place, Service, Stop
from ..permissions import edits_directory, require_keeping
from ..reads.history import label_of, said
from ..rules.merging import earliest, merged
from .recording import plain


class Meanwhile(BadInput):
    """Somebody else changed the same words. `version` is the entry's now, `taken` what they wrote elsewhere."""

    def __init__(self, *faults: Fault, version: str, taken: dict[str, Any]) -> None:
        super().__init__(*faults)
        self.version, self.taken = version, taken


def to_keep(actor: User, key: UUID | str) -> Place:
    """The entry of this key, held until the end of the transaction.

    Raises Refused for a role that keeps no entry, Http404 for one that the actor does not keep.
    """
    require_keeping(actor)
    found = Place.objects.select_for_update(of=("self",)).select_related("organisation", "territory")
    place = found.filter(key=key).first()
    if place is None or not reads.kept_by(actor).filter(pk=place.pk).exists():
        raise Http404
    return place


def to_write(actor: User, key: UUID | str) -> Place:
    """The same, refused for the double of another entry."""
    place = to_keep(actor, key)
    if place.merged_into_id is not None:
        raise BadInput(
            Fault("", _("Cette fiche est le double d’une autre."), _("Modifiez celle qui a été gardée."))
        )  # fmt: skip
    return place


def journal(actor: User | None, action: str, place: Place, **detail: Any) -> None:
    """One line of the journal, in codes."""
    slug = place.organisation.slug if place.organisation else ""
    record(actor, action, place.target, organisation=slug, detail=detail)


def awaits_review(actor: User, place: Place) -> bool:
    """Whether a change by this actor waits for the directory's team: what is published, where the city so wishes."""
    if place.status != PlaceStatus.PUBLISHED or edits_directory(actor):
        return False
    return DirectoryPolicy.current().is_moderated


def version_of(place: Place) -> str:
    """By which an edit says what it was based on."""
    return place.updated_at.isoformat()


def joined(
    place: Place, typed: Mapping[str, Any], version: str, part: Service | Stop | None = None
) -> dict[str, Any]:  # fmt: skip
    """What was typed, with what others wrote meanwhile in the fields that the typist left alone.

    Raises Meanwhile when both changed the same field to something else. Without a version, what is typed holds.
    """
    since = parse_datetime(version) if version else None
    if since is None or version == version_of(place):
        return dict(typed)
    rows = list(place.changes.filter(at__gt=since).order_by("at", "pk").values_list("changes", flat=True))
    if part is not None:
        rows = [_of_part(row[name_of(part)]) for row in rows if name_of(part) in row]
    subject = part or place
    now = {name: plain(getattr(subject, name)) for name in typed}
    before = {name: value for name, value in earliest(rows).items() if name in typed}
    found = merged({name: plain(value) for name, value in typed.items()}, before, now)
    taken = {name: getattr(subject, name) for name in before if found.values[name] != plain(typed[name])}
    if not found.conflicts:
        return {**typed, **taken}
    raise Meanwhile(*(_conflict(name, now[name]) for name in found.conflicts), version=version_of(place), taken=taken)


def name_of(part: Service | Stop) -> str:
    """How the history and a proposal name a service or a stop."""
    return f"{'service' if isinstance(part, Service) else 'stop'}:{part.key}"


def _of_part(both: list[Any]) -> dict[str, list[Any]]:
    before, after = both[0] or {}, both[1] or {}
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def _conflict(name: str, now: Any) -> Fault:
    return Fault(
        name,
        _("« %(field)s » a changé pendant que vous écriviez. C’est maintenant : %(words)s.")
        % {"field": label_of(name), "words": said(name, now)},
        _("Vos mots sont gardés ici : enregistrez de nouveau pour les retenir."),
    )
