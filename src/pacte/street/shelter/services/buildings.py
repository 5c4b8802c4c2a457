"""Keeping the inventory of the city's buildings: a sheet, its steps, its sites, its return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.messages.services import tell_user
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership

from ..enums.stock import BuildingStage, ConversionKind
from ..models import CityBuilding, ConversionStep, ShelterSite
from ..permissions import require_steering
from ..reads import buildings as reads
from ..reads.tonight import night_at
from ..rules.buildings import stage_after

FIELDS = (
    "name", "address", "territory", "owner", "former_use", "next_use", "floor_area", "places_planned", "free_from",
    "free_until", "operator", "agreement", "words",
)  # fmt: skip


def add(actor: User, values: Mapping[str, Any]) -> CityBuilding:
    """Put a building in the inventory. Raises BadInput for dates out of order."""
    require_steering(actor)
    _check_dates(values)
    with transaction.atomic():
        building = CityBuilding.objects.create(**{name: values[name] for name in FIELDS if name in values})
        record(actor, "building.add", building.target)
    return building


def change(actor: User, building: CityBuilding, values: Mapping[str, Any], version: int) -> CityBuilding:
    """Correct its sheet. Raises BadInput when someone changed it meanwhile: nothing is overwritten unseen."""
    require_steering(actor)
    _check_dates(values)
    with transaction.atomic():
        locked = CityBuilding.objects.select_for_update().get(pk=building.pk)
        if locked.version != version:
            raise BadInput(
                Fault(
                    "",
                    _("Cette fiche a changé pendant que vous la remplissiez."),
                    _("Ouvrez-la de nouveau et reprenez vos changements."),
                )
            )
        if values.get("free_until") != locked.free_until:
            locked.reminded_on = None
        for name in FIELDS:
            if name in values:
                setattr(locked, name, values[name])
        locked.version += 1
        locked.save()
        record(actor, "building.change", locked.target)
    return locked


def plan_step(actor: User, building: CityBuilding, kind: str, planned_on: date | None) -> ConversionStep:
    """Say when a step is to be done; saying it again moves it."""
    require_steering(actor)
    with transaction.atomic():
        _locked(building)
        step, _made = ConversionStep.objects.update_or_create(
            building=building, kind=ConversionKind(kind), defaults={"planned_on": planned_on}
        )
        record(actor, "building.plan_step", building.target, detail={"step": kind})
    return step


def do_step(actor: User, building: CityBuilding, kind: str, done_on: date) -> ConversionStep:
    """Say that a step is done: the building's stage follows from it.

    Raises BadInput for a day to come, and for a return while households are still placed inside.
    """
    require_steering(actor)
    if done_on > timezone.localdate():
        raise BadInput(Fault("done_on", _("Ce jour n’est pas encore venu."), _("Planifiez plutôt l’étape.")))
    with transaction.atomic():
        locked = _locked(building)
        if kind == ConversionKind.RETURN:
            _check_empty(locked)
        step, _made = ConversionStep.objects.update_or_create(
            building=locked, kind=ConversionKind(kind), defaults={"done_on": done_on}
        )
        done = locked.steps.filter(done_on__isnull=False).values_list("kind", flat=True)
        locked.stage = stage_after(done)
        locked.version += 1
        locked.save(update_fields=["stage", "version"])
        record(actor, "building.do_step", locked.target, detail={"step": kind, "stage": locked.stage})
    return step


def set_aside(actor: User, building: CityBuilding) -> None:
    """Give the building up: it stays in the inventory. Raises BadInput once it is open."""
    require_steering(actor)
    with transaction.atomic():
        locked = _locked(building)
        if locked.stage in {BuildingStage.OPEN, BuildingStage.RETURNED}:
            raise BadInput(
                Fault("", _("Un bâtiment ouvert ne s’écarte pas."), _("Notez sa fermeture, puis sa restitution."))
            )
        locked.stage = BuildingStage.SET_ASIDE
        locked.version += 1
        locked.save(update_fields=["stage", "version"])
        record(actor, "building.set_aside", locked.target)


def attach(actor: User, building: CityBuilding, site: ShelterSite) -> None:
    """Say that a site stands in the building: its places count as created there."""
    require_steering(actor)
    if site.is_confidential:
        raise BadInput(Fault("site", _("L’adresse de ce site est confidentielle.")))
    with transaction.atomic():
        ShelterSite.objects.filter(pk=site.pk).update(building=building)
        record(actor, "building.attach", building.target, detail={"site": str(site.key)})


def detach(actor: User, building: CityBuilding, site: ShelterSite) -> None:
    """Say that a site does not stand there after all."""
    require_steering(actor)
    with transaction.atomic():
        ShelterSite.objects.filter(pk=site.pk, building=building).update(building=None)
        record(actor, "building.detach", building.target, detail={"site": str(site.key)})


def remind(now: datetime) -> int:
    """Write once to the pact's team about each building whose return comes close; their number."""
    today = timezone.localdate(now)
    coming = list(reads.ending(today).filter(reminded_on__isnull=True))
    if not coming:
        return 0
    team = User.objects.filter(
        pk__in=Membership.objects.current(today).filter(role=Role.PACT_TEAM).values("user")
    )  # fmt: skip
    with transaction.atomic():
        claimed = CityBuilding.objects.filter(pk__in=[each.pk for each in coming], reminded_on__isnull=True)
        if not claimed.update(reminded_on=today):
            return 0
        for user in team:
            tell_user(user, template="shelter/mail/building_ending", context={"count": len(coming)})
    return len(coming)


def _locked(building: CityBuilding) -> CityBuilding:
    return CityBuilding.objects.select_for_update().get(pk=building.pk)


def _check_dates(values: Mapping[str, Any]) -> None:
    first, last = values.get("free_from"), values.get("free_until")
    if first and last and last < first:
        raise BadInput(
            Fault("free_until", _("La restitution vient avant la mise à disposition."), _("Corrigez l’une des dates."))
        )


def _check_empty(building: CityBuilding) -> None:
    inside = reads.households_inside(building, night_at())
    if inside:
        what = ngettext(
            "%(count)d ménage y a encore une place.", "%(count)d ménages y ont encore une place.", inside
        ) % {"count": inside}  # fmt: skip
        raise BadInput(Fault("done_on", what, _("Relogez-les avant de rendre le bâtiment.")))
