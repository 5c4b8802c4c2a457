"""Sending somebody to a service, and what the sender does next: withdraw, read the answer, send again.

A named person goes only with a sharing that they gave, or that stands on an adopted basis; a restricted person by
their own word alone. Another service is another sharing: a redirection never moves data by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import GivenBy, Need, SharingEnd, SharingLevel
from pacte.ground.people.models import File, Household
from pacte.ground.people.services import sharing as shares
from pacte.ground.people.services.contact import note_contact
from pacte.ground.people.services.opening import file_to_write

from .. import reads, rules
from ..enums import ReferralEventKind, ReferralState, ReferralUrgency, Subject
from ..models import ReceivingService, Referral
from ..permissions import answering_memberships, require_taking_part
from ..registry import tell_sent, tell_withdrawn
from .events import clean_words, end_sharing, happened, journal, locked, require_waiting


@dataclass(frozen=True)
class Ask:
    """What is asked of the service: codes of needs, an urgency, and what it must know."""

    needs: tuple[str, ...]
    urgency: str = ReferralUrgency.USUAL
    words: str = ""


@dataclass(frozen=True)
class Given:
    """What goes with a named person, and on whose word: the person's (`how`), or a basis by its code."""

    classes: tuple[str, ...] = ()
    given_by: str = GivenBy.PERSON
    how: str = ""
    basis_code: str = ""


def send(
    actor: User,
    file_key: UUID | str,
    service: ReceivingService,
    ask: Ask,
    given: Given,
    *,
    household: Household | None = None,
    follows: Referral | None = None,
) -> Referral:
    """Refer the person of a file that the actor follows, alone or with their household, and open them to the service.

    Raises Refused or Http404 for a file that is not the actor's, BadInput for a service that is closed, one's own, or
    that does not take such a subject, and for a sharing that stands on nothing. Nothing is kept of a refusal.
    """
    _sight, seen = file_to_write(actor, file_key)
    file, subject = seen.file, Subject.HOUSEHOLD if household else Subject.PERSON
    with transaction.atomic():
        words = _check_ask(ask)
        _check_service(service, file.organisation, subject)
        _check_person(file, service, household, given)
        _check_follows(actor, follows, file)
        referral = _create(
            actor, service, ask, words, from_organisation=file.organisation, subject=subject, file=file,
            household=household, follows=follows,
        )  # fmt: skip
        _share(actor, referral, given)
        note_contact(file)
        journal(actor, "send", referral, urgency=ask.urgency)
        tell_sent(actor, referral)
    return referral


def send_anonymous(
    actor: User,
    organisation: Organisation,
    service: ReceivingService,
    ask: Ask,
    description: str,
    *,
    follows: Referral | None = None,
    through: Organisation | None = None,
) -> Referral:
    """Ask a service for somebody whose name is not said. Raises as `send` does."""
    require_taking_part(actor, through)
    if organisation.pk not in {held.organisation_id for held in answering_memberships(actor, through)}:
        raise Refused(_("Vous n’orientez personne au nom de cette organisation."))
    with transaction.atomic():
        words = _check_ask(ask)
        told = clean_words("description", description)
        if not told:
            what = _("La description manque.")
            raise BadInput(Fault("description", what, _("Dites la situation en quelques mots, sans nom.")))
        _check_service(service, organisation, Subject.ANONYMOUS)
        _check_follows(actor, follows, None)
        referral = _create(
            actor, service, ask, words, from_organisation=organisation, subject=Subject.ANONYMOUS, description=told,
            follows=follows,
        )  # fmt: skip
        journal(actor, "send", referral, urgency=ask.urgency)
        tell_sent(actor, referral)
    return referral


def send_again(actor: User, referral: Referral, *, how: str = "") -> Referral:
    """Send to the service that the first one proposed, with the same words. `how` the person agreed to it, when named.

    The person's agreement is asked anew: it was given for one partner, not for the next.
    """
    sent = _sent(actor, referral)
    proposed = next((each.suggested for each in sent.events.all() if each.suggested), None)
    if sent.state != ReferralState.REDIRECTED or proposed is None:
        raise BadInput(Fault("", _("Aucun autre service n’est proposé pour cette orientation.")))
    ask = Ask(tuple(sent.needs), sent.urgency, sent.words)
    if sent.file is None:
        return send_anonymous(actor, sent.from_organisation, proposed, ask, sent.description, follows=sent)
    given = Given(tuple(sent.shared_classes), GivenBy.PERSON, how)
    return send(actor, sent.file.key, proposed, ask, given, household=sent.household, follows=sent)


def withdraw(actor: User, referral: Referral) -> None:
    """Take back a referral that nobody has answered; what it opened closes with it."""
    _sent(actor, referral)
    with transaction.atomic():
        held = locked(referral)
        require_waiting(held)
        happened(held, ReferralEventKind.WITHDRAWN, actor)
        end_sharing(held, SharingEnd.ENDED, actor)
        tell_withdrawn(actor, held)


