"""Receiving what devices noted without a network: each item once, and one that fails stops no other."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.errors import BadInput, Refused

from .models import Receipt
from .registry import accept_of
from .rules import Answer, Item

log = logging.getLogger(__name__)

WORDS = {
    "unknown_kind": gettext_lazy("Cette version de l’application est trop ancienne. Rechargez la page."),
    "unreadable": gettext_lazy("Cet envoi est abîmé : il n’a pas pu être lu."),
    "bad_input": gettext_lazy("Cet envoi n’a pas été accepté."),
    "refused": gettext_lazy("Votre rôle ne le permet plus. Demandez-le à la référence de votre organisation."),
    "not_found": gettext_lazy("Ce lieu n’est plus dans vos droits."),
}
"""What a refusal says when its own words are gone: a receipt keeps the code alone."""


@dataclass(frozen=True)
class Settled:
    """The answer to one item: "accepted", "refused" with its words, or "retry" when it must be sent again."""

    id: str
    state: str
    words: str = ""


def receive(user: Any, item: Item) -> Settled:
    """Apply one item, once, and keep its receipt; an item that was received already gets the same answer again."""
    try:
        with transaction.atomic():
            held = _receipt(user, item)
            if held is not None:
                return _said(item, Answer(held.accepted, held.words_code))
            answer = _apply(user, item)
            Receipt.objects.filter(client_id=item.client_id).update(accepted=answer.accepted, words_code=answer.code)
    except Exception as error:  # one item that fails stops no other, and stays on its device
        log.error("outbox item failed", extra={"kind": item.kind, "error": type(error).__name__})
        return Settled(str(item.client_id), "retry")
    return _said(item, answer)


def unreadable(name: str) -> Settled:
    """The answer to an item that cannot be read."""
    return Settled(name, "refused", str(WORDS["unreadable"]))


def _receipt(user: Any, item: Item) -> Receipt | None:
    """The receipt that the item has already. None when it had none: a new one then holds its place, so that of two
    sendings at the same moment the second waits for the first."""
    try:
        with transaction.atomic():
            Receipt.objects.create(client_id=item.client_id, kind=item.kind, user=user, at=item.at)
    except IntegrityError:
        return Receipt.objects.get(client_id=item.client_id)
    return None


def _apply(user: Any, item: Item) -> Answer:
    accept = accept_of(item.kind)
    if accept is None:
        return Answer(False, "unknown_kind")
    try:
        with transaction.atomic():
            return accept(user, item.client_id, item.payload, item.at)
    except BadInput as bad:
        return Answer(False, "bad_input", str(bad))
    except Refused as refused:
        return Answer(False, "refused", str(refused))
    except Http404:
        return Answer(False, "not_found")


def _said(item: Item, answer: Answer) -> Settled:
    if answer.accepted:
        return Settled(str(item.client_id), "accepted")
    return Settled(str(item.client_id), "refused", answer.words or str(WORDS.get(answer.code, WORDS["bad_input"])))
