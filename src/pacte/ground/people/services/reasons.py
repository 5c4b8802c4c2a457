"""The reasons of a pair, in words: what speaks for one person, what against, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

CONTACT = ("phone", "email")
"""Comparisons of what only some may see."""


@dataclass(frozen=True)
class Told:
    """One comparison in words; `bits` its weight, `side` "for", "against" or "neutral"."""

    words: str
    bits: float
    side: str


def in_words(reasons: Iterable[Iterable[object]], *, contact: bool = False) -> list[Told]:
    """The reasons as the pair keeps them, [code, bits], the heaviest first.

    What compares telephones and addresses is named to those who may see them on both sides (`contact`).
    """
    told = []
    for code, weight in reasons:
        bits = float(str(weight))
        side = "for" if bits > 0.5 else "against" if bits < -0.5 else "neutral"
        hidden = str(code).startswith(CONTACT) and not contact
        words = _("Un élément que vous ne voyez pas") if hidden else _words().get(str(code), str(code))
        told.append(Told(words, bits, side))
    return sorted(told, key=lambda each: -abs(each.bits))


def _words() -> dict[str, str]:
    return {
        "given_exact": _("Même prénom"), "given_slip": _("Prénom à une lettre près"),
        "given_alike": _("Prénom qui se prononce pareil"), "given_part": _("Une partie du prénom en commun"),
        "given_bones": _("Prénom aux mêmes consonnes"), "given_near": _("Prénom proche"),
        "given_other": _("Prénom différent"),
        "family_exact": _("Même nom"), "family_slip": _("Nom à une lettre près"),
        "family_alike": _("Nom qui se prononce pareil"), "family_part": _("Une partie du nom en commun"),
        "family_bones": _("Nom aux mêmes consonnes"), "family_near": _("Nom proche"),
        "family_other": _("Nom différent"),
        "names_swapped": _("Nom et prénom échangés"), "other_name": _("Un surnom ou un autre nom en commun"),
        "birth_day": _("Même date de naissance"), "birth_swapped": _("Jour et mois de naissance échangés"),
        "birth_part": _("Date de naissance à un chiffre près"), "birth_year": _("Même année de naissance"),
        "birth_year_near": _("Année de naissance proche"), "birth_year_other": _("Année de naissance différente"),
        "birth_other_day": _("Même année, jour de naissance différent"),
        "birth_other": _("Date de naissance différente"),
        "gender_same": _("Même genre"), "gender_other": _("Genre différent"), "phone_same": _("Même téléphone"),
        "phone_other": _("Téléphone différent"), "email_same": _("Même adresse électronique"),
        "email_other": _("Adresse électronique différente"), "names": _("Nom et prénom, comparés ensemble"),
        "birth": _("Naissance"), "gender": _("Genre"), "phone": _("Téléphone"), "email": _("Adresse électronique"),
    }  # fmt: skip
