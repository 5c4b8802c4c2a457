"""The words of a person's statement and of an erasure's certificate, ready to be printed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.declarations.privacy import Asker
from pacte.ground.declarations.registry import declared
from pacte.ground.people.models import Person

from ..enums import AskedBy
from ..models import Request
from . import register

OF_PEOPLE = ("people", "referrals", "reception", "messages", "data_protection")
"""Rooms whose processings concern those who are helped."""


def statement(request: Request, person: Person) -> dict[str, Any]:
    """Everything that the rooms tell this asker about the person, with why, how long, and their rights."""
    asker = Asker.RELATIVE if request.asked_by == AskedBy.RELATIVE else Asker.SELF
    return {
        **_letter(request, _("Vos données dans Pacte") if asker == Asker.SELF else _("Les données d’un proche")),
        "lead": _lead(request, asker),
        "caution": _caution(asker),
        "words": {
            "why": _("Pourquoi nous les avons"), "how_long": _("Combien de temps nous les gardons"),
            "rights": _("Vos droits"), "nothing": _("Nous n’avons rien d’autre. Sont vides :"),
            "kept": [_("Ce qui est gardé"), _("Combien de temps"), _("Pourquoi")],
        },
        "purposes": _purposes(), "kept": _kept(), "rights": _rights(asker),
        "sections": _sections(person, asker),
        "closing": _("Pour toute question, répondez à cette lettre en donnant sa référence : %(number)s. Vous pouvez "
                     "aussi vous plaindre à la CNIL : www.cnil.fr, 3 place de Fontenoy, 75007 Paris.")
        % {"number": request.number},
    }  # fmt: skip


def certificate(request: Request) -> dict[str, Any]:
    """What was taken away, room by room, and what stays."""
    labels = room_labels()
    rows = [[labels.get(room, room), str(count)] for room, count in request.done.items() if count]
    day = date_format(timezone.localtime(request.erased_at), "j F Y") if request.erased_at else ""
    return {
        **_letter(request, _("Certificat d’effacement")),
        "lead": _("Le %(day)s, à la demande de la personne concernée, tout ce qui la nommait a été retiré de la "
                  "plateforme, documents compris.") % {"day": day},
        "columns": [_("Partie de la plateforme"), _("Lignes retirées ou vidées")],
        "rows": rows or [[_("Rien n’était tenu"), "0"]],
        "stays_title": _("Ce qui reste"),
        "stays": [
            _("Des chiffres sans nom : un mois, un objet de suivi, une décennie de naissance. Personne ne peut être "
              "retrouvé avec eux."),
            _("Le journal des actes, en codes, pendant un an : il prouve qui a lu quoi et ne contient aucun nom."),
            _("Les sauvegardes, jusqu’à leur remplacement."),
        ],
        "signed": _("Référence de la demande : %(number)s. Ce certificat ne nomme personne ; gardez-le avec votre "
                    "demande.") % {"number": request.number},
    }  # fmt: skip


def room_labels() -> dict[str, str]:
    """What each room that holds something of people is called, by its short name."""
    return {
        room.rsplit(".", 1)[-1]: " · ".join(str(holding.label) for holding in holdings)
        for room, holdings in declared("privacy", "HOLDINGS")
    }


def _letter(request: Request, title: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": title, "author": "Pacte", "description": title, "language": (get_language() or "fr")[:2],
        "date": {"year": today.year, "month": today.month, "day": today.day},
        "footer": _("%(number)s · établi le %(day)s")
        % {"number": request.number, "day": date_format(today, "j F Y")},
    }  # fmt: skip


def _lead(request: Request, asker: Asker) -> str:
    day = date_format(request.received_on, "j F Y")
    if asker == Asker.SELF:
        text = _(
            "Vous avez demandé le %(day)s ce que nous savons de vous. "
            "Voici tout ce que nous avons, pourquoi, et qui l’a lu."
        )
    else:
        text = _(
            "Vous avez demandé le %(day)s ce que nous savons d’un enfant ou d’un proche que vous représentez. "
            "Voici ce que la loi nous permet de vous dire."
        )
    return text % {"day": day}


def _caution(asker: Asker) -> str:
    if asker == Asker.SELF:
        return _(
            "Cette lettre dit beaucoup de vous. Gardez-la en lieu sûr, ou demandez à un professionnel de la garder. "
            "Ce qui touche une autre personne n’y figure que si cela ne la met pas en danger."
        )
    return _(
        "Cette lettre ne dit ni où se trouve la personne, ni par qui elle est suivie, ni avec qui elle vit. "
        "La personne peut avoir demandé que certaines choses ne soient pas dites."
    )


def _purposes() -> list[dict[str, str]]:
    return [
        {"name": str(each.name), "purpose": str(each.purpose), "basis": str(each.basis).rstrip(".")}
        for line in register.lines()
        if line.room in OF_PEOPLE
        for each in [line.processing]
    ]


def _kept() -> list[list[str]]:
    """The durations that concern people, without the officer's notes: what, how long and then what, why."""
    found = [keep for line in register.lines() if line.room in OF_PEOPLE for keep in line.kept]
    then = _("%(length)s, puis %(fate)s")
    return [[keep.what.capitalize(), then % {"length": keep.length, "fate": keep.fate}, keep.reason] for keep in found]


def _rights(asker: Asker) -> list[dict[str, str]]:
    told = [
        (_("Faire corriger"), _("Dites-nous ce qui est faux ou incomplet : nous le corrigeons.")),
        (_("Faire effacer"), _("Vous pouvez demander que vos données soient effacées.")),
        (_("Vous opposer"), _("Vous pouvez refuser un suivi ou un partage entre organisations.")),
        (_("Faire limiter"), _("Vous pouvez demander que vos données soient mises à l’abri.")),
    ]
    if asker == Asker.RELATIVE:
        told = told[:1]
    return [{"title": title, "text": text} for title, text in told]


def _sections(person: Person, asker: Asker) -> list[dict[str, Any]]:
    rows = []
    for room, holdings in declared("privacy", "HOLDINGS"):
        told = [section for holding in holdings for section in holding.tell(person, asker)]
        rows.append((OF_PEOPLE.index(name) if (name := room.rsplit(".", 1)[-1]) in OF_PEOPLE else 99, told))
    return [
        {"title": section.title, "columns": list(section.columns), "rows": [list(row) for row in section.rows]}
        for _place, told in sorted(rows, key=lambda pair: pair[0])
        for section in told
    ]
