"""Opening a site, changing it, keeping its lots. The address of a confidential site is sealed at once, and stays so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.directory.reads.locating import locate
from pacte.ground.directory.rules.folding import folded
from pacte.ground.partners.models import Organisation

from ..enums.stock import LotKind, Scheme, SiteKind
from ..models import EveningPolicy, Lot, LotCapacity, ShelterSite, SiteAddress
from ..models.stock import MOST_UNITS
from ..permissions import keeps_site, require_site, require_steering
from ..reads.tonight import night_at
from ..rules.stock import ONE_NIGHT, WHOLE, Shut, too_few
from .stock_common import lot_to_write, note, refuse_past, refuse_people_there, site_to_write, staying_in

SCHEMES = {
    SiteKind.WINTER: Scheme.COLD_PLAN,
    SiteKind.NIGHT_STOP: Scheme.NIGHT_STOPS,
    SiteKind.WOMEN_STOP: Scheme.WOMEN_NETWORK,
    SiteKind.FAMILY_REFUGE: Scheme.FAMILY_REFUGES,
    SiteKind.MEANWHILE: Scheme.CITY_BUILDINGS,
}
"""The scheme that a kind of site belongs to when nobody says another one; the others are plain shelter."""
WHERE = ("address", "directions", "telephone", "territory", "latitude", "longitude", "place")
FIELDS = (
    "name", "kind", "is_confidential", *WHERE, "arrival_from", "arrival_until", "evening_email", "opens_on",
    "closes_on", "cold_plan_level",
)  # fmt: skip
LOT_FIELDS = (
    "name", "kind", "unit_places", "audience", "min_age", "max_age", "step_free", "accepts_animals", "lasts",
    "in_rounds", "nightly_cost",
)  # fmt: skip


def open_site(actor: User, organisation: Organisation, values: Mapping[str, Any]) -> ShelterSite:
    """Add a site of an organisation whose sites the actor keeps.

    Raises Refused for another organisation or territory, BadInput naming each field that does not hold.
    """
    require_site(actor)
    site = ShelterSite(organisation=organisation)
    with transaction.atomic():
        secret = _fill(site, values)
        _require_keeping(actor, site)
        _refuse_people_outside(site)
        _save(site)
        if site.is_confidential:
            _keep_secret(site, secret)
        note(actor, "site.open", site, kind=site.kind, confidential=site.is_confidential)
    return site


def change_site(actor: User, key: UUID | str, values: Mapping[str, Any]) -> ShelterSite:
    """Change a site. A confidential one stays so; one that becomes so loses its address, which is sealed.

    Raises BadInput when its last night comes before the end of a stay, besides what `open_site` raises.
    """
    with transaction.atomic():
        site = site_to_write(actor, key)
        was_hidden = site.is_confidential
        secret = _fill(site, {**values, "is_confidential": was_hidden or bool(values.get("is_confidential"))})
        _require_keeping(actor, site)
        _refuse_people_outside(site)
        _save(site)
        if site.is_confidential and not was_hidden:
            _keep_secret(site, secret)
        note(actor, "site.change", site, kind=site.kind, confidential=site.is_confidential)
    return site


def read_address(actor: User, key: UUID | str) -> tuple[ShelterSite, str, str]:
    """Where a confidential site is and its telephone, for its own team; that it was read is in the journal."""
    with transaction.atomic():
        site = _hidden(actor, key)
        held = SiteAddress.objects.filter(site=site).first()
        note(actor, "site.read_protected", site)
    return site, _opened(held, "sealed_address"), _opened(held, "sealed_telephone")


def keep_address(actor: User, key: UUID | str, *, address: str, telephone: str) -> ShelterSite:
    """Write down where a confidential site is, sealed."""
    with transaction.atomic():
        site = _hidden(actor, key)
        _keep_secret(site, {"address": address, "telephone": telephone})
        note(actor, "site.keep_protected", site)
    return site


def add_lot(actor: User, key: UUID | str, values: Mapping[str, Any], *, units: int, from_night: date) -> Lot:
    """Add a lot to a site, with its units from a night on."""
    with transaction.atomic():
        site = site_to_write(actor, key)
        lot = Lot(site=site)
        _fill_lot(lot, values)
        if not 1 <= units <= MOST_UNITS:
            words = _("Un lot compte de 1 à %(most)d unités.") % {"most": MOST_UNITS}
            raise BadInput(Fault("units", words, _("Vérifiez le nombre.")))
        refuse_past("from_night", from_night, night_at())
        lot.save()
        LotCapacity.objects.create(lot=lot, from_night=from_night, units=units)
        note(actor, "lot.add", site, lot.target, units=units, night=from_night.isoformat())
    return lot


def change_lot(actor: User, key: UUID | str, values: Mapping[str, Any]) -> Lot:
    """Change what a lot is. Nights that are over keep what they were; its units change by `set_capacity`."""
    with transaction.atomic():
        lot = lot_to_write(actor, key)
        was = lot.unit_places
        _fill_lot(lot, values)
        if lot.unit_places < was and staying_in([lot], night_at())[lot.pk]:
            raise BadInput(
                Fault(
                    "unit_places",
                    _("Des ménages y sont : une chambre ne peut pas compter moins de places."),
                    _("Terminez ou déplacez d’abord leurs séjours, ou ouvrez un autre lot."),
                )
            )
        lot.save()
        note(actor, "lot.change", lot.site, lot.target)
    return lot


def change_evening(actor: User, values: Mapping[str, Any]) -> EveningPolicy:
    """Set the city's evening hours. Raises Refused unless the actor is of the pact's team."""
    require_steering(actor)
    if values["late_at"] <= values["ask_at"]:
        raise BadInput(
            Fault("late_at", _("La déclaration est attendue après l’envoi du lien."), _("Choisissez une heure plus tardive."))  # noqa: E501
        )  # fmt: skip
    with transaction.atomic():
        policy = EveningPolicy.current()
        for name in ("ask_at", "late_at", "notice_nights"):
            setattr(policy, name, values[name])
        policy.save()
        detail = {"ask_at": policy.ask_at.isoformat(), "late_at": policy.late_at.isoformat()}
        record(actor, "evening.change", f"shelter.EveningPolicy:{policy.pk}", detail=detail)
    return policy


def _fill(site: ShelterSite, values: Mapping[str, Any]) -> dict[str, str]:
    """Put the values in the site; what a confidential one must not hold is given back to be sealed."""
    for name in FIELDS:
        if name in values:
            setattr(site, name, values[name])
    site.scheme = values.get("scheme") or SCHEMES.get(SiteKind(site.kind), Scheme.SHELTER).value
    if site.is_confidential:
        return _hide(site)
    _take_from_place(site)
    _locate(site)
    return {}


def _hide(site: ShelterSite) -> dict[str, str]:
    secret = {"address": "\n".join(filter(None, [site.address, site.directions])), "telephone": site.telephone}
    site.address = site.directions = site.telephone = ""
    site.territory = site.latitude = site.longitude = site.place = site.building = None
    return secret


def _take_from_place(site: ShelterSite) -> None:
    """What the directory's entry says, where nothing else was typed."""
    place = site.place
    if place is None or site.address:
        return
    town = " ".join(filter(None, [place.postal_code, place.municipality]))
    site.address = ", ".join(filter(None, [place.address, town]))[:200]
    site.directions = site.directions or place.directions
    site.telephone = site.telephone or place.telephone
    site.territory = site.territory or place.territory
    site.latitude, site.longitude = place.latitude, place.longitude


