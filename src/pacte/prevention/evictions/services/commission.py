"""The commission's work: a case is brought, put on an agenda, assigned to a member, answered. By number, never by name.

An opinion or a recommendation binds nobody; since the law of 27 July 2023 the commission decides on the housing aid.
"""

from __future__ import annotations

from collections.abc import Iterable
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
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.services.recording import append

from ..enums import (
    AID_DECISIONS,
    SCHEME,
    AnswerRecipient,
    CommissionAnswerKind,
    CommissionMember,
    EvictionGround,
    Referrer,
)
from ..models import CommissionAnswer, CommissionFile, CommissionSession, Eviction
from ..permissions import require_commission
from .evictions import eviction_to_write

DECIDES_SINCE = date(2023, 7, 29)
"""From this day the commission decides on the housing aid (L. 2023-668 of 27 July 2023, art. 12)."""
LONGEST = 4000
TRIES = 20


def refer(actor: User, key: UUID | str, referrer: str, on: date) -> CommissionFile:
    """A worker brings a case that they follow; brought again, it is the same file, and one more event.

    Raises Http404 out of reach, BadInput for a day ahead.
    """
    seen, eviction = eviction_to_write(actor, key)
    return _brought(actor, seen.case, eviction, referrer, on)


def bring(actor: User, number: int, referrer: str, on: date) -> CommissionFile:
    """The commission itself takes up a case by its number. BadInput when no case of eviction has it."""
    require_commission(actor)
    case = Case.objects.of_scheme(SCHEME).in_the_open().filter(number=number).first()
    if case is None:
        what = _("Aucune procédure d’expulsion suivie ici n’a ce numéro.")
        raise BadInput(Fault("number", what, _("Vérifiez-le : P-000123.")))
    eviction, _made = Eviction.objects.get_or_create(case=case)
    return _brought(actor, case, eviction, referrer, on)


def _brought(actor: User, case: Case, eviction: Eviction, referrer: str, on: date) -> CommissionFile:
    if referrer not in Referrer.values:
        raise BadInput(Fault("referrer", _("Dites qui saisit la commission.")))
    step = "commission_signalled" if referrer == Referrer.BAILIFF else "commission_referred"
    with transaction.atomic():
        append(case, actor, CaseEventKind.HAPPENED, step, on)
        held = CommissionFile.objects.filter(eviction=eviction).order_by("pk").first()
        if held is None and eviction.exploc_id:
            held = CommissionFile.objects.filter(exploc_id=eviction.exploc_id).first()
        if held is None:
            held = numbered(
                eviction=eviction, exploc_id=eviction.exploc_id, referred_by=referrer, referred_on=on,
                territory=case.territory,
            )  # fmt: skip
        elif held.eviction_id is None:
            held.eviction = eviction
            held.save(update_fields=["eviction"])
        note(actor, "commission.brought", held, by=referrer)
    return held


