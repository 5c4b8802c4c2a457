"""Faults of the tables of requests and lots in words: where, what, what to do. Never what a household is kept from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Fault

from ..rules.allocation.tables import MOST_MEMBERS, OLDEST, Mistake


def faults(mistakes: Iterable[Mistake], names: Mapping[str, str]) -> list[Fault]:
    """Each mistake as a fault; `names` gives the file of each table."""
    return [Fault(_where(mistake, names), *_said(mistake)) for mistake in mistakes]


def _where(mistake: Mistake, names: Mapping[str, str]) -> str:
    places = [
        names[mistake.table],
        _("ligne %(row)d") % {"row": mistake.row} if mistake.row else "",
        _("colonne %(column)s") % {"column": mistake.column} if mistake.column else "",
    ]
    return ", ".join(place for place in places if place)


def _said(mistake: Mistake) -> tuple[str, str]:
    """What is wrong, and the remedy."""
    values = {
        "value": mistake.value,
        "known": ", ".join(mistake.known),
        "most": MOST_MEMBERS,
        "oldest": OLDEST,
    }
    what, remedy = (_of_the_file() | _of_the_rows() | _of_the_cells())[mistake.code]
    return what % values, remedy % values


def _of_the_file() -> dict[str, tuple[str, str]]:
    return {
        "not_text": (_("ce fichier n’est pas du texte."), _("Enregistrez-le en CSV, encodage UTF-8.")),
        "too_big": (_("ce fichier dépasse 20 Mo."), _("Ne gardez que la nuit à décider.")),
        "not_csv": (_("les guillemets de ce fichier ne se ferment pas."), _("Enregistrez-le de nouveau en CSV.")),
        "empty": (_("ce fichier n’a pas de ligne de titres."), _("La première ligne porte le nom des colonnes.")),
        "no_row": (_("ce fichier n’a que des titres."), _("Ajoutez au moins une ligne.")),
        "unknown_column": (_("cette colonne est inconnue."), _("Colonnes possibles : %(known)s.")),
        "column_twice": (_("cette colonne est là deux fois."), _("Gardez-en une.")),
        "missing_column": (_("cette colonne manque."), _("Ajoutez-la à la ligne de titres.")),
    }


def _of_the_rows() -> dict[str, tuple[str, str]]:
    return {
        "too_many_cells": (
            _("cette ligne a plus de cellules que de titres."),
            _("Mettez entre guillemets un texte qui contient le séparateur."),
        ),
        "twice": (_("« %(value)s » est déjà à la ligne %(known)s."), _("Donnez un identifiant à chaque ligne.")),
        "half_a_point": (_("il manque la latitude ou la longitude."), _("Donnez les deux, ou aucune.")),
        "ages_reversed": (_("l’âge le plus haut est sous le plus bas."), _("Échangez-les.")),
        "one_place_each": (
            _("un lit ou un fauteuil a une seule place."),
            _("Mettez le nombre de lits dans units, et 1 dans unit_places."),
        ),
        "apart_self": (_("une demande ne peut pas être tenue loin d’elle-même."), _("Corrigez l’identifiant.")),
        "apart_unknown": (
            _("un identifiant n’est pas dans ce fichier."),
            _("Corrigez-le, ou retirez-le si ce ménage ne demande rien cette nuit."),
        ),
    }


def _of_the_cells() -> dict[str, tuple[str, str]]:
    return {
        "needed": (_("cellule vide."), _("Remplissez-la.")),
        "bad_identifier": (
            _("« %(value)s » ne peut pas servir d’identifiant."),
            _("60 caractères au plus, sans = + - @ au début."),
        ),
        "no_members": (_("le ménage n’a pas de composition."), _("Écrivez une personne par mot, par exemple F34 M6.")),
        "bad_member": (
            _("« %(value)s » ne se lit pas comme une composition."),
            _("Une lettre (F, M, O, X) puis l’âge, par exemple F34 M6 X."),
        ),
        "bad_age": (_("un âge dépasse %(oldest)s ans."), _("Corrigez-le, ou ne mettez que la lettre.")),
        "too_many_members": (_("plus de %(most)s personnes."), _("Faites une demande par ménage.")),
        "bad_parts": (
            _("« %(value)s » ne dit pas comment répartir le ménage."),
            _("Donnez le rang de chaque personne une fois, un groupe après l’autre : 1 3 | 2."),
        ),
        "part_without_adult": (_("un groupe n’a pas d’adulte."), _("Mettez un adulte dans chaque groupe.")),
        "unknown_word": (_("« %(value)s » n’est pas un mot connu."), _("Mots possibles : %(known)s.")),
        "not_whole": (_("« %(value)s » n’est pas un nombre entier."), _("Écrivez des chiffres seuls.")),
        "too_small": (_("« %(value)s » est trop petit."), _("Le plus petit possible est %(known)s.")),
        "too_large": (_("« %(value)s » est trop grand."), _("Le plus grand possible est %(known)s.")),
        "not_degrees": (_("« %(value)s » n’est pas en degrés."), _("Écrivez par exemple 48.8566.")),
        "not_on_earth": (_("« %(value)s » n’est pas sur Terre."), _("Vérifiez latitude et longitude.")),
    }
