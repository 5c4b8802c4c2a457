"""What a count holds of people: nothing of who came; who counted, for as long as a mistake may have to be mended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Fate, Processing, Retention

from .models import Correction, Count, Undo

KEEP_WHO = timedelta(days=60)
KEEP_CORRECTOR = timedelta(days=3 * 365)


def _forget_who_counted(before: datetime) -> int:
    return Count.objects.filter(received_at__lt=before, counted_by__isnull=False).update(counted_by=None)


def _forget_who_undid(before: datetime) -> int:
    return Undo.objects.filter(at__lt=before, undone_by__isnull=False).update(undone_by=None)


def _forget_who_corrected(before: datetime) -> int:
    return Correction.objects.filter(at__lt=before, corrected_by__isnull=False).update(corrected_by=None)


RETENTION = [
    Retention(
        model="footfall.Count",
        keep=KEEP_WHO,
        reason=_("Deux mois pour rectifier une erreur ; au-delà, le nombre reste sans qui l’a compté."),
        purge=_forget_who_counted,
        fate=Fate.ANONYMISE,
        is_sample=True,
    ),
    Retention(
        model="footfall.Undo",
        keep=KEEP_WHO,
        reason=_("Deux mois pour rectifier une erreur ; au-delà, l’annulation reste sans son auteur."),
        purge=_forget_who_undid,
        fate=Fate.ANONYMISE,
        is_sample=True,
    ),
    Retention(
        model="footfall.Correction",
        keep=KEEP_CORRECTOR,
        reason=_("Trois ans pour justifier un chiffre ; au-delà, la correction reste avec sa raison, sans son auteur."),
        purge=_forget_who_corrected,
        fate=Fate.ANONYMISE,
        is_sample=True,
    ),
]

PROCESSING = [
    Processing(
        name=_("Fréquentation des lieux"),
        purpose=_("Compter les passages et les services rendus, sans demander de nom."),
        basis=_("Mission d’intérêt public (RGPD, article 6, 1, e)."),
        concerned=_("Professionnels et bénévoles qui comptent. Qui est accueilli est compté, jamais nommé."),
        recipients=_("Équipe du lieu ; l’équipe du Pacte lit des totaux."),
        models=("footfall.Count", "footfall.Undo", "footfall.Correction"),
        risks=(_("Un comptage dit qui travaillait, et à quelle heure."),),
        measures=(
            _("Qui a compté est effacé après deux mois."),
            _("La page d’un lieu ne montre que des totaux, jamais le travail d’un collègue."),
        ),
    )
]
