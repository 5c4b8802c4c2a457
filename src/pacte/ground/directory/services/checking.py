"""What is typed into an entry, judged before anything is written: hours, points, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..enums import Audience
from ..reads.opening import words_of
from ..rules.bounds import Box, verdict
from ..rules.hours import BadHours, check


def checked(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are kept. Raises BadInput with every fault, each at its field."""
    kept, faults = dict(values), []
    if "hours" in kept:
        try:
            kept["hours"] = check(kept["hours"] or "")
        except BadHours as bad:
            faults.append(Fault("hours", words_of(bad)))
    faults += _name(kept)
    faults += _point(kept)
    faults += _ages(kept)
    faults += _price(kept)
    faults += _audiences(kept)
    if faults:
        raise BadInput(*faults)
    return kept


def _name(values: dict[str, Any]) -> Iterable[Fault]:
    if "name" in values and "category" not in values and not str(values["name"]).strip():
        yield Fault("name", _("Le nom manque."), _("Dites comment ce lieu s’appelle pour ceux qui le cherchent."))


def _point(values: dict[str, Any]) -> Iterable[Fault]:
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        where = "latitude" if latitude is None else "longitude"
        yield Fault(where, _("Un point a une latitude et une longitude."), _("Donnez les deux, ou aucune."))
        return
    said = verdict(latitude, longitude, city_boxes())
    if said == "swapped":
        yield Fault(
            "latitude",
            _("La latitude et la longitude semblent échangées."),
            _("Écrivez %(latitude)s en latitude et %(longitude)s en longitude.")
            % {"latitude": longitude, "longitude": latitude},
        )
    elif said:
        names = ", ".join(city.name_fr for city in _cities())
        yield Fault(
            "latitude",
            _("Ce point n’est pas dans la ville (%(city)s).") % {"city": names},
            _("Vérifiez les deux nombres, ou videz-les."),
        )


def _ages(values: dict[str, Any]) -> Iterable[Fault]:
    youngest, oldest = values.get("age_min"), values.get("age_max")
    if youngest is not None and oldest is not None and youngest > oldest:
        yield Fault("age_max", _("Cet âge est plus petit que l’âge le plus bas."), _("Corrigez l’un des deux."))


def _price(values: dict[str, Any]) -> Iterable[Fault]:
    if values.get("is_free") and values.get("price"):
        yield Fault("price", _("Ce qui est gratuit n’a pas de prix."), _("Videz le prix, ou dites que c’est payant."))


def _audiences(values: dict[str, Any]) -> Iterable[Fault]:
    unknown = sorted(set(values.get("audiences") or ()) - set(Audience.values))
    if unknown:
        yield Fault(
            "audiences", _("Ces publics ne sont pas connus : %(codes)s.") % {"codes": ", ".join(unknown)},
            _("Choisissez dans la liste."),
        )  # fmt: skip


def city_boxes() -> list[Box]:
    """The extent of each city that has one; none is known where no outline was loaded."""
    return [Box(city.west, city.south, city.east, city.north) for city in _cities()]  # type: ignore[arg-type]


def _cities() -> list[Territory]:
    known = Territory.objects.filter(kind=TerritoryKind.CITY, west__isnull=False, north__isnull=False)
    return list(known.only("name_fr", "west", "south", "east", "north"))
