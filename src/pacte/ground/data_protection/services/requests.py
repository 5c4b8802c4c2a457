"""Receiving a request, checking who asks, finding the person, answering in time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.reads.desk import Match
from pacte.ground.people.services import desk

from ..enums import AskedBy, AuthorityProof, ExtensionReason, IdentityProof, RefusalReason, RequestOutcome, RequestStage
from ..models import AgreedPhrase, Request
from ..permissions import require_desk
from ..rules import due_on, may_extend
from .handling import WORDS, require_open

HARD_TO_GUESS = 12
"""Letters of a phrase at least."""


def receive(actor: User, *, kind: str, asked_by: str, channel: str, received_on: date, words: str = "") -> Request:
    """Record a request; it is due one month after it was received (GDPR, article 12(3))."""
    require_desk(actor)
    if received_on > timezone.localdate():
        raise BadInput(Fault("received_on", _("Ce jour n’est pas encore venu."), _("Vérifiez la date.")))
    if asked_by == AskedBy.RELATIVE and kind not in {"access", "rectification"}:
        raise BadInput(
            Fault(
                "asked_by", _("Un proche peut demander un accès ou une rectification."),
                _("Pour le reste, la personne demande elle-même ou la justice décide."),
            )
        )  # fmt: skip
    with transaction.atomic():
        made = Request.objects.create(
            kind=kind, asked_by=asked_by, channel=channel, received_on=received_on, due_on=due_on(received_on),
            sealed_words=seal(words) if words else "", recorded_by=actor,
        )  # fmt: skip
        record(actor, "request.receive", made.target, detail={"kind": kind, "asked_by": asked_by})
    return made


def check_identity(
    actor: User,
    request: Request,
    *,
    proof: str,
    authority: str = "",
    told: str = "",
    phrase: str = "",
    pseudonym: str = "",
) -> None:
    """Note how the asker's identity was established, and by whom; a relative's authority with it.

    `told` says who attested, or which kind of paper was shown: no paper's number is kept. For a phrase, `pseudonym`
    says whose it is, and the phrase is compared with its digest; the person is then found at once. Raises BadInput.
    """
    require_desk(actor)
    require_open(request)
    faults = _identity_faults(request, proof, authority, told)
    known = _by_phrase(pseudonym, phrase) if proof == IdentityProof.PHRASE else None
    if proof == IdentityProof.PHRASE and known is None:
        faults.append(
            Fault("phrase", _("Cette phrase ne correspond pas."), _("Demandez une autre preuve après trois essais."))
        )
    if faults:
        record(actor, "request.identity_fail", request.target, detail={"proof": proof})
        raise BadInput(*faults)
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        locked.proof, locked.authority, locked.sealed_proof = proof, authority, seal(told) if told else ""
        locked.checked_by, locked.checked_at = actor, timezone.now()
        locked.confirmed_by = locked.confirmed_at = None
        locked.save()
        record(actor, "request.identify", locked.target, detail={"proof": proof, "authority": authority})
        if known is not None:
            _found(actor, locked, known.person.key)


def _identity_faults(request: Request, proof: str, authority: str, told: str) -> list[Fault]:
    faults = []
    if proof == IdentityProof.ATTESTATION and not told.strip():
        faults.append(Fault("told", _("Dites qui atteste, et pour quelle organisation.")))
    if request.asked_by == AskedBy.RELATIVE:
        if authority not in AuthorityProof.values:
            faults.append(Fault("authority", _("Dites ce qui établit l’autorité sur la personne.")))
        if proof == IdentityProof.PHRASE:
            faults.append(Fault("proof", _("La phrase convenue vaut pour la personne seule, pas pour un proche.")))
    return faults


def _by_phrase(pseudonym: str, phrase: str) -> AgreedPhrase | None:
    """Whose phrase it is; the same work is done for a pseudonym that nobody has."""
    held = AgreedPhrase.objects.filter(
        person__pseudonym__iexact=pseudonym.strip(), person__anonymised_at__isnull=True
    ).select_related("person").first()  # fmt: skip
    digest = held.digest if held else "pbkdf2_sha256$1000000$none$none"
    return held if check_password(folded_phrase(phrase), digest) and held else None


def folded_phrase(phrase: str) -> str:
    """The words of a phrase as they are compared: case and blanks do not count."""
    return " ".join(phrase.casefold().split())


def confirm(actor: User, request: Request) -> None:
    """A second person confirms what the first one checked of a relative. Raises BadInput for the same person."""
    require_desk(actor)
    require_open(request)
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if locked.state != RequestStage.TO_CONFIRM:
            raise BadInput(Fault("", _("Il n’y a rien à confirmer pour cette demande.")))
        if locked.checked_by_id == actor.pk:
            raise BadInput(
                Fault("", _("Vous avez fait la première vérification."), _("Une autre personne doit la confirmer."))
            )
        locked.confirmed_by, locked.confirmed_at = actor, timezone.now()
        locked.save(update_fields=["confirmed_by", "confirmed_at"])
        record(actor, "request.confirm", locked.target)


def look_for(actor: User, request: Request, words: str, birth_year: int | None = None) -> list[Match]:
    """The persons who answer to what the asker said; only once their identity is established."""
    require_desk(actor)
    if request.state not in {RequestStage.TO_FIND, RequestStage.TO_ANSWER}:
        raise BadInput(Fault("", str(WORDS[request.state])))
    relative = request.asked_by == AskedBy.RELATIVE
    return desk.find(actor, request.target, words, birth_year, for_relative=relative)


def choose(actor: User, request: Request, key: UUID | str) -> None:
    """Say whom the request concerns; the desk reaches this person until it is answered."""
    require_desk(actor)
    if request.state not in {RequestStage.TO_FIND, RequestStage.TO_ANSWER}:
        raise BadInput(Fault("", str(WORDS[request.state])))
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        _found(actor, locked, key)


def _found(actor: User, request: Request, key: UUID | str) -> None:
    desk.close_access(request.target)
    relative = request.asked_by == AskedBy.RELATIVE
    until = desk.end_of(max(due_on(request.received_on, extended=True), timezone.localdate()))
    request.person = desk.open_person(actor, key, request.target, until, for_relative=relative)
    request.save(update_fields=["person"])


def extend(actor: User, request: Request, reason: str) -> None:
    """Take two more months, told to the asker within the first one. Raises BadInput when it is too late."""
    require_desk(actor)
    require_open(request)
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if locked.extension:
            raise BadInput(Fault("reason", _("Cette demande est déjà prolongée.")))
        if not may_extend(locked.received_on, timezone.localdate()):
            raise BadInput(
                Fault(
                    "reason", _("Le premier mois est passé."), _("Répondez avec ce que vous avez, et dites pourquoi.")
                )
            )
        locked.extension, locked.due_on = ExtensionReason(reason), due_on(locked.received_on, extended=True)
        locked.save(update_fields=["extension", "due_on"])
        record(actor, "request.extend", locked.target, detail={"reason": reason})


def answer(actor: User, request: Request, *, outcome: str, refusal: str = "", words: str = "") -> None:
    """Note what was answered; the desk no longer reaches the person. Raises BadInput for a refusal without motive."""
    require_desk(actor)
    if outcome in {RequestOutcome.REFUSED, RequestOutcome.PARTLY} and refusal not in RefusalReason.values:
        raise BadInput(Fault("refusal", _("Dites pourquoi : la personne doit le savoir (RGPD, article 12.4).")))
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        require_open(locked)
        locked.outcome, locked.refusal = (
            outcome,
            refusal if outcome in {RequestOutcome.REFUSED, RequestOutcome.PARTLY} else "",
        )
        locked.sealed_answer = seal(words) if words else ""
        locked.answered_on, locked.answered_by = timezone.localdate(), actor
        locked.save()
        desk.close_access(locked.target)
        record(actor, "request.answer", locked.target, detail={"outcome": outcome, "refusal": locked.refusal})
