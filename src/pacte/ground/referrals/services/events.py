"""Writing what happens to a referral: under a lock, once, with its line in the journal."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.enums import SharingEnd
from pacte.ground.people.services import sharing as shares

from .. import rules
from ..enums import ReferralEventKind
from ..models import Referral, ReferralEvent


def locked(referral: Referral) -> Referral:
    """The referral, kept from any other hand until the end of the transaction, with its events as they now are."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related(
        "service__organisation", "service__kind", "from_organisation", "file__person", "sharing"
    )
    return rows.get(pk=referral.pk)


def require_waiting(referral: Referral) -> None:
    """Raise BadInput, saying what was answered, unless an answer is awaited."""
    if not referral.standing.is_waiting:
        state = referral.state.label
        raise BadInput(
            Fault("", _("Cette orientation n’attend plus de réponse : %(state)s.") % {"state": state.lower()})
        )


def require_shared(referral: Referral) -> None:
    """Raise BadInput when the person took back what was given with the referral."""
    if not referral.is_shared_still:
        raise BadInput(
            Fault(
                "",
                _("L’accord de la personne n’est plus en vigueur : cette orientation ne peut plus être suivie."),
                _("Voyez avec le service qui l’a envoyée."),
            )
        )


def happened(referral: Referral, kind: ReferralEventKind, actor: User | None, **values: Any) -> ReferralEvent:
    """Append an event and journal it in codes. Raises BadInput when the database already holds its like."""
    words = clean_words("words", values.pop("words", ""))
    try:
        with transaction.atomic():
            event = ReferralEvent.objects.create(referral=referral, kind=kind, by=actor, words=words, **values)
    except IntegrityError as error:
        raise BadInput(Fault("", _("Quelqu’un vient de répondre à cette orientation."))) from error
    journal(actor, kind.value, referral, reason=event.reason)
    return event


def journal(actor: User | None, verb: str, referral: Referral, **codes: str) -> None:
    """One line: the verb, the referral and the service by their keys."""
    detail = {"referral": str(referral.key), "service": str(referral.service.key)}
    detail |= {name: code for name, code in codes.items() if code}
    record(
        actor, f"referral.{verb}", referral.target, organisation=referral.service.organisation.slug, detail=detail
    )  # fmt: skip


def end_sharing(referral: Referral, end: SharingEnd, actor: User | None) -> None:
    """Close what was opened for this referral, if it still is."""
    if referral.sharing is not None and referral.sharing.ended_at is None:
        shares.end(referral.sharing, end, actor)


def clean_words(where: str, text: str) -> str:
    """A free text without what no keyboard types, no longer than it may be. Raises BadInput."""
    kept = text.strip()
    if rules.has_control_characters(kept):
        raise BadInput(Fault(where, _("Ce texte contient des signes illisibles."), _("Retapez-le ou collez-le seul.")))
    if len(kept) > rules.LONGEST_WORDS:
        raise BadInput(
            Fault(where, _("Ce texte dépasse %(most)d signes.") % {"most": rules.LONGEST_WORDS}, _("Abrégez-le."))
        )
    return kept
