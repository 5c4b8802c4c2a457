"""An informal appeal: received by social work, instructed by another, decided by another where possible."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import FundVerdict
from ..models import FundAppeal
from .standing import appeal_of, decision_of, sealed, stand, take_up_case, tell_case, to_write, under_lock

LONGEST = 4000


def receive(actor: User, key: UUID | str, words: str, on: date | None = None) -> FundAppeal:
    """Note an appeal against the decision in force. Late ones are noted too: the case says that the delay is over.

    Raises BadInput when nothing is decided, when an appeal waits already, or before the decision's day.
    """
    found, _sight = to_write(actor, key)
    day = on or timezone.localdate()
    if len(words) > LONGEST:
        raise BadInput(Fault("words", _("Ce texte dépasse 4 000 signes."), _("Raccourcissez-le.")))
    with transaction.atomic():
        request = under_lock(found)
        decision = decision_of(request)
        if decision is None or decision.verdict == FundVerdict.DEFERRED:
            raise BadInput(Fault("", _("Il n’y a pas de décision à contester."), _("Un ajournement se complète.")))
        if appeal_of(request) is not None or hasattr(decision, "appeal"):
            raise BadInput(Fault("", _("Un recours est déjà noté contre cette décision.")))
        if not decision.decided_on <= day <= timezone.localdate():
            raise BadInput(Fault("on", _("Cette date ne convient pas."), _("Entre la décision et aujourd’hui.")))
        row = FundAppeal.objects.create(
            decision=decision, received_on=day, sealed_words=sealed(words), noted_by=actor,
        )  # fmt: skip
        take_up_case(request, actor, day)
        tell_case(request, actor, "appeal_received", day)
        stand(request)
        record(actor, "fund.appeal_received", request.target, organisation=request.case.organisation.slug)
    return row
