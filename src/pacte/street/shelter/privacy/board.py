"""What a night's report keeps: figures of nobody, and a regulator's words in which a name may have slipped."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Fate, FieldClass, Holding, Processing, Retention, Sensitive

from ..models import NightReport
from ..permissions import regulates, steers


def _reads_words(user: Any, row: Any) -> bool:
    """The notable facts are read by the regulation and the pact's team."""
    return regulates(user) or steers(user)


def purge_words(before: datetime) -> int:
    """Take the words off old reports; the figures stay."""
    return NightReport.objects.filter(closed_at__lt=before).exclude(words="").update(words="")


FIELDS: list[Sensitive] = [Sensitive("shelter.NightReport", "words", FieldClass.FREE_TEXT, _reads_words)]
RETENTION: list[Retention] = [
    Retention(
        "shelter.NightReport", timedelta(days=365),
        _("Les faits marquants d’une nuit servent un an ; les chiffres, qui ne parlent de personne, restent."),
        purge_words, Fate.ANONYMISE, is_sample=True,
    )
]  # fmt: skip
HOLDINGS: list[Holding] = []
PROCESSING: list[Processing] = [
    Processing(
        name=_("Bilans de nuit du 115"),
        purpose=_("Dire ce que fut une nuit : places, demandes, réponses, faits marquants."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Personne n’est nommé ; les faits marquants sont écrits par la régulation"),
        recipients=_("La régulation du 115, les sites, l’équipe du Pacte"),
        models=("shelter.NightReport",),
        risks=(_("Qu’un nom se glisse dans les faits marquants"),),
        measures=(
            _("Les mots sont lus par la régulation et l’équipe du Pacte, et effacés après un an"),
            _("Les petits nombres sont protégés hors de la régulation"),
        ),
    )
]
SEALED: list[str] = []
