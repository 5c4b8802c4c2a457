"""Answering a referral: accept, decline with a reason, propose another service; then what came of it.

A referral is answered once, whoever is quicker: its row is locked, and the database refuses a second answer.
"""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import SharingEnd
from pacte.ground.people.services.contact import note_contact

from .. import reads
from ..enums import DeclineReason, ReferralEventKind
from ..models import ReceivingService, Referral
from ..permissions import require_taking_part
from .events import end_sharing, happened, locked, require_shared, require_waiting


def accept(actor: User, referral: Referral, *, words: str = "", through: Organisation | None = None) -> None:
    """The service will receive the person. Raises BadInput when it was answered or the agreement taken back."""
    _require_answerer(actor, referral, through)
    with transaction.atomic():
        held = locked(referral)
        require_waiting(held)
        require_shared(held)
        happened(held, ReferralEventKind.ACCEPTED, actor, words=words)


def decline(
    actor: User, referral: Referral, *, reason: str, words: str = "", through: Organisation | None = None
) -> None:
    """The service cannot answer the need, for a reason of the list; the person is closed to it at once."""
    _require_answerer(actor, referral, through)
    if reason not in DeclineReason.values:
        raise BadInput(Fault("reason", _("Dites pourquoi."), _("Choisissez une raison de la liste.")))
    with transaction.atomic():
        held = locked(referral)
        require_waiting(held)
        happened(held, ReferralEventKind.DECLINED, actor, reason=reason, words=words)
        end_sharing(held, SharingEnd.DECLINED, actor)


def close_without_answer(referral: Referral, reason: str) -> None:
    """The service's own clock ran out before anybody answered: declined for this reason, by nobody in particular.

    For the room that received the referral; one that is answered or withdrawn is left alone.
    """
    if reason not in DeclineReason.values:
        raise BadInput(Fault("reason", _("Dites pourquoi."), _("Choisissez une raison de la liste.")))
    with transaction.atomic():
        held = locked(referral)
        if held.standing.is_waiting:
            happened(held, ReferralEventKind.DECLINED, None, reason=reason)
            end_sharing(held, SharingEnd.DECLINED, None)


def redirect(
    actor: User, referral: Referral, *, to: ReceivingService, words: str = "", through: Organisation | None = None
) -> None:
    """Another service would do better. Nothing is passed on: the sender asks the person, and sends again."""
    _require_answerer(actor, referral, through)
    with transaction.atomic():
        held = locked(referral)
        require_waiting(held)
        _check_proposal(held, to)
        happened(held, ReferralEventKind.REDIRECTED, actor, suggested=to, words=words)
        end_sharing(held, SharingEnd.DECLINED, actor)


def mark_done(actor: User, referral: Referral, *, words: str = "", through: Organisation | None = None) -> None:
    """The person was received: the referral came to its end."""
    _end(actor, referral, ReferralEventKind.DONE, words, through)


def mark_no_show(actor: User, referral: Referral, *, words: str = "", through: Organisation | None = None) -> None:
    """The person did not come; what was opened for the referral closes."""
    _end(actor, referral, ReferralEventKind.NO_SHOW, words, through)


@transaction.atomic
def _end(actor: User, referral: Referral, kind: ReferralEventKind, words: str, through: Organisation | None) -> None:
    _require_answerer(actor, referral, through)
    held = locked(referral)
    if not held.standing.is_accepted:
        what = _("L’issue se dit d’une orientation acceptée ; celle-ci est : %(state)s.")
        raise BadInput(Fault("", what % {"state": held.state.label.lower()}))
    happened(held, kind, actor, words=words)
    if kind == ReferralEventKind.NO_SHOW:
        end_sharing(held, SharingEnd.ENDED, actor)
    elif held.file is not None:
        note_contact(held.file)


def _require_answerer(actor: User, referral: Referral, through: Organisation | None) -> None:
    """Those who take part in the service's organisation, on its territory, answer; for anyone else it is not there."""
    require_taking_part(actor, through)
    if not reads.received_by(actor, through).filter(pk=referral.pk).exists():
        raise Http404


def _check_proposal(referral: Referral, to: ReceivingService) -> None:
    other = _("Choisissez un autre service.")
    if to.pk == referral.service_id:
        raise BadInput(Fault("to", _("C’est le service qui a reçu cette orientation."), other))
    if not to.is_open():
        raise BadInput(Fault("to", _("Ce service ne reçoit pas d’orientations en ce moment."), other))
    if not to.takes(referral.subject):
        raise BadInput(Fault("to", _("Ce service ne reçoit pas ce type de demande."), other))
