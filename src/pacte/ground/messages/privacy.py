"""Addresses and words of messages: read by nobody on any page, dropped when the message leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import Asker, FieldClass, Holding, Processing, Retention, Section, Sensitive

from .enums import WAITING
from .models import ContactRule, Message

KEEP = timedelta(days=90)


def _nobody(user: Any, row: Any) -> bool:
    """No page, export or log shows them to anyone."""
    return False


def forget_old(before: datetime) -> int:
    """Delete messages that no longer wait and were asked for before then."""
    count, _rows = Message.objects.filter(created_at__lt=before).exclude(state__in=WAITING).delete()
    return count


SEALED = ["outbox.Message.sealed_address", "outbox.Message.sealed_context", "outbox.ContactRule.sealed_address"]
"""Columns that `pacte keys reseal` seals again under the current key."""

FIELDS = [
    Sensitive("outbox.Message", "sealed_address", FieldClass.CONTACT, _nobody),
    Sensitive("outbox.Message", "sealed_context", FieldClass.FREE_TEXT, _nobody),
    Sensitive("outbox.ContactRule", "sealed_address", FieldClass.CONTACT, _nobody),
]
RETENTION = [
    Retention(
        "outbox.Message",
        KEEP,
        _("Le temps de voir qu’un message est parti ; ses mots sont partis avec lui."),
        forget_old,
        is_sample=True,
    )
]


def tell(person: Any, asker: Asker) -> list[Section]:
    """How the person lets themselves be reached, and which messages left for them; nothing of it for a relative."""
    if asker == Asker.RELATIVE:
        return []
    return [_rule(person), _sent(person)]


def _rule(person: Any) -> Section:
    rows = []
    for rule in ContactRule.objects.filter(recipient_key=person.recipient_key):
        if rule.never_contact:
            rows.append((gettext("Jamais contactée"), gettext("oui")))
        if rule.safe_channel:
            rows.append((gettext("Canal sûr"), str(rule.get_safe_channel_display())))
        if rule.sealed_address:
            rows.append((gettext("Adresse"), unseal(rule.sealed_address)))
        if rule.safe_from and rule.safe_until:
            rows.append((gettext("Heures"), f"{rule.safe_from:%H:%M} – {rule.safe_until:%H:%M}"))
    title = gettext("Règle de contact")
    return Section(title, (gettext("Donnée"), gettext("Ce que nous avons")), tuple(rows))


def _sent(person: Any) -> Section:
    rows = [
        (date_format(message.created_at, "j F Y"), str(message.get_channel_display()), str(message.get_state_display()))
        for message in Message.objects.filter(recipient_key=person.recipient_key).order_by("created_at")
    ]
    return Section(gettext("Messages"), (gettext("Demandé le"), gettext("Canal"), gettext("État")), tuple(rows))


def anonymise(person: Any) -> int:
    """The rule by which the person is reached, and every message to them, those that wait included."""
    key = person.recipient_key
    rules, messages = ContactRule.objects.filter(recipient_key=key), Message.objects.filter(recipient_key=key)
    return rules.delete()[0] + messages.delete()[0]


HOLDINGS = [Holding(_("Messages"), tell, anonymise)]
PROCESSING = [
    Processing(
        name=_("Messages"),
        purpose=_("Prévenir, rappeler, inviter, par la voie que la personne a choisie."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les professionnels et les personnes accompagnées"),
        recipients=_(
            "Le destinataire seul ; l’administration de la plateforme voit l’état des envois, jamais leur texte"
        ),
        models=("outbox.Message", "outbox.ContactRule"),
        risks=(_("Un message révèle un suivi à quelqu’un d’autre."),),
        measures=(_("Textes neutres, canal et heures sûrs, « ne jamais contacter » respecté ; adresses chiffrées."),),
    )
]
