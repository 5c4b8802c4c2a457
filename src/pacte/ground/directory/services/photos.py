"""The photo of a place's door: one, without its metadata, never of a confidential place."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import rules
from pacte.ground.documents import services as attachments

from ..models import Place
from .common import awaits_review, journal, to_write
from .recording import apply


def put(actor: User, key: UUID | str, upload: UploadedFile) -> Place:
    """Show this photo of the place, in the place of the former. The place where it was taken is not kept in it.

    Where the city reads before publishing, the directory's team alone puts a photo on a published entry.
    """
    with transaction.atomic():
        place = to_write(actor, key)
        _refuse(actor, place)
        _refuse_other(upload)
        former, photo = place.photo, attachments.attach(actor, upload)
        apply(place, {"photo": photo}, author=actor)
        if former is not None:
            attachments.delete(former)
        journal(actor, "photo.put", place)
    return place


def remove(actor: User, key: UUID | str) -> Place:
    """The place has no photo any more."""
    with transaction.atomic():
        place = to_write(actor, key)
        former = place.photo
        if former is not None:
            apply(place, {"photo": None}, author=actor)
            attachments.delete(former)
            journal(actor, "photo.remove", place)
    return place


def _refuse(actor: User, place: Place) -> None:
    if place.is_confidential:
        raise BadInput(Fault("file", _("Un lieu confidentiel n’a pas de photo."), _("Elle dirait où il se trouve.")))
    if awaits_review(actor, place):
        remedy = _("Envoyez la photo à l’équipe de l’annuaire.")
        raise BadInput(Fault("file", _("Les changements sont relus avant publication."), remedy))


def _refuse_other(upload: UploadedFile) -> None:
    """A photo is what its bytes say."""
    found = rules.detect(upload.read(rules.LARGEST + 1), upload.name or "")
    upload.seek(0)
    if found is not None and not found.startswith("image/"):
        raise BadInput(Fault("file", _("Ce fichier n’est pas une photo."), _("Déposez une image JPEG, PNG ou WebP.")))
