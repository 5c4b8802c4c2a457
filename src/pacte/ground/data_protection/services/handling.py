"""What every act on a request asks first: that the desk keeps it, that it is open, and whose it is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.models import Person

from ..enums import AskedBy, RequestKind, RequestStage
from ..models import Request
from ..permissions import require_desk

WORDS = {
    RequestStage.TO_IDENTIFY: gettext_lazy("L’identité de la personne qui demande n’est pas encore vérifiée."),
    RequestStage.TO_CONFIRM: gettext_lazy("Une deuxième personne doit confirmer cette vérification."),
    RequestStage.TO_FIND: gettext_lazy("La personne concernée n’est pas encore retrouvée."),
    RequestStage.ANSWERED: gettext_lazy("Cette demande a déjà sa réponse."),
}


def require_open(request: Request) -> None:
    """Raise BadInput for a request that is answered."""
    if request.answered_on is not None:
        raise BadInput(Fault("", str(WORDS[RequestStage.ANSWERED])))


def person_of(actor: User, request: Request, kind: str = "") -> Person:
    """The person whom the request concerns, once everything was checked; raises BadInput with what is missing.

    `kind` is the right that the act answers: another request does not allow it.

    A relative is never given anything of a restricted person, in the words of a person who is not known here.
    """
    require_desk(actor)
    if kind and request.kind != kind:
        label = RequestKind(request.kind).label
        raise BadInput(Fault("", _("Cette demande exerce un autre droit : %(right)s.") % {"right": label}))
    if request.state != RequestStage.TO_ANSWER or request.person is None:
        raise BadInput(Fault("", str(WORDS.get(request.state, WORDS[RequestStage.TO_FIND]))))
    if request.person.anonymised_at is not None:
        raise BadInput(Fault("", str(WORDS[RequestStage.TO_FIND])))
    if request.asked_by == AskedBy.RELATIVE and request.person.is_restricted:
        raise BadInput(
            Fault(
                "", _("Nous ne pouvons rien communiquer à un proche."),
                _("Répondez « rien que nous puissions communiquer », sans autre explication."),
            )
        )  # fmt: skip
    return request.person
