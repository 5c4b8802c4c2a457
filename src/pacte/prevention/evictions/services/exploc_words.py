"""The words of what is wrong in a file of the State: where, what, what to do. No cell is quoted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Fault

from ..reads.exploc import FIELD_WORDS, VALUE_WORDS


def fault_for(where: str, code: str) -> Fault:
    """A fault of a line, from its code."""
    words = {
        "bad_identifier": (_("Cet identifiant ne se lit pas."), _("Un mot de soixante signes au plus.")),
        "no_identifier": (_("L’identifiant manque."), _("Chaque dossier garde celui d’EXPLOC.")),
        "twice": (_("Cet identifiant est déjà plus haut dans le fichier."), _("Gardez une ligne.")),
        "not_a_day": (_("Cette date ne se lit pas."), _("Écrivez par exemple 15/02/2024.")),
        "ahead": (_("Ce jour est à venir."), _("Seule une audience peut être annoncée.")),
        "not_an_amount": (_("Ce montant ne se lit pas, ou descend sous zéro."), _("Écrivez par exemple 1 234,50.")),
        "unknown_word": (_("Ce mot n’est pas dans la correspondance."), _("Ajoutez-le à la correspondance.")),
        "unknown_place": (_("Cet arrondissement n’est pas connu."), _("Écrivez son code postal ou son numéro.")),
    }  # fmt: skip
    what, remedy = words[code]
    return Fault(where, what, remedy)


def not_there(ours: str, title: str) -> Fault:
    """A mapped column that the file has not."""
    said = {"title": title, "field": FIELD_WORDS[ours]}
    what = _("La colonne « %(title)s » (%(field)s) n’est pas dans le fichier.") % said
    return Fault(_("Fichier"), what, _("Ajoutez-la, ou changez la correspondance."))


def kept_here(where: str, ours: str) -> Fault:
    """A value changed here since the last import: the file does not write over it."""
    what = _("Gardé comme noté ici : %(field)s.") % {"field": VALUE_WORDS[ours]}
    return Fault(where, what, _("Corrigez le parcours, si le fichier a raison."))
