"""Looking for a person. The words typed are kept nowhere: the journal knows how many were found."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import NameKind
from ..models import Person
from ..permissions import require_following
from ..reads.search import Found, find
from ..rules import names

LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """A person found, how well (an order, not a probability), and why, in words."""

    person: Person
    score: float
    why: str


def search(actor: User, words: str, birth_year: int | None = None, limit: int = 20) -> list[Hit]:
    """The persons whom these words may mean, best first, among those the actor may find.

    Raises Refused for a role that follows nobody, BadInput when there is nothing to look for.
    """
    require_following(actor)
    if len(words) > LONGEST:
        fault = _("La recherche compte plus de %(most)d caractères.") % {"most": LONGEST}
        raise BadInput(Fault("words", fault, _("Gardez le nom, le prénom ou le surnom.")))
    if not names.words(words):
        raise BadInput(Fault("words", _("Il n’y a rien à chercher."), _("Écrivez au moins une lettre d’un nom.")))
    found = find(actor, words, birth_year, limit)
    record(actor, "person.search", "", detail={"hits": len(found), "year": birth_year is not None})
    return [Hit(each.person, each.score, explained(each)) for each in found]


def explained(found: Found) -> str:
    """Why this person is proposed: "même nom, prénom à une lettre près, année à un an près"."""
    said = list(dict.fromkeys(_part(like, place) for like, place in found.parts if like))
    if found.years_apart is not None:
        said.append(_year(found.years_apart))
    return ", ".join(said)


def _part(like: str, place: str) -> str:
    if like == "pseudonym":
        return _("même pseudonyme")
    where = {
        "given": _("prénom"), "family": _("nom"), NameKind.NICKNAME: _("surnom"), NameKind.BIRTH: _("nom de naissance"),
        NameKind.USUAL: _("nom d’usage"), NameKind.SPELLING: _("autre écriture"),
    }[place]  # fmt: skip
    words = {
        names.EXACT: _("%(name)s identique"), names.SLIP: _("%(name)s à une lettre près"),
        names.TWO_SLIPS: _("%(name)s à deux lettres près"), names.ALIKE: _("%(name)s qui se prononce pareil"),
        names.BEGINNING: _("début du %(name)s"), names.BONES: _("%(name)s aux mêmes consonnes"),
    }  # fmt: skip
    if like == names.BEGINNING and place == NameKind.SPELLING:
        return _("début d’une autre écriture")
    return words[like] % {"name": where}


def _year(apart: int) -> str:
    if apart == 0:
        return _("même année de naissance")
    return ngettext("année à un an près", "année à %(years)d ans près", apart) % {"years": apart}
