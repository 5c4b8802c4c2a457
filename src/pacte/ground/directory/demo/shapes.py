"""What kinds of places the demonstration city has, and how many: counts are the pact's own, all else is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..enums import AudienceRule

WEEKDAYS = "Mo-Fr 09:00-12:30,13:30-17:00; PH off"


@dataclass(frozen=True)
class Shape:
    """So many places of one kind: their name, who runs them in turn, their hours in turn, what they do.

    `services` maps a category to its own hours ("" for the place's). `closes_in_august` is the share that does.
    """

    name: str
    count: int
    by: tuple[str, ...]
    hours: tuple[str, ...]
    services: dict[str, str]
    description: str
    values: dict[str, Any] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    closes_in_august: float = 0.0
    optional: tuple[str, ...] = ()


ASSOCIATIONS = ("armee-du-salut", "aux-captifs-la-liberation", "emmaus-defi", "charonne", "associations")
OPEN_TO_ALL = {"is_unconditional": True, "is_anonymous": True, "is_free": True}
WOMEN = {"audiences": ["women"], "audience_rule": AudienceRule.ONLY, **OPEN_TO_ALL}
FAMILIES = {"audiences": ["families", "pregnant"], "audience_rule": AudienceRule.ONLY, **OPEN_TO_ALL}

SHAPES = (
    Shape(
        "Accueil de jour", 50, ASSOCIATIONS,
        ("Mo-Fr 08:00-12:00,13:30-17:00; PH off", "Mo-Su 09:00-17:00; PH 09:00-13:00", "Mo-Fr 07:30-13:00; PH off"),
        {
            "day_centre": "", "shower": "Mo-Fr 08:30-11:30; PH off",
            "laundry": 'Mo,We,Fr 09:00-11:00 "sur rendez-vous"',
        },
        "Se poser, boire un café, prendre une douche, laver son linge, parler avec une équipe.",
        OPEN_TO_ALL, closes_in_august=0.2,
        optional=("social_support", "locker", "charging", "hygiene_kit", "mail_address", "digital_access", "nursing"),
    ),
    Shape(
        "Accueil de jour pour femmes", 8, ASSOCIATIONS, ("Mo-Fr 09:00-17:00; PH off", "Mo-Sa 08:30-16:30; PH off"),
        {"day_centre": "", "shower": "", "listening": "", "womens_health": "Tu,Th 10:00-12:00"},
        "Un lieu calme entre femmes, pour se reposer, se laver et être écoutée.", WOMEN, closes_in_august=0.1,
    ),
    Shape(
        "Espace familles", 2, ("armee-du-salut", "associations"), ("Mo-Sa 08:30-18:00; PH off",),
        {
            "family_day_centre": "", "shower": "", "laundry": "", "children": "", "social_support": "Mo-Fr 09:30-12:30",
            "parenting": "We 14:00-16:00",
        },
        "Accueil des familles sans domicile : douches, jeux, démarches, ateliers entre parents et enfants.", FAMILIES,
    ),
    Shape(
        "Restaurant solidaire", 12, ("casvp", "casvp", "casvp", "casvp", "casvp", "armee-du-salut"),
        ("Mo-Fr 11:30-13:30,18:00-19:30; PH off", "Mo-Su 11:45-13:15", "Mo-Fr 12:00-13:30; PH off"),
        {"solidarity_restaurant": ""}, "Un repas chaud à table, sur carte ou avec un bon du jour.",
        {"is_unconditional": False, "needs_referral": True, "price": "gratuit avec la carte ou le bon"},
        closes_in_august=0.25,
    ),
    Shape(
        "Distribution de repas", 92, ASSOCIATIONS,
        (
            "Mo-Fr 12:00-13:30; PH off", "Mo-Su 18:30-20:00", "Tu,Th,Sa 19:00-20:30", "Mo,We,Fr 07:30-09:00; PH off",
            "Sa-Su 12:00-14:00", "Fr,Sa 22:00-01:00", "Su 11:00-13:00; PH 11:00-13:00",
        ),
        {"food_distribution": ""}, "Un repas à emporter ou à manger sur place, sans rien demander.", OPEN_TO_ALL,
        closes_in_august=0.35,
    ),
    Shape(
        "Petit déjeuner solidaire", 26, ASSOCIATIONS, ("Mo-Fr 07:30-09:30; PH off", "Sa-Su 08:00-10:00"),
        {"meal": ""}, "Un petit déjeuner assis, au chaud.", OPEN_TO_ALL, closes_in_august=0.3, optional=("listening",),
    ),
    Shape(
        "Service social de proximité", 20, ("casvp",), (WEEKDAYS,),
        {
            "social_support": 'Mo-Fr 09:00-12:30,13:30-17:00 "sur rendez-vous"; PH off', "rights_help": "",
            "mail_address": "Mo-Fr 09:00-12:00; PH off", "digital_help": "Tu,Th 14:00-17:00; PH off",
            "digital_access": "",
        },
        "Un guichet pour être accueilli, suivi et orienté.", {"is_unconditional": True, "is_free": True},
        labels=("rights-spaces", "digital-inclusion"),
    ),
    Shape(
        "Point numérique", 62, ("ville-de-paris", "associations", "emmaus-defi"),
        ("Tu-Sa 10:00-18:00; PH off", "Mo-Fr 14:00-18:00; PH off", "We,Sa 10:00-12:30,14:00-18:00; PH off"),
        {"digital_access": "", "digital_help": ""}, "Un ordinateur, internet, et quelqu’un pour aider aux démarches.",
        {"is_unconditional": True, "is_free": True}, labels=("digital-inclusion",), closes_in_august=0.3,
    ),
    Shape(
        "Bagagerie solidaire", 9, ("associations", "emmaus-defi", "armee-du-salut"),
        ("Mo-Su 07:30-09:30,18:30-20:30", "Tu,Th,Sa 07:30-09:30,18:30-20:30"), {"locker": ""},
        "Un casier pour trois mois, renouvelable une fois, sur orientation d’un partenaire.",
        {"needs_referral": True, "price": "2 € par an"},
    ),
    Shape(
        "Bains-douches", 16, ("ville-de-paris",), ("We-Su 08:00-17:30; PH off", "Th-Sa 07:30-19:00; Su 08:00-12:30"),
        {"shower": "", "toilets": ""}, "Douches gratuites, serviette et savon sur place.", OPEN_TO_ALL,
        optional=("hygiene_kit",),
    ),
    Shape(
        "Lieu d’hygiène et de soin", 2, ("ville-de-paris",), ("Mo-Sa 08:30-16:30; PH off",),
        {"shower": "", "nursing": "", "clothing": "", "hygiene_kit": ""},
        "Se laver et être soigné par des infirmières, dans le même lieu.", OPEN_TO_ALL,
    ),
    Shape(
        "Permanence de santé", 12, ("equipe-sante-exemple", "cpam"),
        ("Mo-Fr 09:00-13:00; PH off", "Mo,Tu,Th 14:00-18:00; PH off"),
        {"general_care": "", "nursing": "", "mental_health": 'We 14:00-17:00 "sur rendez-vous"'},
        "Voir un médecin ou une infirmière, même sans couverture maladie.", OPEN_TO_ALL,
        optional=("dental_care", "addiction"),
    ),
    Shape(
        "Permanence juridique", 8, ("associations", "caf"), ("Mo,Th 14:00-18:00; PH off",),
        {"legal_advice": "", "housing_advice": ""}, "Comprendre ses droits avec un juriste.", {"is_free": True},
        closes_in_august=0.5,
    ),
    Shape(
        "Cuisine partagée", 4, ("emmaus-defi", "associations"), ("Mo-Sa 10:00-20:00; PH off",), {"shared_kitchen": ""},
        "Cuisiner pour sa famille quand on vit à l’hôtel.", {"audiences": ["families"], "needs_registration": True},
    ),
    Shape(
        "Halte de nuit", 6, ("armee-du-salut", "aux-captifs-la-liberation"), ("Mo-Su 20:00-08:00",),
        {"night_stop": "", "listening": ""}, "Un fauteuil au chaud pour la nuit, sans lit.", OPEN_TO_ALL,
    ),
    Shape(
        "Cours de français", 6, ("associations",), ("Mo-Th 18:00-20:00; PH off",), {"french_lessons": ""},
        "Apprendre le français avec des bénévoles.", {"needs_registration": True, "is_free": True},
        closes_in_august=1.0,
    ),
    Shape(
        "Lieu ressource de la solidarité", 1, ("ville-de-paris",), ("Tu-Sa 10:00-19:00; PH off",),
        {"volunteering": "", "culture": "Sa 14:00-18:00"},
        "S’engager, se former, partager un café, un jeu, une lecture.", {"is_unconditional": True, "is_free": True},
    ),
    Shape(
        "Fontaine à eau", 6, ("ville-de-paris",), ("24/7",), {"drinking_water": ""},
        "De l’eau potable, jour et nuit.", OPEN_TO_ALL,
    ),
    Shape(
        "Frigo solidaire", 20, ("associations",), ("24/7",), {"food_parcel": ""},
        "Prenez ce dont vous avez besoin, jour et nuit.", OPEN_TO_ALL,
    ),
)  # fmt: skip
"""Counts of day centres (60 with the women's and the families'), meal points (130 with the restaurants), lockers and
arrondissement services follow the pact; the others are enough to try every filter."""

REFUGES = (
    ("Refuge pour femmes (exemple)", "armee-du-salut"),
    ("Refuge pour mères et enfants (exemple)", "associations"),
    ("Appartements protégés (exemple)", "aux-captifs-la-liberation"),
)

STOPS = ("Gare d’exemple nord", "Place d’exemple", "Porte d’exemple est", "Marché d’exemple", "Gare d’exemple sud")
ITINERARIES = (
    ("Ma Mairie Mobile (exemple)", "ville-de-paris", {"rights_help": "", "social_support": "", "digital_help": ""},
     ("Mo 10:00-12:30", "Mo 14:00-16:30", "We 10:00-12:30", "We 14:00-16:30", "Fr 10:00-15:00")),
    ("Bus de nuit (exemple)", "aux-captifs-la-liberation", {"listening": "", "nursing": "", "drinking_water": ""},
     ("Mo-Fr 20:30-21:30", "Mo-Fr 22:00-23:00", "Mo-Fr 23:30-00:30", "Sa 21:00-22:30", "Su 21:00-22:30")),
)  # fmt: skip

LABELS = {
    "digital-inclusion": (
        "Réseau d’inclusion numérique", "Digital inclusion network", "شبكة المساعدة الرقمية", "digital_inclusion",
    ),
    "rights-spaces": (
        "Espace numérique d’accès aux droits", "Digital space for access to rights", "فضاء رقمي للوصول إلى الحقوق",
        "digital_rights_spaces",
    ),
}  # fmt: skip
