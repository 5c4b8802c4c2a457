"""The journal's own sensitive field, and how long its lines live."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import FieldClass, Processing, Retention, Sensitive

from . import permissions, reads
from .models import Entry, Segment

KEEP = timedelta(days=365)
"""CNIL, recommendation on logging of 14 October 2021: six months to one year."""


def purge(before: datetime) -> int:
    """Take away the lines of whole sealed segments older than `before`; their seals stay as checkpoints.

    Lines not sealed yet are never taken. Returns how many lines went.
    """
    gone = 0
    with transaction.atomic():
        for segment in reads.purgeable(before):
            lines: models.QuerySet[Entry] = models.QuerySet(Entry)  # the one way round the refusal to delete
            gone += lines.filter(pk__range=(segment.first_row, segment.last_row)).delete()[0]
            Segment.objects.filter(pk=segment.pk).update(purged_at=timezone.now())
    return gone


def may_read(user: Any, entry: Entry) -> bool:
    """The data protection officer reads who did what; nobody else, not even of their own acts."""
    return permissions.is_data_protection_officer(user)


FIELDS = [Sensitive("audit.Entry", "actor_key", FieldClass.PROFESSIONAL, may_read)]
RETENTION = [
    Retention(
        "audit.Entry",
        KEEP,
        _("Recommandation de la CNIL sur la journalisation (2021) : six mois à un an."),
        purge,
        reference="CNIL, recommandation relative à la journalisation, 14 octobre 2021",
    ),
]
PROCESSING = [
    Processing(
        name=_("Journal des actes"),
        purpose=_("Répondre à la question « qui a lu ou modifié quoi ? » et détecter un usage anormal."),
        basis=_("Obligation de sécurité (RGPD, articles 6.1.c et 32)"),
        concerned=_("Les professionnels, par une clé opaque"),
        recipients=_("La protection des données"),
        models=("audit.Entry",),
        risks=(_("Quelqu’un efface la trace de ce qu’il a lu."),),
        measures=(_("Lignes scellées heure par heure en une chaîne vérifiable ; codes et clés, jamais un nom."),),
    )
]
