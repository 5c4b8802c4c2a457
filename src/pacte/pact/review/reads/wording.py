"""The review's own words: its headings, and how to read it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def static_words() -> dict[str, Any]:
    """The template's own words."""
    return {
        "glance": _("Le Pacte en un regard"),
        "glance_lead": _(
            "Où en sont les engagements de chaque chapitre, d’après ceux qui les pilotent. Le détail, ce qui n’est pas "
            "fait et les chiffres suivent, chapitre par chapitre."
        ),
        "how_to_read": _("Comment lire ce bilan"),
        "achievements": _("Des réalisations"),
        "others": _("Les autres chiffres"),
        "trends": _("Ce qui change"),
        "standing": _("Où en sont les engagements"),
        "sources": _("D’où vient chaque chiffre"),
        "sources_lead": _(
            "Chaque nombre imprimé dans ce bilan renvoie à une ligne de ce tableau : la mesure et sa révision, "
            "l’indicateur et la version de sa définition, la période, le territoire, la source, et ce qu’il faut en "
            "savoir."
        ),
        "source_columns": [_("Repère"), _("Chiffre"), _("Ce qui est compté"), _("Période, territoire"), _("Source")],
        "version": _("définition, version"),
        "page": _("page"),
        "colophon": _("À propos de cette édition"),
    }


def how_to_read() -> list[dict[str, str]]:
    """The rules of the document, in plain words."""
    rules = [
        (
            _("Les mots devant un nombre"),
            _(
                "« plus de », « près de » et « dont » viennent de la source. Un nombre sans mot est exact, ou arrondi "
                "comme la source l’a donné."
            ),
        ),
        (_("Le repère entre crochets"), _("Il mène à la ligne du tableau final qui dit d’où vient le nombre.")),
        (_("La période"), _("Elle est dite pour chaque nombre. « Période non précisée » : la source ne la donne pas.")),
        (
            _("Les évolutions"),
            _(
                "Elles ne comparent que deux valeurs du même indicateur, de la même unité et du même territoire. Un "
                "taux n’est jamais plus fin que les chiffres dont il vient."
            ),
        ),
        (
            _("Les états"),
            _(
                "Ils sont déclarés par les pilotes. Quand plusieurs territoires diffèrent, le moins avancé parle pour "
                "tous."
            ),
        ),
        (
            _("Les petits effectifs"),
            _("Un nombre de personnes trop petit n’est pas publié, pour que nul ne soit reconnu."),
        ),
    ]
    return [{"title": title, "text": text} for title, text in rules]
