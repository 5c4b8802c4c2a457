"""Agreeing on a phrase with someone without papers: whoever follows them notes it, nobody can read it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.services.opening import person_to_write

from ..models import AgreedPhrase
from .requests import HARD_TO_GUESS, folded_phrase


def agree(actor: User, key: UUID | str, phrase: str) -> None:
    """Keep the digest of a phrase that the person chose, in place of an earlier one.

    Raises BadInput when it is too short, Http404 for a person whom the actor does not follow.
    """
    person = person_to_write(actor, key).person
    words = folded_phrase(phrase)
    if len(words) < HARD_TO_GUESS or len(words.split()) < 3:
        raise BadInput(
            Fault("phrase", _("Cette phrase est trop facile à deviner."), _("Choisissez trois mots ou plus."))
        )
    with transaction.atomic():
        AgreedPhrase.objects.update_or_create(
            person=person, defaults={"digest": make_password(words), "agreed_at": timezone.now(), "noted_by": actor}
        )
        record(actor, "phrase.agree", person.target)
