"""What partners know of people: who works where. Names and addresses are the accounts'."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Processing, Retention, Sensitive

from .models import Membership

FIELDS: list[Sensitive] = []


def _purge_memberships(before: datetime) -> int:
    """Memberships that ended before this moment."""
    return Membership.objects.filter(ends_on__lt=before.date()).delete()[0]


RETENTION = [
    Retention(
        "partners.Membership",
        timedelta(days=3 * 365),
        _("Qui tenait quel rôle explique trois années de chiffres."),
        _purge_memberships,
        is_sample=True,
    )
]
PROCESSING = [
    Processing(
        name=_("Rôles dans les organisations"),
        purpose=_("Savoir qui travaille pour quelle organisation, dans quel rôle et jusqu’à quand."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les professionnels et les bénévoles qui ont un compte"),
        recipients=_("La référence de l’organisation et l’administration de la plateforme"),
        models=("partners.Membership",),
        risks=(_("Un droit survit à la fonction."),),
        measures=(_("Rôles datés, relus à chaque requête ; leur fin ferme tout au même instant."),),
    )
]