def numbered(**values: Any) -> CommissionFile:
    """A file under the next number; two that take it at once try again."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                number = (CommissionFile.objects.aggregate(most=Max("number"))["most"] or 0) + 1
                return CommissionFile.objects.create(number=number, **values)
        except IntegrityError:
            continue
    raise BadInput(Fault("", _("Trop de dossiers arrivent au même instant."), _("Recommencez.")))


def new_session(actor: User, held_on: date, place: str = "") -> CommissionSession:
    """Call a session. Raises Refused, BadInput for a second one on the same day."""
    require_commission(actor)
    if CommissionSession.objects.filter(held_on=held_on).exists():
        raise BadInput(Fault("held_on", _("Une séance est déjà prévue ce jour-là."), _("Ouvrez-la.")))
    with transaction.atomic():
        session = CommissionSession.objects.create(held_on=held_on, place=place.strip(), made_by=actor)
        record(actor, "commission.session_called", session.target)
    return session


def put_on_agenda(actor: User, key: UUID | str, files: Iterable[UUID | str]) -> int:
    """Put these files on a session's agenda; how many were put. One that sits on another agenda moves.

    Raises Refused, Http404, BadInput for a session that is over.
    """
    require_commission(actor)
    with transaction.atomic():
        session = _open_session(key)
        wanted = CommissionFile.objects.in_the_open().filter(key__in=list(files))
        keys = list(wanted.exclude(session=session).values_list("pk", flat=True))
        CommissionFile.objects.filter(pk__in=keys).update(session=session)
        record(actor, "commission.agenda_set", session.target, detail={"files": len(keys)})
    return len(keys)


def take_off(actor: User, key: UUID | str) -> None:
    """Take a file off the agenda of a session that is not over."""
    require_commission(actor)
    with transaction.atomic():
        file = file_of(key, lock=True)
        if file.session is not None:
            _open_session(file.session.key)
            file.session = None
            file.save(update_fields=["session"])
            note(actor, "commission.agenda_left", file)


def close_session(actor: User, key: UUID | str) -> CommissionSession:
    """The session is over: its agenda does not change any more. Files that got no answer go back to wait."""
    require_commission(actor)
    with transaction.atomic():
        session = _open_session(key)
        if session.held_on > timezone.localdate():
            raise BadInput(Fault("", _("Cette séance n’a pas encore eu lieu.")))
        left = session.files.filter(answers__isnull=True).update(session=None)
        session.closed_at = timezone.now()
        session.save(update_fields=["closed_at"])
        record(actor, "commission.session_closed", session.target, detail={"left": left})
    return session


def assign(actor: User, key: UUID | str, member: str, on: date) -> CommissionFile:
    """Give a file to a member. Arrears alone are assigned (L. 2023-668, art. 12); given again, it moves."""
    require_commission(actor)
    if member not in CommissionMember.values:
        raise BadInput(Fault("member", _("Dites à quel membre le dossier est confié.")))
    _require_come(on)
    with transaction.atomic():
        file = file_of(key, lock=True)
        ground = file.eviction.ground if file.eviction and file.eviction.ground else file.ground
        if ground and ground != EvictionGround.ARREARS:
            what = _("Ce dossier n’est pas un impayé : il ne se confie pas à un membre.")
            raise BadInput(Fault("", what, _("Rendez un avis ou une recommandation.")))
        file.member, file.assigned_on = member, on
        file.save(update_fields=["member", "assigned_on"])
        note(actor, "commission.assigned", file, to=member)
    return file


def answer(actor: User, key: UUID | str, kind: str, recipient: str, on: date, *, words: str = "") -> CommissionAnswer:
    """Note an opinion, a recommendation or a decision on the housing aid; it is an event of the case, if there is one.

    Raises BadInput for a decision before the law gave it, or to somebody who does not pay the aid.
    """
    require_commission(actor)
    _check_answer(kind, recipient, on, words)
    with transaction.atomic():
        file = file_of(key, lock=True)
        said = CommissionAnswer.objects.create(
            file=file, kind=kind, recipient=recipient, on=on, noted_by=actor,
            sealed_words=seal(words.strip()) if words.strip() else "",
        )  # fmt: skip
        if file.eviction is not None:
            append(file.eviction.case, actor, CaseEventKind.HAPPENED, "commission_answered", on)
        note(actor, "commission.answered", file, what=kind)
    return said


def _check_answer(kind: str, recipient: str, on: date, words: str) -> None:
    faults = []
    if kind not in CommissionAnswerKind.values:
        faults.append(Fault("kind", _("Dites ce que la commission répond.")))
    if recipient not in AnswerRecipient.values:
        faults.append(Fault("recipient", _("Dites à qui la commission répond.")))
    if len(words) > LONGEST:
        faults.append(Fault("words", _("Ce texte est trop long.")))
    if kind in AID_DECISIONS:
        if on < DECIDES_SINCE:
            what = _("La commission ne décide de l’aide au logement que depuis le 29 juillet 2023.")
            faults.append(Fault("on", what, _("Avant, elle rend un avis.")))
        if recipient != AnswerRecipient.HOUSING_AID_OFFICE:
            what = _("Une décision sur l’aide va à l’organisme qui la verse.")
            faults.append(Fault("recipient", what))
    if on > timezone.localdate():
        faults.append(Fault("on", _("Ce jour est à venir.")))
    if faults:
        raise BadInput(*faults)


def file_of(key: UUID | str, *, lock: bool = False) -> CommissionFile:
    """A file of the commission by its key; Http404 for none, or for a person who is out of sight."""
    rows = CommissionFile.objects.in_the_open().filter(key=key)
    pk = rows.values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    found = CommissionFile.objects.select_for_update() if lock else CommissionFile.objects
    return found.get(pk=pk)


def _open_session(key: UUID | str) -> CommissionSession:
    session = CommissionSession.objects.select_for_update().filter(key=key).first()
    if session is None:
        raise Http404
    if session.closed_at is not None:
        raise BadInput(Fault("", _("Cette séance est levée."), _("Prenez une autre séance.")))
    return session


def _require_come(on: date) -> None:
    if on > timezone.localdate():
        raise BadInput(Fault("on", _("Ce jour est à venir.")))


def note(actor: User, verb: str, file: CommissionFile, **detail: Any) -> None:
    """One line of the journal, in codes."""
    record(actor, verb, file.target, detail=detail)
