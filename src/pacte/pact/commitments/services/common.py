"""What several verbs check."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput, Fault

from ..models import Pact
from ..rules import holds_a_figure


def refuse_figures(**texts: str) -> None:
    """Refuse published texts that hold a digit: in the pact, every printed number is a measurement with a source.

    Raises BadInput with one fault per text, named as the argument.
    """
    faults = [
        Fault(
            name,
            _("Ce texte est publié : un chiffre y serait sans source."),
            _("Déposez le chiffre comme mesure, ou écrivez-le en lettres."),
        )
        for name, text in texts.items()
        if holds_a_figure(text)
    ]
    if faults:
        raise BadInput(*faults)


def locked(pact: Pact) -> Pact:
    """The pact's row, locked: two people cannot change its tree at the same moment."""
    return Pact.objects.select_for_update().get(pk=pact.pk)
