"""Handing a signal in: by a partner for their organisation, or by the person themself without an account.

What names somebody is sealed at once. One entry, one answer: the signal goes to its desk, or is said to have none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import SignalKind, SignalSource
from ..models import Signal
from ..permissions import require_signalling
from ..permissions.signalling import kinds_for, signalling_homes, sources_for
from ..rules.signals import LONGEST_LINE, LONGEST_WORDS, is_reference
from .desks import route

TRIES = 20
MOST_MONTHS = 240
MOST_DEBT = 100_000_000
"""In cents: more is a slip of the keyboard."""


@dataclass(frozen=True)
class Given:
    """What a signal says. `debt` in cents; `quiet`: leave no message; `person_told`: the person knows of it."""

    kind: str
    contact: str
    who: str = ""
    words: str = ""
    source: str = SignalSource.TENANT
    territory: Territory | None = None
    observed_on: date | None = None
    reference: str = ""
    person_told: bool = False
    debt: int | None = None
    months: int | None = None
    quiet: bool = False
    key: UUID | None = field(default=None, compare=False)
    """Drawn by the page: the same form sent twice is one signal."""


def hand_in(actor: User, organisation: Organisation, given: Given, *, through: Organisation | None = None) -> Signal:
    """A partner signals, for one of the organisations where the actor may; `through` is that of a token.

    Raises Refused for whoever hands no signal in, Http404 for an organisation that is not theirs, BadInput for a kind
    or a source that their role does not speak of, and for what is missing or does not read.
    """
    require_signalling(actor)
    if organisation.pk not in {each.pk for each in signalling_homes(actor, through)}:
        raise Http404
    faults = _faults(given)
    if given.kind not in kinds_for(actor, organisation):
        faults.append(Fault("kind", _("Votre rôle ne transmet pas ce signal."), _("Choisissez-en un de la liste.")))
    if given.source not in sources_for(actor, organisation):
        faults.append(Fault("source", _("Votre rôle ne parle pas pour cette source.")))
    if not given.who.strip() and not given.reference:
        words = _("Rien ne dit de qui il s’agit.")
        faults.append(Fault("who", words, _("Donnez un nom, ou la référence de votre dossier.")))
    if faults:
        raise BadInput(*faults)
    return _kept(given, sender=organisation, sent_by=actor)


def tell(given: Given) -> Signal:
    """The person themself asks for help before a rupture: no account, no name required, a way to be reached is.

    Raises BadInput for what is missing or too long.
    """
    faults = _faults(given)
    if not given.contact.strip():
        words = _("Nous ne saurions pas comment vous répondre.")
        faults.append(Fault("contact", words, _("Donnez un téléphone, une adresse électronique, ou qui vous joindre.")))
    if faults:
        raise BadInput(*faults)
    return _kept(given, sender=None, sent_by=None)


def _faults(given: Given) -> list[Fault]:
    faults = []
    if given.kind not in SignalKind.values:
        faults.append(Fault("kind", _("Ce signal n’est pas de la liste."), _("Choisissez-en un.")))
    if given.observed_on is not None and given.observed_on > timezone.localdate():
        faults.append(Fault("observed_on", _("Cette date est à venir."), _("Donnez le jour où vous l’avez constaté.")))
    if given.reference and not is_reference(given.reference):
        words = _("Cette référence ne se lit pas.")
        remedy = _("Des lettres sans accent et des chiffres, sans espace, et jamais un nom.")
        faults.append(Fault("reference", words, remedy))
    if given.debt is not None and not 0 < given.debt <= MOST_DEBT:
        faults.append(Fault("debt", _("Ce montant ne se lit pas."), _("Donnez-le en euros, plus grand que zéro.")))
    if given.months is not None and not 0 < given.months <= MOST_MONTHS:
        faults.append(Fault("months", _("Ce nombre de mois ne se lit pas."), _("Donnez un nombre entre 1 et 240.")))
    for name, most in (("who", LONGEST_LINE), ("contact", LONGEST_LINE), ("words", LONGEST_WORDS)):
        if len(getattr(given, name)) > most:
            words = _("Ce texte est trop long : %(most)d signes au plus.") % {"most": most}
            faults.append(Fault(name, words))
    return faults


def _kept(given: Given, **sender: Any) -> Signal:
    again = Signal.objects.filter(key=given.key, sent_by=sender["sent_by"]).first() if given.key else None
    return again or _numbered(given, sender)


def _numbered(given: Given, sender: dict[str, Any]) -> Signal:
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return _written(given, sender)
        except IntegrityError:
            if given.key and Signal.objects.filter(key=given.key).exists():
                raise BadInput(Fault("", _("Cette alerte est déjà transmise."), _("Rechargez la page."))) from None
    raise BadInput(Fault("", _("Trop d’alertes arrivent au même instant."), _("Renvoyez la vôtre.")))


def _written(given: Given, sender: dict[str, Any]) -> Signal:
    number = (Signal.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    facts = {"debt": given.debt, "months": given.months, "quiet": given.quiet or None}
    signal = Signal(
        number=number, kind=given.kind, source=given.source, territory=given.territory,
        observed_on=given.observed_on, reference=given.reference, person_told=given.person_told,
        sealed_who=_sealed(given.who), sealed_contact=_sealed(given.contact), sealed_words=_sealed(given.words),
        facts={name: value for name, value in facts.items() if value is not None}, **sender,
    )  # fmt: skip
    if given.key:
        signal.key = given.key
    route(signal).save()
    home: Organisation | None = sender["sender"]
    record(
        sender["sent_by"], "signal.hand_in", signal.target, organisation=home.slug if home else "",
        detail={"source": signal.source, "desk": str(signal.desk_id or "")},
    )  # fmt: skip
    return signal


def _sealed(text: str) -> str:
    return seal(text.strip()) if text.strip() else ""
