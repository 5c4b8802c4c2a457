"""The room's part of a case's page, and of a person's near 18. Nothing here is read that the case does not show."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.registry import CasePanel, CaseRow
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel

from ..models import YoungAdult
from ..reads.young import SCHEME, shown

AGES = range(15, 21)
"""Completed years at which the plan towards autonomy is offered on a person's page."""


def young_panel(user: User, seen: CaseSight) -> list[CasePanel]:
    """Contract, plan and rights of a young person, in three lines."""
    young = YoungAdult.objects.filter(case=seen.case).first()
    if young is None:
        return []
    page = shown(seen, young, timezone.localdate())
    url = reverse("young_adults:young", kwargs={"key": seen.case.key})
    term = page.in_force.last if page.in_force else None
    contract = _("jusqu’au %(day)s") % {"day": _day(term)} if term else _("aucun en cours")
    rows = [
        CaseRow(_("Contrat"), contract, url),
        CaseRow(_("Projet d’accès à l’autonomie"), str(len(page.goals)), url),
        CaseRow(_("Personne de confiance"), _("choisie") if young.trusted_named_on else _("à proposer"), url),
    ]
    if page.may_come_back and young.turns_21_on:
        rows.append(CaseRow(_("Droit au retour"), _("avant le %(day)s") % {"day": _day(young.turns_21_on)}, url))
    acts = [(_("Projet, contrat, droits"), url)]
    return [CasePanel(_("Vers l’autonomie"), rows, acts)]


def platform_panel(user: User, seen: CaseSight) -> list[CasePanel]:
    """Leaving by class, and the workshops."""
    if not seen.may_write or not seen.case.is_running:
        return []
    acts = [
        (_("Noter la sortie"), reverse("young_adults:platform_leave", kwargs={"key": seen.case.key})),
        (_("Ateliers"), reverse("young_adults:workshops")),
    ]
    return [CasePanel(_("Plateforme"), [], acts)]


def near_18(user: User, sight: Sight) -> Panel | None:
    """For whoever follows somebody of that age, without such a case yet: where to begin."""
    person = sight.person
    if person.birth_date is None or not sight.shows(FieldClass.IDENTITY) or not sight.own_files:
        return None
    if _age(person.birth_date, timezone.localdate()) not in AGES:
        return None
    file = sight.own_files[0].file
    if Case.objects.filter(file__person=person, scheme__key=SCHEME).exists():
        return None
    url = reverse("young_adults:begin", kwargs={"file": file.key})
    return Panel(_("Vers l’autonomie"), [], (_("Préparer les 18 ans"), url))


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _day(value: date) -> str:
    return date_format(value, "j F Y")