def _locate(site: ShelterSite) -> None:
    """The point and the arrondissement of an address that the city's file knows; none is guessed."""
    known = ShelterSite.objects.filter(pk=site.pk).values_list("address", flat=True).first() if site.pk else None
    if not site.address:
        site.latitude = site.longitude = None
        return
    if site.latitude is not None and known == site.address:
        return
    if site.place is not None and site.place.address and site.address.startswith(site.place.address):
        site.latitude, site.longitude = site.place.latitude, site.place.longitude
        return
    street = site.address.split(",", 1)[0].strip()
    site.latitude = site.longitude = None
    for found in locate(site.address) if any(sign.isdigit() for sign in street) else []:
        if folded([found.label]).startswith(folded([street])):
            site.latitude, site.longitude = found.latitude, found.longitude
            site.territory = site.territory or found.territory
            return


def _require_keeping(actor: User, site: ShelterSite) -> None:
    if not keeps_site(actor, site):
        raise Refused(_("Vous tenez les sites de votre organisation, sur votre territoire."))


def _save(site: ShelterSite) -> None:
    """Save what holds; what does not is told field by field."""
    if ShelterSite.objects.filter(organisation=site.organisation, name=site.name).exclude(pk=site.pk).exists():
        raise BadInput(Fault("name", _("Ce nom est déjà celui d’un de vos sites."), _("Choisissez-en un autre.")))
    try:
        site.full_clean()
    except ValidationError as error:
        raise _as_faults(error) from error
    site.save()


