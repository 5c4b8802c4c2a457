"""The directory speaks of places. Its secret is where a refuge is; it also keeps who changed what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Fate, FieldClass, Processing, Retention, Sensitive

from .enums import ProposalState
from .models import DirectoryImport, PlaceChange, Proposal
from .permissions import edits_directory, may_keep, may_see_protected

KEEP_AUTHORS = timedelta(days=3 * 365)
KEEP_PROPOSALS = timedelta(days=365)


def _team(user: Any, row: Any) -> bool:
    return may_see_protected(user, row.place)


def _keepers(user: Any, row: Any) -> bool:
    return may_keep(user, row.place)


def _editors(user: Any, _row: Any) -> bool:
    return edits_directory(user)


FIELDS = [
    Sensitive("directory.ProtectedDetails", "sealed_address", FieldClass.PROTECTED_ADDRESS, _team),
    Sensitive("directory.ProtectedDetails", "sealed_telephone", FieldClass.PROTECTED_ADDRESS, _team),
    Sensitive("directory.PlaceChange", "changes", FieldClass.FREE_TEXT, _keepers),
    Sensitive("directory.Proposal", "values", FieldClass.FREE_TEXT, _keepers),
    Sensitive("directory.Proposal", "words", FieldClass.FREE_TEXT, _keepers),
    Sensitive("directory.DirectoryImport", "faults", FieldClass.FREE_TEXT, _editors),
    Sensitive("directory.DirectoryImport", "preview", FieldClass.FREE_TEXT, _editors),
]
SEALED = ["directory.ProtectedDetails.sealed_address", "directory.ProtectedDetails.sealed_telephone"]


def _forget_authors(before: datetime) -> int:
    """What changed stays, who changed it goes."""
    return PlaceChange.objects.filter(at__lt=before, author__isnull=False).update(author=None)


def _drop_proposals(before: datetime) -> int:
    settled = Proposal.objects.exclude(state=ProposalState.WAITING)
    return settled.filter(settled_at__lt=before).delete()[0]


def _drop_imports(before: datetime) -> int:
    """Imports of another year go, with what may be left of their files."""
    old = DirectoryImport.objects.filter(at__lt=before)
    for run in old:
        run.path.unlink(missing_ok=True)
    return old.delete()[0]


RETENTION = [
    Retention(
        "directory.DirectoryImport", KEEP_PROPOSALS,
        _("Les fautes d’un fichier servent à le corriger, dans l’année."), _drop_imports, is_sample=True,
    ),
    Retention(
        "directory.PlaceChange", KEEP_AUTHORS,
        _("L’historique d’une fiche sert à la tenir ; le nom de qui l’a changée ne sert plus après trois ans."),
        _forget_authors, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "directory.Proposal", KEEP_PROPOSALS,
        _("Un changement publié est dans l’historique ; un changement renvoyé est repris ou oublié dans l’année."),
        _drop_proposals, is_sample=True,
    ),
]  # fmt: skip
PROCESSING = [
    Processing(
        name=_("Tenue de l’annuaire"),
        purpose=_("Dire où trouver de l’aide et quand, tenir les fiches exactes, protéger l’adresse des refuges."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les professionnels qui tiennent les fiches"),
        recipients=_("Les personnes qui tiennent les mêmes fiches et l’équipe de l’annuaire, jamais le public"),
        models=(
            "directory.ProtectedDetails", "directory.PlaceChange", "directory.Proposal", "directory.DirectoryImport",
        ),
        risks=(
            _("L’adresse d’un refuge est connue de qui cherche une personne qui s’y cache."),
            _("L’historique dit qui a travaillé, et quand."),
        ),
        measures=(
            _("L’adresse, le point et le téléphone d’un lieu confidentiel ne sont dans aucune fiche : ils sont chiffrés, lus de la seule organisation qui le tient, et chaque lecture est notée."),  # noqa: E501
            _("Un import ne rend jamais publique une adresse confidentielle."),
            _("Les rappels comptent des fiches et n’en nomment aucune."),
        ),
    )
]  # fmt: skip
