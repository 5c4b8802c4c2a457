"""What an indicator means: declared once, then versioned. A figure keeps the version under which it was given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation

from ..enums import UNITS_OF_PEOPLE, CountingUnit, Deduplication, Direction, FigureKind
from ..models import Definition, Indicator
from ..permissions import require_data_protection, require_steering
from .computed import computations

WRITTEN = (
    "label_fr", "label_en", "counted_fr", "counted_en", "unit", "kind", "population", "deduplication", "direction",
    "method", "source", "computed_by", "valid_from",
)  # fmt: skip
"""The fields of a definition that someone writes."""
THRESHOLD = 11
LOWEST_THRESHOLD = 5
"""Least threshold a data protection officer may set for counts of people (see docs/guide/figures.md)."""


def declare_indicator(
    actor: User, code: str, sheet: Mapping[str, Any], *, owner: Organisation | None = None, scheme: str = ""
) -> Definition:
    """Create an indicator with the first version of its sheet."""
    require_steering(actor)
    with transaction.atomic():
        faults = _sheet_faults(sheet)
        if not re.fullmatch(r"[a-z][a-z0-9_]{1,59}", code):
            faults.append(
                Fault("code", _("Le code n’est pas utilisable."), _("Des minuscules, des chiffres et « _ »."))
            )
        elif Indicator.objects.filter(code=code).exists():
            faults.append(Fault("code", _("Ce code est déjà pris."), _("Choisissez-en un autre.")))
        if faults:
            raise BadInput(*faults)
        indicator = Indicator.objects.create(code=code, owner=owner, scheme=scheme)
        return _save(actor, Definition(indicator=indicator, threshold=_threshold(None, sheet), **_written(sheet)))


def define_version(actor: User, indicator: Indicator, sheet: Mapping[str, Any]) -> Definition:
    """Give an indicator a new version of its sheet, in force from `valid_from`. Earlier figures keep theirs."""
    require_steering(actor)
    with transaction.atomic():
        last = _last_version(indicator)
        faults = _sheet_faults(sheet)
        if last and _written(sheet) == _written({name: getattr(last, name) for name in WRITTEN}):
            faults.append(Fault("", _("Rien n’a changé dans la définition."), _("Changez au moins un champ.")))
        starts: date | None = sheet.get("valid_from")
        if last and (starts is None or (last.valid_from and starts <= last.valid_from)):
            faults.append(
                Fault(
                    "valid_from",
                    _("La date d’effet manque ou précède la version en cours."),
                    _("Donnez une date plus récente."),
                )
            )
        if faults:
            raise BadInput(*faults)
        version = last.version + 1 if last else 1
        definition = Definition(
            indicator=indicator, version=version, threshold=_threshold(last, sheet), **_written(sheet)
        )
        return _save(actor, definition)


def set_threshold(actor: User, indicator: Indicator, threshold: int, valid_from: date) -> Definition:
    """Change the smallest count of people that may be published: a new version, by the data protection officer."""
    require_data_protection(actor)
    with transaction.atomic():
        last = _last_version(indicator)
        if last is None or last.unit not in UNITS_OF_PEOPLE:
            raise BadInput(Fault("threshold", _("Cet indicateur ne compte pas de personnes.")))
        if threshold < LOWEST_THRESHOLD:
            raise BadInput(
                Fault("threshold", _("Le seuil est trop bas."), _("Il ne descend jamais sous %d.") % LOWEST_THRESHOLD)
            )
        fields = {name: getattr(last, name) for name in WRITTEN} | {"valid_from": valid_from}
        return _save(actor, Definition(indicator=indicator, version=last.version + 1, threshold=threshold, **fields))


def _last_version(indicator: Indicator) -> Definition | None:
    """The latest version, with the indicator held so that two versions never get one number."""
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    return indicator.definitions.order_by("-version").first()


def _threshold(last: Definition | None, sheet: Mapping[str, Any]) -> int:
    """Kept from the last version; 11 for a new one that counts people, none for what counts nobody."""
    counts_people = sheet["unit"] in UNITS_OF_PEOPLE or sheet["unit"] == CountingUnit.PERCENT
    if last and (last.unit in UNITS_OF_PEOPLE) == (sheet["unit"] in UNITS_OF_PEOPLE):
        return last.threshold
    return THRESHOLD if counts_people else 0


def _written(sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {name: sheet[name] for name in WRITTEN if name in sheet}


def _sheet_faults(sheet: Mapping[str, Any]) -> list[Fault]:
    """What a sheet must say: a label, a known unit and kind, and, of people, whether one counts twice."""
    faults = []
    if not str(sheet.get("label_fr", "")).strip():
        faults.append(Fault("label_fr", _("Le libellé manque."), _("Dites ce qui est compté, en une ligne.")))
    choices: dict[str, type[TextChoices]] = {
        "unit": CountingUnit, "kind": FigureKind, "deduplication": Deduplication, "direction": Direction,
    }  # fmt: skip
    for name, words in choices.items():
        if sheet.get(name, None if name in ("unit", "kind") else words.values[0]) not in words.values:
            faults.append(Fault(name, _("Ce choix n’est pas connu."), _("Choisissez dans la liste.")))
    if sheet.get("unit") in UNITS_OF_PEOPLE and sheet.get("deduplication") in (None, Deduplication.NOT_APPLICABLE):
        faults.append(
            Fault(
                "deduplication",
                _("On compte des personnes : dites si une même personne peut compter deux fois."),
                _("Choisissez « non précisé » si la source ne le dit pas."),
            )
        )
    if (computation := sheet.get("computed_by")) and computation not in computations():
        faults.append(Fault("computed_by", _("Ce calcul n’est déclaré par aucun module.")))
    return faults


def _save(actor: User, definition: Definition) -> Definition:
    definition.save()
    record(
        actor, "indicator.define", f"indicators.Definition:{definition.pk}",
        detail={
            "indicator": definition.indicator.code, "version": definition.version, "threshold": definition.threshold
        },
    )  # fmt: skip
    return definition
