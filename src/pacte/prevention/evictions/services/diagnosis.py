"""The social and financial diagnosis: offered, held or not, commented by both parties, sent to judge and commission.

For arrears alone. Once sent it no longer changes. A person who refuses or does not answer loses nothing by it here.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.services.recording import append

from ..enums import DiagnosisState, OfferWay
from ..models import Eviction, SocialDiagnosis
from ..rules.diagnosis import applies, lacking
from .evictions import MOST_CENTS, eviction_to_write

NUMBERS = ("adults", "children")
AMOUNTS = (
    "resources_cents", "aid_cents", "charges_cents", "rent_cents", "debt_cents", "offered_monthly_cents",
)  # fmt: skip
TEXTS = ("situation", "steps", "landlord_comment", "tenant_comment")
LONGEST = 8000


def require_due(eviction: Eviction) -> None:
    """Raise BadInput when the case is not one of arrears, or its ground is not known yet."""
    is_due = applies(eviction.ground)
    if is_due is None:
        what = _("Le motif de la procédure n’est pas noté.")
        raise BadInput(Fault("", what, _("Notez-le dans les précisions du parcours.")))
    if not is_due:
        what = _("Le diagnostic social et financier n’existe que pour un impayé : ce motif n’en demande pas.")
        raise BadInput(Fault("", what, _("Rien n’est à envoyer au juge.")))


def offer(actor: User, key: UUID | str, on: date, way: str) -> SocialDiagnosis:
    """An interview is offered to the household; offered again, the first day stays, which is the one that counts.

    Raises Http404 out of reach, BadInput for another ground than arrears, a day ahead.
    """
    seen, eviction = reached(actor, key)
    require_due(eviction)
    if way not in OfferWay.values:
        raise BadInput(Fault("way", _("Dites comment l’entretien est proposé.")))
    with transaction.atomic():
        append(seen.case, actor, CaseEventKind.HAPPENED, "diagnosis_offered", on)
        held = SocialDiagnosis.objects.select_for_update().filter(eviction=eviction).first()
        if held is None:
            held = SocialDiagnosis.objects.create(eviction=eviction, offered_on=on, way=way, written_by=actor)
        elif held.sent_on is None:
            held.offered_on, held.way = min(held.offered_on, on), way
            held.save(update_fields=["offered_on", "way"])
        _note(actor, seen.case, "offered")
    return held


def answer(actor: User, key: UUID | str, state: str, on: date) -> SocialDiagnosis:
    """The interview was held, the person refused it, or did not answer. May be said again until it is sent."""
    seen, eviction = reached(actor, key)
    if state not in (DiagnosisState.HELD, DiagnosisState.REFUSED, DiagnosisState.NO_ANSWER):
        raise BadInput(Fault("state", _("Dites ce qu’il en est de l’entretien.")))
    with transaction.atomic():
        held = _open_one(eviction)
        if on < held.offered_on or on > timezone.localdate():
            raise BadInput(Fault("on", _("Ce jour est avant la proposition, ou à venir."), _("Vérifiez la date.")))
        held.state, held.answered_on = state, on
        held.save(update_fields=["state", "answered_on"])
        if state == DiagnosisState.HELD and on not in story_of(seen.case).happened.get("diagnosis_held", ()):
            append(seen.case, actor, CaseEventKind.HAPPENED, "diagnosis_held", on)
        _note(actor, seen.case, state)
    return held


def write(actor: User, key: UUID | str, values: dict[str, Any]) -> SocialDiagnosis:
    """What the diagnosis says: numbers, amounts in cents, texts (sealed). What `values` leaves out is emptied.

    Raises BadInput when it is not offered yet, when it was sent, for an amount below zero or too large.
    """
    seen, eviction = reached(actor, key)
    faults = [
        Fault(name, _("Ce montant ne se lit pas."), _("Zéro ou plus ; laissez vide ce qui n’est pas connu."))
        for name in AMOUNTS if values.get(name) is not None and not 0 <= values[name] <= MOST_CENTS
    ]  # fmt: skip
    faults += [Fault(name, _("Ce texte est trop long.")) for name in TEXTS if len(values.get(name) or "") > LONGEST]
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        held = _open_one(eviction)
        for name in (*NUMBERS, *AMOUNTS, "rent_resumed_on"):
            setattr(held, name, values.get(name))
        held.wish = values.get("wish") or ""
        for name in TEXTS:
            text = (values.get(name) or "").strip()
            setattr(held, f"sealed_{name}", seal(text) if text else "")
        held.written_at, held.written_by = timezone.now(), actor
        held.save()
        _note(actor, seen.case, "written")
    return held


def send(actor: User, key: UUID | str, on: date) -> SocialDiagnosis:
    """It went to the judge and to the commission. Late is noted too: no text punishes it, the clock says it.

    Raises BadInput naming what is missing, or when it was sent already.
    """
    seen, eviction = reached(actor, key)
    with transaction.atomic():
        held = _open_one(eviction)
        if missing := lacking(held.state, {name: getattr(held, name) for name in (*NUMBERS, *AMOUNTS, "wish")}):
            raise BadInput(*(Fault("", what_lacks(name), _("Complétez le diagnostic d’abord.")) for name in missing))
        if on < held.offered_on:
            raise BadInput(Fault("on", _("Ce jour est avant la proposition de l’entretien.")))
        append(seen.case, actor, CaseEventKind.HAPPENED, "diagnosis_sent", on)
        held.sent_on = on
        held.save(update_fields=["sent_on"])
        _note(actor, seen.case, "sent")
    return held


def what_lacks(name: str) -> str:
    """What is missing, in words."""
    return {
        "answer": _("On ne sait pas si l’entretien a eu lieu."),
        "adults": _("Le nombre d’adultes manque."),
        "resources_cents": _("Les ressources manquent."),
        "charges_cents": _("Les charges manquent."),
        "debt_cents": _("La dette manque."),
        "wish": _("Le souhait du ménage manque."),
    }[name]


def reached(actor: User, key: UUID | str) -> tuple[CaseSight, Eviction]:
    """The case and its eviction, for who may write in it and read a person's situation."""
    seen, eviction = eviction_to_write(actor, key)
    if not seen.shows(FieldClass.SITUATION):
        raise Http404
    return seen, eviction


def _open_one(eviction: Eviction) -> SocialDiagnosis:
    held = SocialDiagnosis.objects.select_for_update().filter(eviction=eviction).first()
    if held is None:
        raise BadInput(Fault("", _("Aucun entretien n’a encore été proposé."), _("Proposez-le d’abord.")))
    if held.sent_on is not None:
        raise BadInput(
            Fault("", _("Ce diagnostic est parti : il ne change plus."), _("Écrivez au greffe s’il le faut."))
        )
    return held


def _note(actor: User, case: Case, act: str) -> None:
    record(actor, f"diagnosis.{act}", case.target, organisation=case.organisation.slug)
