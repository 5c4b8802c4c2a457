"""What of collections is sensitive, and how long what users handed in is kept.

A published figure and an achievement are public by nature. What two parties tell each other about a figure is not.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass, Processing, Retention, Sensitive

from .models import Edition, SpreadsheetImport, Transition
from .permissions import may_answer, may_steer


def reads_transition(user: User, transition: Transition) -> bool:
    """The pact's team, and whoever may answer the request that the figure is for."""
    request = getattr(transition.measurement, "figure_request", None)
    return may_steer(user) or (request is not None and may_answer(user, request))


def reads_import(user: User, received: SpreadsheetImport) -> bool:
    """Whoever handed the file in, and the pact's team."""
    return received.actor_id == user.pk or may_steer(user)


def reads_edition(user: User, _edition: Edition) -> bool:
    """Why an edition was frozen without some figures is the pact's team's business."""
    return may_steer(user)


def purge_imports(before: Any) -> int:
    """Delete imports older than this moment, with what may be left of their files."""
    old = SpreadsheetImport.objects.filter(at__lt=before)
    for received in old:
        transaction.on_commit(partial(received.path.unlink, missing_ok=True))
    return old.delete()[0]


FIELDS = [
    Sensitive("campaigns.Transition", "reason", FieldClass.FREE_TEXT, reads_transition),
    Sensitive("campaigns.SpreadsheetImport", "faults", FieldClass.FREE_TEXT, reads_import),
    Sensitive("campaigns.Edition", "freeze_reason", FieldClass.FREE_TEXT, reads_edition),
]
RETENTION = [
    Retention(
        "campaigns.SpreadsheetImport",
        timedelta(days=365),
        _("Les fautes d’un fichier servent jusqu’à la collecte de l’année suivante."),
        purge_imports,
        is_sample=True,
    )
]
PROCESSING = [
    Processing(
        name=_("Collecte des chiffres du Pacte"),
        purpose=_("Demander, saisir, valider et publier les chiffres des partenaires."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les professionnels qui contribuent aux chiffres"),
        recipients=_("L’organisation qui contribue et l’équipe du Pacte"),
        models=(
            "campaigns.Transition",
            "campaigns.SpreadsheetImport",
            "campaigns.Edition",
            "indicators.Measurement",
            "commitments.Evidence",
        ),
        risks=(_("Un petit effectif publié désigne quelqu’un."),),
        measures=(_("Seuil de onze, secret secondaire, une seule publication coordonnée."),),
    )
]
