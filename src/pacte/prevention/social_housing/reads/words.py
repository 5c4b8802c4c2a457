"""Small wordings that pages and prints share."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import DwellingCandidate


def euros(cents: int | None) -> str:
    """Money as it is read: "612 €", "612,50 €".

    >>> euros(61_200).replace("\\xa0", " ")
    '612 €'
    """
    if cents is None:
        return _("Non précisé")
    whole, rest = divmod(cents, 100)
    text = number_format(whole, use_l10n=True, force_grouping=True)
    return f"{text},{rest:02} €" if rest else f"{text} €"


def signed(points: int) -> str:
    """Points with their sign when they are taken off."""
    return str(points) if points >= 0 else f"−{-points}"


def composition(persons: int, children: int) -> str:
    """Who the household is: how many, and how many children. Nothing else."""
    whole = ngettext("%(n)d personne", "%(n)d personnes", persons) % {"n": persons}
    if not children:
        return whole
    part = ngettext("dont %(n)d enfant", "dont %(n)d enfants", children) % {"n": children}
    return f"{whole}, {part}"


def decided_words(candidate: DwellingCandidate) -> str:
    """What put it behind the one before."""
    if candidate.rank == 1:
        return _("Le plus de points parmi les demandes que ce logement peut loger")
    words = {
        "points": _("Moins de points que le rang précédent"),
        "date": _("Autant de points que le rang précédent, demande plus récente"),
        "lot": _("Autant de points et même date que le rang précédent : tirage au sort"),
    }
    return words.get(candidate.decided_by, "")
