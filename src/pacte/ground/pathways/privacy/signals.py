"""What signals hold of people: who reads the sealed words, how long, what the person is told, how it is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.privacy import (
    Asker,
    Fate,
    FieldClass,
    Holding,
    Processing,
    Retention,
    Section,
    Sensitive,
)
from pacte.ground.partners.permissions import memberships_of
from pacte.ground.people.models import Person

from ..enums import SignalState
from ..models import Signal
from ..models.signals import SignalQuerySet
from ..permissions import SIGNALLING_ROLES
from ..reads.signals import signal_sight

AFTER_ANSWER = timedelta(days=365)


def _reads(user: Any, signal: Signal) -> bool:
    """The desk's social workers; once answered for a person, those who may know of the person."""
    sight = signal_sight(user, signal.key)
    return sight is not None and not sight.is_sealed


def _reads_words(user: Any, signal: Signal) -> bool:
    """The same; words that tell of health, where the adopted grid opens health to the role."""
    sight = signal_sight(user, signal.key)
    return sight is not None and not sight.is_sealed and not sight.is_hidden


def _reads_reference(user: Any, signal: Signal) -> bool:
    """The desk, and the organisation whose reference it is."""
    homes = {held.organisation_id for held in memberships_of(user) if held.role in SIGNALLING_ROLES}
    return signal.sender_id in homes or _reads_words(user, signal)


FIELDS: list[Sensitive] = [
    Sensitive("pathways.Signal", "sealed_who", FieldClass.IDENTITY, _reads),
    Sensitive("pathways.Signal", "sealed_contact", FieldClass.CONTACT, _reads),
    Sensitive("pathways.Signal", "sealed_words", FieldClass.HEALTH, _reads_words),
    Sensitive("pathways.Signal", "reference", FieldClass.IDENTITY, _reads_reference),
]
SEALED: list[str] = [
    "pathways.Signal.sealed_who",
    "pathways.Signal.sealed_contact",
    "pathways.Signal.sealed_words",
]


def _emptied(rows: SignalQuerySet) -> int:
    """The signals lead to nobody: number, kind, source, dates, answer and reason stay for the figures."""
    return rows.update(
        file=None, sealed_who="", sealed_contact="", sealed_words="", reference="", facts={}, person_told=False,
        sent_by=None,
    )  # fmt: skip


def _holds() -> Q:
    sealed = ~Q(sealed_who="") | ~Q(sealed_contact="") | ~Q(sealed_words="")
    return sealed | ~Q(reference="") | ~Q(facts={}) | Q(file__isnull=False)


def _forget(before: datetime) -> int:
    """Answered long ago; what waits is kept until it has its answer."""
    old: SignalQuerySet = Signal.objects.filter(answered_at__lt=before).exclude(state=SignalState.WAITING)
    return _emptied(old.filter(_holds()))


RETENTION: list[Retention] = [
    Retention(
        "pathways.Signal", AFTER_ANSWER,
        gettext_lazy("Une alerte à laquelle il a été répondu sert un an à la reprendre si la situation revient ; ensuite, elle ne dit plus de qui elle était."),  # noqa: E501
        _forget, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The alerts that became this person's follow-up; to a relative nothing: one may have been about them."""
    if asker is not Asker.SELF:
        return []
    rows = tuple(
        (
            each.label, timezone.localtime(each.received_at).strftime("%d/%m/%Y"), str(each.get_kind_display()),
            str(each.get_source_display()), str(each.get_state_display()), str(each.get_closing_display() or ""),
        )
        for each in Signal.objects.filter(file__person=person).order_by("number")
    )  # fmt: skip
    columns = (_("Alerte"), _("Reçue le"), _("Signal"), _("Source"), _("Suite"), _("Motif"))
    return [Section(_("Alertes reçues à votre sujet"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    return _emptied(Signal.objects.filter(file__person=person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Alertes précoces"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Alertes précoces et guichets"),
        purpose=gettext_lazy("Recevoir le signe qu’une rupture approche, y répondre dans un délai, et compter les ruptures évitées."),  # noqa: E501
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e) ; pour la santé, article 9.2.h, sous le secret professionnel."),  # noqa: E501
        concerned=gettext_lazy("Personnes dont la situation peut rompre, et qui transmet l’alerte"),
        recipients=gettext_lazy("Le travail social du guichet ; le partenaire lit l’état de ce qu’il a transmis, rien d’autre"),  # noqa: E501
        models=("pathways.Signal", "pathways.TriageDesk"),
        risks=(
            gettext_lazy("Qu’un bailleur ou un proche apprenne la santé d’une personne, ou des violences"),
            gettext_lazy("Qu’une alerte soit transmise à l’insu de la personne, et pèse sur elle"),
            gettext_lazy("Qu’une alerte reste sans réponse"),
        ),
        measures=(
            gettext_lazy("Nom, façon de joindre et précisions scellés, lus par le guichet seul ; chaque ouverture est au journal"),  # noqa: E501
            gettext_lazy("La nature d’un signal de santé n’est montrée qu’aux rôles auxquels la grille adoptée l’ouvre"),  # noqa: E501
            gettext_lazy("Qui transmet dit si la personne est informée ; le guichet le lit et l’informe"),
            gettext_lazy("Chaque alerte a un guichet et une échéance ; sans guichet, l’équipe du Pacte en lit le nombre"),  # noqa: E501
        ),
    )
]  # fmt: skip