def _as_faults(error: ValidationError) -> BadInput:
    held = error.message_dict
    return BadInput(*(Fault(name, words) for name, all_words in held.items() for words in all_words))


def _refuse_people_outside(site: ShelterSite) -> None:
    """Nobody may be there beyond the site's last night, nor before its first."""
    if site.opens_on and site.closes_on and site.closes_on < site.opens_on:
        raise BadInput(
            Fault("closes_on", _("La dernière nuit vient avant la première."), _("Choisissez une date plus tardive."))
        )
    if site.closes_on is None and site.opens_on is None:
        return
    lots, tonight = list(Lot.objects.filter(site_id=site.pk)), night_at()
    staying = staying_in(lots, tonight)
    outside = []
    if site.closes_on is not None:
        outside.append(Shut(None, site.closes_on + ONE_NIGHT, None))
    if site.opens_on is not None and site.opens_on > tonight:
        outside.append(Shut(None, tonight, site.opens_on - ONE_NIGHT))
    spans = {lot.name: too_few({date.min: WHOLE}, outside, staying[lot.pk], tonight, None) for lot in lots}
    refuse_people_there("closes_on" if site.closes_on else "opens_on", spans)


def _fill_lot(lot: Lot, values: Mapping[str, Any]) -> None:
    for name in LOT_FIELDS:
        if name in values:
            setattr(lot, name, values[name])
    if lot.kind != LotKind.ROOM:
        lot.unit_places = 1
    faults = []
    if Lot.objects.filter(site=lot.site, name=lot.name).exclude(pk=lot.pk).exists():
        faults.append(Fault("name", _("Ce site a déjà un lot de ce nom."), _("Choisissez-en un autre.")))
    if lot.min_age is not None and lot.max_age is not None and lot.max_age < lot.min_age:
        faults.append(Fault("max_age", _("L’âge maximal est sous l’âge minimal."), _("Vérifiez les deux âges.")))
    if faults:
        raise BadInput(*faults)
    try:
        lot.full_clean()
    except ValidationError as error:
        raise _as_faults(error) from error


def _hidden(actor: User, key: UUID | str) -> ShelterSite:
    site = site_to_write(actor, key)
    if not site.is_confidential:
        raise Http404
    return site


def _keep_secret(site: ShelterSite, said: Mapping[str, str]) -> None:
    sealed = {f"sealed_{name}": seal(words.strip()) if words.strip() else "" for name, words in said.items()}
    SiteAddress.objects.update_or_create(site=site, defaults=sealed)


def _opened(held: SiteAddress | None, name: str) -> str:
    sealed = getattr(held, name, "")
    return unseal(sealed) if sealed else ""
