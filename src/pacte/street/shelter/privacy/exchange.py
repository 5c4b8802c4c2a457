"""What the exchange keeps: mappings (columns and coded words) and counts of imports. No file, no cell."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

from ..models import SiaoImport

AFTER_IMPORT = timedelta(days=365)


def _forget(before: datetime) -> int:
    return SiaoImport.objects.filter(at__lt=before).delete()[0]


FIELDS: list[Sensitive] = []
"""The State's identifier is declared with the requests, which hold it."""
RETENTION: list[Retention] = [
    Retention(
        "shelter.SiaoImport", AFTER_IMPORT,
        gettext_lazy("Le compte d’un import sert à retrouver une erreur ; il est supprimé après un an."),
        _forget, is_sample=True,
    )
]  # fmt: skip
HOLDINGS: list[Holding] = []
PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Échanges avec le système de l’État (SI-SIAO)"),
        purpose=gettext_lazy("Reprendre et rendre les demandes d’une nuit sans les saisir deux fois."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e) ; code de l’action sociale, L345-2."),
        concerned=gettext_lazy("Ménages qui demandent une place"),
        recipients=gettext_lazy("La régulation du 115, et le système de l’État par le fichier qu’elle y dépose"),
        models=("shelter.ShelterRequest", "shelter.SiaoImport"),
        risks=(gettext_lazy("Qu’un fichier sorti dise où dort une personne"),),
        measures=(
            gettext_lazy("Le fichier déposé n’est pas gardé ; l’export n’a ni nom, ni téléphone, ni précisions"),
            gettext_lazy("Une personne mise à l’abri et une adresse protégée ne sortent dans aucun fichier"),
        ),
    )
]  # fmt: skip
SEALED: list[str] = []
