"""The words of what is wrong in a file: where, what, what to do. No cell is quoted: it may hold anything."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput, Fault

from ..reads.exchange import VALUE_WORDS


def fault_for(where: str, code: str) -> Fault:
    """A fault of a line, from its code."""
    words = {
        "too_long": (_("Cet identifiant est trop long."), _("Soixante signes au plus.")),
        "no_identifier": (_("L’identifiant manque."), _("Chaque demande garde celui du SI-SIAO.")),
        "twice": (_("Cet identifiant est déjà plus haut dans le fichier, pour la même nuit."), _("Gardez une ligne.")),
        "not_a_day": (_("Cette date ne se lit pas."), _("Écrivez par exemple 07/02/2019.")),
        "past": (_("Cette nuit est passée."), _("Une demande se prend pour cette nuit ou une suivante.")),
        "unknown_word": (_("Ce mot n’est pas dans la correspondance."), _("Ajoutez-le à la correspondance.")),
        "not_a_count": (_("Ce n’est pas un nombre."), _("Écrivez un nombre entier, sans unité.")),
        "not_ages": (_("Ces âges ne se lisent pas."), _("Écrivez par exemple « 4, 7 », en années, ou « 3 mois ».")),
        "not_yes_no": (_("Ni oui, ni non."), _("Écrivez « oui » ou « non ».")),
        "too_many_ages": (_("Il y a plus d’âges que de personnes."), _("Vérifiez les nombres et les âges.")),
        "size_differs": (
            _("Le nombre de personnes n’est pas celui de la composition."), _("Corrigez l’un ou l’autre.")
        ),
        "count_needed": (
            _("On ne sait pas combien de personnes demandent."), _("Ajoutez leur nombre, ou l’âge de chacune.")
        ),
        "no_composition": (_("La composition du ménage manque."), _("Dites qui demande : type de ménage ou nombres.")),
        "unknown_place": (_("Cet arrondissement n’est pas connu."), _("Écrivez son code postal ou son numéro.")),
        "unknown_label": (
            _("Aucune demande de cette nuit n’a ce numéro."), _("Vérifiez le numéro et la nuit, ou videz la cellule.")
        ),
    }  # fmt: skip
    what, remedy = words[code]
    return Fault(where, what, remedy)


def not_written(where: str, bad: BadInput | Http404) -> list[Fault]:
    """Why a line that could be read was not written."""
    if isinstance(bad, BadInput):
        return [Fault(where, str(each.what), str(each.remedy)) for each in bad.faults]
    return [Fault(where, _("Cette demande ne se modifie pas d’ici."), _("Ouvrez-la dans la file."))]


def kept_here(where: str, ours: str) -> Fault:
    """A value changed here since the last import: the file does not write over it."""
    what = _("Gardé comme saisi ici : %(field)s.") % {"field": VALUE_WORDS[ours]}
    return Fault(where, what, _("Changez-le dans la demande, si le fichier a raison."))