def note(actor: User, referral: Referral) -> None:
    """The sender has read the news: the entry leaves their day. Doing it again changes nothing."""
    _sent(actor, referral)
    with transaction.atomic():
        held = locked(referral)
        if held.standing.has_news:
            happened(held, ReferralEventKind.NOTED, actor)


def _sent(actor: User, referral: Referral) -> Referral:
    """The referral, if the actor sent it or follows the file that it was sent from."""
    require_taking_part(actor)
    found = reads.sent_by(actor).told().filter(pk=referral.pk).first()
    if found is None:
        raise Http404
    return found


def _create(actor: User, service: ReceivingService, ask: Ask, words: str, **values: Any) -> Referral:
    now = timezone.now()
    due_at = rules.due(now, service.kind.answer_within)
    try:
        with transaction.atomic():
            return Referral.objects.create(
                service=service, sender=actor, needs=list(ask.needs), urgency=ask.urgency, words=words, sent_at=now,
                due_at=due_at, **values,
            )  # fmt: skip
    except IntegrityError as error:
        raise BadInput(Fault("", _("Cette orientation a déjà été renvoyée."))) from error


def _share(actor: User, referral: Referral, given: Given) -> None:
    """Open the person to the service's organisation, for this referral."""
    assert referral.file is not None
    classes = sorted(set(given.classes))
    level = SharingLevel(rules.level_for(classes))
    if level == SharingLevel.EXISTENCE and referral.from_organisation.is_discreet:
        level = SharingLevel.FOLLOW_UP  # the existence of a file is the one thing that such an organisation never tells
    referral.sharing = shares.share(
        actor, referral.file.key, organisation=referral.service.organisation, level=level, classes=classes,
        given_by=given.given_by, how=given.how, basis_code=given.basis_code, purpose=referral.purpose,
    )  # fmt: skip
    referral.shared_classes = classes
    referral.save(update_fields=["sharing", "shared_classes"])


def _check_ask(ask: Ask) -> str:
    """The words, cleaned; raises BadInput for needs or an urgency that are not of the list."""
    if not ask.needs or not set(ask.needs) <= set(Need.values):
        raise BadInput(Fault("needs", _("Dites au moins un besoin."), _("Cochez ceux que la personne exprime.")))
    if ask.urgency not in ReferralUrgency.values:
        raise BadInput(Fault("urgency", _("Cette urgence n’existe pas."), _("Choisissez dans la liste.")))
    return clean_words("words", ask.words)


def _check_service(service: ReceivingService, organisation: Organisation, subject: Subject) -> None:
    other = _("Choisissez un autre service.")
    if not service.is_open():
        raise BadInput(Fault("service", _("Ce service ne reçoit pas d’orientations en ce moment."), other))
    if service.organisation_id == organisation.pk:
        what = _("Ce service est celui de votre organisation.")
        raise BadInput(Fault("service", what, _("Passez plutôt le dossier à un collègue.")))
    if not service.takes(subject):
        what = {
            Subject.PERSON: _("Ce service ne reçoit pas de personne seule."),
            Subject.HOUSEHOLD: _("Ce service ne reçoit pas de ménage."),
            Subject.ANONYMOUS: _("Ce service demande à savoir de qui il s’agit."),
        }[subject]
        raise BadInput(Fault("service", what, other))


def _check_person(file: File, service: ReceivingService, household: Household | None, given: Given) -> None:
    if file.person.is_restricted and given.given_by != GivenBy.PERSON:
        what = _("Les données de cette personne sont à l’abri : son accord seul permet de la nommer.")
        raise BadInput(Fault("given_by", what, _("Demandez-le-lui, ou orientez sans dire son nom.")))
    if unknown := set(given.classes) - rules.CLASSES_BY_LEVEL[-1][1]:
        what = _("Cette donnée ne se partage pas : %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
        raise BadInput(Fault("classes", what, _("Choisissez dans la liste.")))
    if household and not household.members.on(timezone.localdate()).filter(person=file.person).exists():
        what = _("Cette personne n’est pas de ce ménage aujourd’hui.")
        raise BadInput(Fault("household", what, _("Orientez-la seule, ou mettez le ménage à jour.")))
    if Referral.objects.waiting().shared_still().filter(file=file, service=service).exists():
        what = _("Ce service a déjà reçu cette orientation et n’a pas encore répondu.")
        raise BadInput(Fault("service", what, _("Attendez sa réponse, ou retirez la première.")))


def _check_follows(actor: User, follows: Referral | None, file: File | None) -> None:
    """What is sent again was sent by the actor's side, for the same subject, and redirected."""
    if follows is None:
        return
    first = _sent(actor, follows)
    if first.state != ReferralState.REDIRECTED or first.file_id != (file.pk if file else None):
        raise BadInput(Fault("", _("Cette orientation n’en continue pas une autre.")))
