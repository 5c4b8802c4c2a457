"""What the room holds of young people: minors first, so as little as the plan and the contract need, and sealed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.crypto import unseal
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

from .enums import PlanDomain
from .models import AutonomyGoal, CareReturn, ContractRefusal, Workshop, WorkshopAttendance, YoungAdult, YoungContract
from .reads.young import may_read

AFTER_21 = timedelta(days=3 * 365)


def _reads_trusted(user: Any, young: YoungAdult) -> bool:
    """Those to whom the case's file opens the identity: the trusted person is one."""
    return may_read(user, young, FieldClass.IDENTITY)


def _reads_words(user: Any, row: YoungContract | ContractRefusal) -> bool:
    """Those who read the words of the case's file."""
    return may_read(user, row.young, FieldClass.FREE_TEXT)


def _reads_goal(user: Any, goal: AutonomyGoal) -> bool:
    """The same; an aim about health, those who read health data."""
    wanted = FieldClass.HEALTH if goal.domain == PlanDomain.HEALTH else FieldClass.FREE_TEXT
    return may_read(user, goal.young, wanted)


FIELDS: list[Sensitive] = [
    Sensitive("young_adults.YoungAdult", "sealed_trusted", FieldClass.IDENTITY, _reads_trusted),
    Sensitive("young_adults.AutonomyGoal", "sealed_words", FieldClass.FREE_TEXT, _reads_goal),
    Sensitive("young_adults.YoungContract", "sealed_content", FieldClass.FREE_TEXT, _reads_words),
    Sensitive("young_adults.ContractRefusal", "sealed_words", FieldClass.FREE_TEXT, _reads_words),
]
SEALED: list[str] = [f"{each.model}.{each.field}" for each in FIELDS]


def _without_words(youngs: Any) -> int:
    """Who was trusted, the plan and what was written go; contracts, refusals and returns stay, as dates and codes."""
    keys = list(youngs.values_list("pk", flat=True))
    AutonomyGoal.objects.filter(young__in=keys).delete()
    YoungContract.objects.filter(young__in=keys).update(sealed_content="", noted_by=None)
    ContractRefusal.objects.filter(young__in=keys).update(sealed_words="")
    CareReturn.objects.filter(young__in=keys).update(noted_by=None)
    count: int = YoungAdult.objects.filter(pk__in=keys).update(sealed_trusted="", trusted_named_on=None)
    return count


def _purge(before: datetime) -> int:
    day: date = before.date()
    turned_21 = date(day.year - 3, day.month, min(day.day, 28))
    return _without_words(YoungAdult.objects.filter(turns_18_on__lt=turned_21).exclude(sealed_trusted=""))


def _purge_presences(before: datetime) -> int:
    """The presence stays counted in the case, by its step."""
    return WorkshopAttendance.objects.filter(workshop__on__lt=before.date()).delete()[0]


RETENTION: list[Retention] = [
    Retention(
        "young_adults.YoungAdult", AFTER_21,
        gettext_lazy("Trois ans après 21 ans, le projet et ses mots s’effacent ; restent des dates et des codes."),
        _purge, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "young_adults.WorkshopAttendance", AFTER_21,
        gettext_lazy("La liste d’un atelier ne sert plus après trois ans ; l’acte reste au parcours."),
        _purge_presences, is_sample=True,
    ),
]  # fmt: skip


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _clear(sealed: str) -> str:
    return unseal(sealed) if sealed else ""


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The young person's own plan, contracts and refusals. A relative is told nothing, not even that they exist."""
    if asker is not Asker.SELF:
        return []
    youngs = YoungAdult.objects.filter(case__file__person=person)
    goals = tuple(
        (str(each.get_domain_display()), _clear(each.sealed_words), _day(each.by_on), _day(each.done_on))
        for each in AutonomyGoal.objects.filter(young__in=youngs)
    )
    papers = tuple(
        (str(each.get_kind_display()), _day(each.starts_on), _day(each.dates.last), _clear(each.sealed_content))
        for each in YoungContract.objects.filter(young__in=youngs)
    )
    refusals = tuple(
        (_day(each.refused_on), str(each.get_ground_display()), _clear(each.sealed_words),
         str(each.get_appeal_outcome_display()))
        for each in ContractRefusal.objects.filter(young__in=youngs)
    )  # fmt: skip
    trusted = tuple(
        (_day(each.trusted_named_on), _clear(each.sealed_trusted)) for each in youngs if each.sealed_trusted
    )
    workshops = tuple(
        (_day(each.on), str(each.get_kind_display()))
        for each in Workshop.objects.filter(attendances__case__file__person=person)
    )
    found = [
        Section(_("Personne de confiance"), (_("Choisie le"), _("Qui")), trusted),
        Section(_("Projet d’accès à l’autonomie"), (_("Domaine"), _("But"), _("Pour le"), _("Fait le")), goals),
        Section(_("Contrats jeune majeur"), (_("Nature"), _("Du"), _("Au"), _("Contenu")), papers),
        Section(_("Refus de contrat"), (_("Le"), _("Motif"), _("Ce qui est écrit"), _("Recours")), refusals),
        Section(_("Ateliers suivis"), (_("Le"), _("Sujet")), workshops),
    ]
    return [each for each in found if each.rows]


def _anonymise(person: Person) -> int:
    """Words, plan and presences go; the rest is dates and codes of a case that leads to nobody."""
    WorkshopAttendance.objects.filter(case__file__person=person).delete()
    return _without_words(YoungAdult.objects.filter(case__file__person=person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Jeunes majeurs"), _tell, _anonymise)]
PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Jeunes majeurs sortant de l’aide sociale à l’enfance, plateforme d’insertion"),
        purpose=gettext_lazy("Préparer les 18 ans, tenir les contrats et leurs termes, garder le lien jusqu’à 21 ans."),
        basis=gettext_lazy(
            "Mission d’intérêt public (RGPD, article 6.1.e) ; code de l’action sociale, L222-5 à L222-5-2-1."
        ),
        concerned=gettext_lazy("Jeunes de 16 à 21 ans confiés à l’aide sociale à l’enfance ; jeunes de 16 à 25 ans"),
        recipients=gettext_lazy("Les professionnels qui suivent le dossier, et personne d’autre ; la ou le jeune"),
        models=(
            "young_adults.YoungAdult", "young_adults.AutonomyGoal", "young_adults.YoungContract",
            "young_adults.ContractRefusal", "young_adults.WorkshopAttendance",
        ),
        risks=(gettext_lazy("Qu’un proche apprenne où est un enfant protégé, ou qu’il est suivi"),),
        measures=(
            gettext_lazy("Aucune date de naissance : le jour des 18 ans suffit"),
            gettext_lazy("Un enfant protégé n’est dans aucun chiffre ni aucun relevé demandé par un proche"),
            gettext_lazy("Le projet et la personne de confiance sont scellés et s’effacent"),
        ),
    )
]  # fmt: skip
