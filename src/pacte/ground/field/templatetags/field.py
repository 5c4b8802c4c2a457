"""The line that every page of the offline application shows: what waits, with its words for the script."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


def words() -> dict[str, str]:
    """What the outbox says, in the reader's language; `{}` is filled in by the script."""
    return {
        "waiting": _("{} à envoyer."),
        "sent": _("Tout est envoyé à {}."),
        "nothing": _("Rien n’attend sur cet appareil."),
        "offline": _("Pas de réseau : l’envoi se fera seul."),
        "trouble": _("Le site ne répond pas bien : nouvel essai bientôt."),
        "signed_out": _("Vous êtes déconnecté. Rien n’est perdu : connectez-vous pour envoyer."),
        "other_owner": _("Ce qui attend a été noté par un autre compte, qui doit se connecter pour l’envoyer."),
        "no_vault": _("Ce navigateur ne peut rien garder ici. Comptez depuis la page « Fréquentation »."),
        "stale": _("Certains envois attendent depuis plus de six heures. Sans réseau, ils seront effacés le {}."),
        "refused": _("Un envoi n’a pas été accepté. {}"),
        "erased": _("Envois effacés après sept jours sans réseau, sans être partis : {}."),
        "lost": _("Ce passage n’est pas compté : rechargez la page, puis recommencez."),
        "full": _("L’appareil n’a plus de place : ce passage n’est pas compté. Envoyez ce qui attend."),
    }


@register.inclusion_tag("field/outbox.html", takes_context=True)
def outbox(context: dict[str, Any]) -> dict[str, Any]:
    """The outbox's line."""
    return {"request": context["request"], "outbox_words": json.dumps(words(), ensure_ascii=False)}
