"""What is kept of a sending: who sent it and when, long enough to answer the same thing to a second sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Processing, Retention

from .models import Receipt

KEEP = timedelta(days=60)


def _delete(before: datetime) -> int:
    return Receipt.objects.filter(received_at__lt=before).delete()[0]


RETENTION = [
    Retention(
        model="field.Receipt",
        keep=KEEP,
        reason=_("Un appareil garde un envoi sept jours : au-delà de deux mois, aucun ne revient."),
        purge=_delete,
        is_sample=True,
    )
]

PROCESSING = [
    Processing(
        name=_("Envois de l’application de terrain"),
        purpose=_("Ne perdre et ne compter deux fois rien de ce qui est noté sans réseau."),
        basis=_("Mission d’intérêt public (RGPD, article 6, 1, e)."),
        concerned=_("Professionnels et bénévoles qui notent sur le terrain."),
        recipients=_("Personne : les accusés de réception ne sont montrés qu’à l’appareil qui a envoyé."),
        models=("field.Receipt",),
        risks=(_("Un accusé de réception dit qui a envoyé quelque chose, et quand."),),
        measures=(
            _("L’appareil chiffre ce qui attend avec une clé qui n’en sort pas, puis l’efface une fois reçu."),
            _("L’accusé de réception ne garde pas ce qui a été envoyé."),
        ),
    )
]
