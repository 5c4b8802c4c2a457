"""What the room holds: a landlord's sheet, read by its landlord and the team; health data, read by the team alone.

`may_read_health` is the one sentence by which a landlord reads nothing of health, whatever else the user is.
"""

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
from pacte.ground.people.models import Person

from .enums import TroubleState
from .models import NeighbourSignal, TeamContact, TeamEvaluation
from .permissions import is_its_landlord
from .reads.health import may_read_health
from .reads.signals import of_team, sheet_of

HELD_FOR = timedelta(days=90)
AFTER_END = timedelta(days=2 * 365)


def _reads_sheet(user: Any, signal: NeighbourSignal) -> bool:
    """The landlord that wrote it, and the team to which it was handed."""
    return is_its_landlord(user, signal) or of_team(user).filter(pk=signal.pk).exists()


FIELDS: list[Sensitive] = [
    Sensitive("neighbours.NeighbourSignal", "sealed_tenant", FieldClass.IDENTITY, _reads_sheet),
    Sensitive("neighbours.NeighbourSignal", "sealed_contact", FieldClass.CONTACT, _reads_sheet),
    Sensitive("neighbours.NeighbourSignal", "sealed_facts", FieldClass.FREE_TEXT, _reads_sheet),
    Sensitive("neighbours.NeighbourSignal", "sealed_danger", FieldClass.FREE_TEXT, _reads_sheet),
    Sensitive("neighbours.NeighbourSignal", "signs", FieldClass.SITUATION, _reads_sheet),
    Sensitive("neighbours.NeighbourSignal", "reference", FieldClass.IDENTITY, _reads_sheet),
    Sensitive("neighbours.NeighbourSignal", "told_by", FieldClass.PROFESSIONAL, _reads_sheet),
    Sensitive("neighbours.TeamContact", "sealed_words", FieldClass.HEALTH, may_read_health),
    Sensitive("neighbours.TeamEvaluation", "sealed_health", FieldClass.HEALTH, may_read_health),
]
SEALED: list[str] = [
    "neighbours.NeighbourSignal.sealed_tenant",
    "neighbours.NeighbourSignal.sealed_contact",
    "neighbours.NeighbourSignal.sealed_facts",
    "neighbours.NeighbourSignal.sealed_danger",
    "neighbours.TeamContact.sealed_words",
    "neighbours.TeamEvaluation.sealed_health",
]


def _purge_held(before: datetime) -> int:
    held = NeighbourSignal.objects.filter(state=TroubleState.HELD, written_at__lt=before)
    return held.delete()[0]


def _purge_closed(before: datetime) -> int:
    ended = NeighbourSignal.objects.filter(closed_on__lt=timezone.localdate(before))
    return _without_words(ended.exclude(sealed_tenant=""))


def _without_words(signals: Any) -> int:
    """What names or tells goes; dates and states stay, for the figures."""
    keys = list(signals.values_list("pk", flat=True))
    TeamContact.objects.filter(signal__in=keys).update(sealed_words="", professions=[], noted_by=None)
    TeamEvaluation.objects.filter(signal__in=keys).delete()
    count: int = NeighbourSignal.objects.filter(pk__in=keys).update(
        sealed_tenant="", sealed_contact="", sealed_facts="", sealed_danger="", signs=[], reference="", told_by="",
    )  # fmt: skip
    return count


RETENTION: list[Retention] = [
    Retention(
        "neighbours.NeighbourSignal", HELD_FOR,
        gettext_lazy("Une fiche dont la personne n’a pas été informée n’est pas gardée plus de trois mois."),
        _purge_held, is_sample=True,
    ),
    Retention(
        "neighbours.NeighbourSignal", AFTER_END,
        gettext_lazy("Deux ans après la fin, il ne reste que des dates et des états, sans personne."),
        _purge_closed, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip


def _of(person: Person) -> Any:
    return NeighbourSignal.objects.filter(Q(file__person=person) | Q(case__file__person=person))


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's own sheet, which they have a right to read. A relative is told nothing."""
    if asker is not Asker.SELF:
        return []
    rows = []
    for each in _of(person).select_related("landlord").order_by("number"):
        sheet = sheet_of(each)
        told = f"{each.told_on:%d/%m/%Y} · {each.get_told_how_display()}" if each.told_on else _("Non noté")
        rows.append((
            each.landlord.name, f"{each.written_at:%d/%m/%Y}", ", ".join(sheet.signs), sheet.facts, told,
            str(each.get_consent_display()) or _("Non demandé"), str(each.get_state_display()),
        ))  # fmt: skip
    columns = (
        _("Bailleur"), _("Écrite le"), _("Observé"), _("Faits"), _("Information"), _("Accord"), _("État"),
    )  # fmt: skip
    return [Section(_("Signalements de voisinage"), columns, tuple(rows)), *_told_care(person)] if rows else []


def _told_care(person: Person) -> list[Section]:
    """That the team came, and when. What it wrote of health is handed over by the team itself, with explanations."""
    contacts = TeamContact.objects.filter(signal__in=_of(person)).order_by("on", "pk")
    rows = tuple(
        (f"{each.on:%d/%m/%Y}", str(each.get_kind_display()), str(each.get_outcome_display())) for each in contacts
    )
    note = _("Les évaluations vous sont remises par l’équipe de santé elle-même")
    return [Section(note, (_("Date"), _("Contact"), _("Résultat")), rows)] if rows else []


def _anonymise(person: Person) -> int:
    """The sheet's words, the team's and the link to the file go; dates and states stay, and lead to nobody."""
    signals = _of(person)
    keys = list(signals.values_list("pk", flat=True))
    count = _without_words(signals)
    NeighbourSignal.objects.filter(pk__in=keys).update(file=None, case=None, assigned_to=None)
    return count


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Voisinage"), _tell, _anonymise)]
PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Voisinage et santé : signalements de bailleurs, équipes de santé"),
        purpose=gettext_lazy(
            "Proposer une rencontre à un ou une locataire en difficulté, pour qu’il garde son logement."
        ),
        basis=gettext_lazy(
            "Mission d’intérêt public (RGPD, article 6.1.e) ; données de santé par des soignants (article 9.2.h) ; "
            "la personne est informée et son accord demandé. Base légale à confirmer par la Ville."
        ),
        concerned=gettext_lazy("Locataires du parc social signalés par leur bailleur"),
        recipients=gettext_lazy(
            "La fiche : le bailleur qui l’écrit, l’équipe, la personne. La santé : l’équipe de santé seule."
        ),
        models=("neighbours.NeighbourSignal", "neighbours.TeamContact", "neighbours.TeamEvaluation"),
        risks=(
            gettext_lazy("Que le bailleur apprenne quelque chose de la santé de son ou sa locataire"),
            gettext_lazy("Qu’une fiche serve à autre chose qu’à proposer une aide"),
        ),
        measures=(
            gettext_lazy("Le bailleur ne lit qu’un état et une date ; aucun motif, aucune issue"),
            gettext_lazy("Sans information de la personne la fiche attend, sauf danger codé et écrit"),
            gettext_lazy("Le module est hors service tant que la Ville ne l’a pas décidé"),
        ),
    )
]
