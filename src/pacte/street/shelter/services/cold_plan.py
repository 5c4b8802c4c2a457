"""Levels of the cold plan and when they are active: recorded in the name of the authority that decided.

A level that ends says who is still in its sites, and asks what is planned for them; nothing closes silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused

from ..models import ColdPlanActivation, ColdPlanLevel
from ..permissions import regulates, require_steering, steers
from ..reads import cold_plan as reads
from ..reads.tonight import night_at
from ..rules.cold_plan import sample

FARTHEST = timedelta(days=30)
"""How far ahead a decision may be recorded."""
COLDEST, MILDEST = -40, 15


def require_recording(actor: User) -> None:
    """The pact's team and the regulation record what the authority decides. Raises Refused for anybody else."""
    if not (steers(actor) or regulates(actor)):
        raise Refused(_("Le plan grand froid est tenu par l’équipe du Pacte et la régulation du 115."))


def take_sample(actor: User) -> int:
    """Take the sample's levels that the city does not have yet; returns how many."""
    require_steering(actor)
    return load_sample(actor)


def load_sample(actor: User | None = None) -> int:
    """The same, for the demonstration too."""
    made = 0
    with transaction.atomic():
        for values in sample().levels:
            given = {**values, "source": sample().source, "is_sample": True}
            _level, is_new = ColdPlanLevel.objects.get_or_create(level=given.pop("level"), defaults=given)
            made += is_new
        if made:
            record(actor, "shelter.cold_plan_sample", "", detail={"levels": made})
    return made


def set_level(actor: User, number: int, values: Mapping[str, Any]) -> ColdPlanLevel:
    """Write what the authority says of a level; it is a sample no more. Raises BadInput."""
    require_steering(actor)
    bounds = {name: values.get(name) for name in ("night_below", "day_below")}
    faults = [
        Fault(name, _("Cette température n’est pas possible."), _("Écrivez des degrés entre −40 et 15."))
        for name, value in bounds.items()
        if value is not None and not COLDEST <= value <= MILDEST
    ]
    if not str(values.get("name_fr", "")).strip():
        faults.append(Fault("name_fr", _("Le niveau n’a pas de nom.")))
    if not 1 <= number <= 9:
        faults.append(Fault("", _("Un niveau va de 1 à 9.")))
    if faults:
        raise BadInput(*faults)
    said = {name: str(values.get(name, "")).strip() for name in ("name_fr", "name_en", "source")}
    with transaction.atomic():
        level, _made = ColdPlanLevel.objects.update_or_create(
            level=number, defaults={**said, **bounds, "is_sample": False}
        )
        record(actor, "shelter.cold_plan_level", f"shelter.ColdPlanLevel:{number}")
    return level


def activate(
    actor: User, level: ColdPlanLevel, from_night: date, decided_by: str, *, until_night: date | None = None,
    words: str = "",
) -> ColdPlanActivation:  # fmt: skip
    """Record that an authority activates a level from a night on. Raises BadInput, with everything that cannot be."""
    require_recording(actor)
    with transaction.atomic():
        locked = ColdPlanLevel.objects.select_for_update().get(pk=level.pk)
        faults = _faults(locked, from_night, until_night, decided_by)
        if faults:
            raise BadInput(*faults)
        made = ColdPlanActivation.objects.create(
            level=locked, from_night=from_night, until_night=until_night, decided_by=decided_by.strip(),
            words=words.strip(), recorded_by=actor,
        )  # fmt: skip
        record(actor, "shelter.cold_plan_on", _target(made), detail={"level": locked.level})
    return made


def _faults(level: ColdPlanLevel, first: date, last: date | None, decided_by: str) -> list[Fault]:
    """What is wrong with an activation."""
    faults, tonight = [], night_at()
    if first < tonight:
        faults.append(Fault("from_night", _("Cette nuit est passée."), _("Choisissez cette nuit ou une nuit à venir.")))
    elif first > tonight + FARTHEST:
        faults.append(
            Fault("from_night", _("Cette nuit est trop loin."), _("Choisissez une nuit des trente prochaines."))
        )
    if last is not None and last < first:
        faults.append(Fault("until_night", _("La dernière nuit est avant la première."), _("Corrigez l’une des deux.")))
    if not decided_by.strip():
        faults.append(Fault("decided_by", _("Aucune autorité n’est nommée."), _("Écrivez qui a pris la décision.")))
    running = ColdPlanActivation.objects.filter(Q(until_night__isnull=True) | Q(until_night__gte=first), level=level)
    other = (running.filter(from_night__lte=last) if last else running).first()
    if other is not None:
        since = date_format(other.from_night, "j F Y")
        words = _("Ce niveau est déjà activé à partir de la nuit du %(since)s.") % {"since": since}
        faults.append(Fault("from_night", words, _("Terminez d’abord cette activation.")))
    return faults


def end(
    actor: User, activation: ColdPlanActivation, last_night: date, decided_by: str, *, words: str = ""
) -> list[reads.Inside]:
    """Record the last night of an activation; returns the sites that people are still in after it.

    While people are there, `words` must say what is planned to rehouse them. Raises BadInput otherwise, or for a night
    that is over or comes before the activation's first.
    """
    require_recording(actor)
    with transaction.atomic():
        running = ColdPlanActivation.objects.select_for_update().select_related("level").get(pk=activation.pk)
        inside = reads.inside_after(running, last_night)
        faults = _end_faults(running, last_night, decided_by)
        if inside and not words.strip():
            faults.append(Fault("words", _("Des ménages sont encore dans ces sites."), _("Écrivez où ils iront.")))
        if faults:
            raise BadInput(*faults)
        running.until_night = last_night
        running.end_decided_by, running.rehousing = decided_by.strip(), words.strip()
        running.save(update_fields=["until_night", "end_decided_by", "rehousing"])
        people = sum(each.households for each in inside)
        record(
            actor, "shelter.cold_plan_off", _target(running),
            detail={"level": running.level.level, "households": people},
        )  # fmt: skip
    return inside


def _end_faults(running: ColdPlanActivation, last_night: date, decided_by: str) -> list[Fault]:
    """What is wrong with an end."""
    faults = []
    if last_night < running.from_night:
        faults.append(
            Fault("last_night", _("Cette nuit est avant la première."), _("Retirez plutôt l’activation à venir."))
        )
    elif last_night < night_at() - timedelta(days=1):
        faults.append(Fault("last_night", _("Cette nuit est passée."), _("Choisissez la nuit dernière ou une autre.")))
    if running.until_night is not None and running.until_night < night_at():
        faults.append(Fault("", _("Cette activation est déjà finie.")))
    if not decided_by.strip():
        faults.append(Fault("decided_by", _("Aucune autorité n’est nommée."), _("Écrivez qui a pris la décision.")))
    return faults


def withdraw(actor: User, activation: ColdPlanActivation) -> None:
    """Take back an activation whose first night has not come. The journal keeps it. Raises BadInput once it has."""
    require_recording(actor)
    with transaction.atomic():
        coming = ColdPlanActivation.objects.select_for_update().select_related("level").get(pk=activation.pk)
        if coming.from_night <= night_at():
            raise BadInput(Fault("", _("Ce niveau est déjà actif."), _("Terminez-le plutôt.")))
        record(actor, "shelter.cold_plan_withdrawn", _target(coming), detail={"level": coming.level.level})
        coming.delete()


def _target(activation: ColdPlanActivation) -> str:
    return f"shelter.ColdPlanActivation:{activation.key}"
