"""The tenant's own copy of the sheet: what was written about them and what they may do. One side of A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import pdf

from ..models import NeighbourSignal
from ..reads.signals import Sheet
from .opening import open_signal


def printed(actor: User, key: UUID) -> bytes:
    """The PDF of the sheet, for its landlord or the team. Raises Refused or Http404 as the page does."""
    opened = open_signal(actor, key, "print")
    template = Path(apps.get_app_config("neighbours").path) / "typst" / "sheet.typ"
    try:
        return pdf.compile(template, _content(opened.signal, opened.sheet), timestamp=timezone.localtime())
    except pdf.PdfNotMade as error:
        raise BadInput(Fault("", _("Cette fiche ne peut pas être imprimée avec les polices du service."))) from error


def _content(signal: NeighbourSignal, sheet: Sheet) -> dict[str, Any]:
    return {
        "language": get_language() or "fr",
        "title": _("Fiche de signalement : votre copie"),
        "lead": _(
            "Votre bailleur a demandé à une équipe de vous proposer une rencontre. Cette fiche dit ce qu’il a écrit."
        ),
        "pairs": [
            [_("Signalement"), signal.label], [_("Bailleur"), signal.landlord.name], [_("Locataire"), sheet.tenant],
            [_("Adresse"), sheet.contact or "—"],
            [_("Observé"), _("du %(first)s au %(last)s") % {
                "first": _day(signal.seen_from), "last": _day(signal.seen_until),
            }],
        ],
        "signs_title": _("Ce qui a été observé"), "signs": sheet.signs,
        "facts_title": _("Les faits, tels qu’ils sont écrits"), "facts": sheet.facts,
        "danger": _("Un danger a été signalé : %(danger)s") % {"danger": signal.get_danger_display()}
        if signal.danger else "",
        "told_title": _("Ce qui vous a été dit"), "told": _told(signal),
        "rights_title": _("Ce que vous pouvez faire"),
        "rights": [
            _("Accepter ou refuser de rencontrer l’équipe. Un refus ne change rien à votre bail."),
            _("Lire cette fiche, demander qu’une erreur soit corrigée, ajouter votre version des faits."),
            _("Ce que vous dites à l’équipe reste avec elle : votre bailleur ne lit qu’un état et une date."),
        ],
        "footer": _("À garder par la personne concernée"),
    }  # fmt: skip


def _told(signal: NeighbourSignal) -> list[str]:
    lines = []
    if signal.told_on:
        words = _("Vous avez été informé·e le %(day)s (%(how)s), par : %(who)s.")
        lines.append(words % {"day": _day(signal.told_on), "how": signal.get_told_how_display(), "who": signal.told_by})
    if signal.consent and signal.consent_on:
        words = _("Votre accord a été demandé le %(day)s. Réponse notée : %(answer)s.")
        lines.append(words % {"day": _day(signal.consent_on), "answer": signal.get_consent_display()})
    return lines or [_("Rien n’est encore noté. Cette copie vous est remise pour vous informer.")]


def _day(value: Any) -> str:
    return date_format(value, "j F Y")
