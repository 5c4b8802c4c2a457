"""Reading what was typed of a person: every value kept as it should be, or all the faults at once, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Gender, NameKind
from ..rules.identity import (
    NO_BIRTH,
    Slip,
    Unfit,
    clean_languages,
    clean_name,
    clean_text,
    read_birth,
    tidy_phone,
)

MOST_OTHER_NAMES = 20
MOST_LANGUAGES = 20
RELAY_LETTERS = 200
ADDRESS_LETTERS = 500

WORDS = {
    Slip.CONTROL: (
        gettext_lazy("Ce texte contient un signe invisible qui changerait sa lecture."),
        gettext_lazy("Tapez-le à nouveau plutôt que de le coller."),
    ),
    Slip.INVISIBLE: (
        gettext_lazy("Ce texte ne contient rien de lisible."),
        gettext_lazy("Laissez le champ vide, ou écrivez un nom."),
    ),
    Slip.TOO_LONG: (
        gettext_lazy("Ce texte est trop long."),
        gettext_lazy("Gardez 120 signes au plus pour un nom, 200 pour un relais."),
    ),
    Slip.NOT_A_DATE: (
        gettext_lazy("Cette date ne se lit pas."),
        gettext_lazy("Écrivez 12/03/1980, 1980 ou vers 1980."),
    ),
    Slip.FUTURE: (
        gettext_lazy("Cette naissance est dans le futur."),
        gettext_lazy("Vérifiez l’année."),
    ),
    Slip.TOO_OLD: (
        gettext_lazy("Cette naissance est antérieure à 1900."),
        gettext_lazy("Vérifiez l’année."),
    ),
    Slip.NOT_A_LANGUAGE: (
        gettext_lazy("Une langue n’est pas reconnue."),
        gettext_lazy("Choisissez-la dans la liste, ou donnez son code ISO 639."),
    ),
    Slip.NOT_A_NUMBER: (
        gettext_lazy("Ce numéro de téléphone ne se lit pas."),
        gettext_lazy("Gardez les chiffres, avec + devant un indicatif. Le nom d’un relais se note à part."),
    ),
}


def fault(where: str, slip: Slip) -> Fault:
    """The slip in the reader's words."""
    what, remedy = WORDS[slip]
    return Fault(where, str(what), str(remedy))


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values as fields of a person; `birth`, as it was typed, becomes its three columns.

    Only what is given is read. Raises BadInput with a fault for each value that cannot be kept.
    """
    kept: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in values.items():
        try:
            kept |= READERS[name](value) if name in READERS else {name: value}
        except Unfit as unfit:
            faults.append(fault(name, unfit.slip))
        except ValidationError:
            faults.append(Fault(name, _("Cette adresse électronique n’est pas complète."), _("Vérifiez-la.")))
    if kept.get("gender") not in {None, "", *Gender.values}:
        faults.append(Fault("gender", _("Ce choix n’existe pas."), _("Choisissez dans la liste.")))
    if faults:
        raise BadInput(*faults)
    return kept


def checked_names(names: Iterable[tuple[str, str]], where: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Other names as (kind, name), cleaned, empty ones and repetitions left out. Raises BadInput.

    `where` says in which field of the form each kind was typed.
    """
    kept: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for kind, name in names:
        field = (where or {}).get(kind, "names")
        try:
            cleaned = clean_name(str(name))
        except Unfit as unfit:
            faults.append(fault(field, unfit.slip))
            continue
        if kind not in NameKind.values:
            faults.append(Fault(field, _("Cette nature de nom n’existe pas."), _("Choisissez dans la liste.")))
        elif cleaned and (kind, cleaned) not in kept:
            kept.append((kind, cleaned))
    if len(kept) > MOST_OTHER_NAMES:
        faults.append(Fault("names", _("Il y a trop d’autres noms."), _("Gardez les vingt plus utiles.")))
    if faults:
        raise BadInput(*dict.fromkeys(faults))
    return kept


def _name(field: str) -> Callable[[Any], dict[str, Any]]:
    return lambda text: {field: clean_name(str(text or ""))}


def _birth(told: Any) -> dict[str, Any]:
    if told is None or not str(told).strip():
        return dict(NO_BIRTH)
    return read_birth(told, timezone.localdate()).columns


def _languages(codes: Any) -> dict[str, Any]:
    return {"languages": clean_languages(codes or [])[:MOST_LANGUAGES]}


def _phone(text: Any) -> dict[str, Any]:
    return {"phone": tidy_phone(str(text or ""))}


def _email(text: Any) -> dict[str, Any]:
    address = str(text or "").strip()
    if address:
        validate_email(address)
        if len(address) > 254:
            raise Unfit(Slip.TOO_LONG)
    return {"email": address}


def _relay(text: Any) -> dict[str, Any]:
    return {"relay": clean_text(str(text or ""), RELAY_LETTERS)}


READERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "given_name": _name("given_name"),
    "family_name": _name("family_name"),
    "birth": _birth,
    "languages": _languages,
    "phone": _phone,
    "email": _email,
    "relay": _relay,
}
