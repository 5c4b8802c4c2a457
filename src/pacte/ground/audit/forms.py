"""What the data protection officer may look for: codes, keys and days, never a name (it would stay in the address)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from .reads import Search

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _code(label: str | StrPromise, hint: str | StrPromise) -> forms.CharField:
    check = RegexValidator(r"^[\w.:-]*$", _("Écrivez le début d’un code, sans espace."))
    return forms.CharField(label=label, help_text=hint, required=False, max_length=160, validators=[check])


class SearchForm(forms.Form):
    """Each field is optional; together they narrow the search."""

    action = _code(_("Acte"), _("Le début suffit : « agreement. » trouve tous les actes sur les conventions."))
    target = _code(_("Objet"), _("Par exemple « partners.Agreement:12 »."))
    actor_key = forms.UUIDField(
        label=_("Clé de l’auteur"), required=False, help_text=_("La clé opaque du compte, jamais un nom."),
        error_messages={"invalid": _("Une clé compte 32 chiffres et lettres de a à f. Copiez-la depuis le compte.")},
    )  # fmt: skip
    since = forms.DateField(label=_("Du"), required=False, widget=_DAY)
    until = forms.DateField(label=_("Au"), required=False, widget=_DAY)

    def clean(self) -> dict[str, object]:
        kept = super().clean() or {}
        since, until = kept.get("since"), kept.get("until")
        if since and until and since > until:
            self.add_error("until", _("La fin précède le début. Échangez les deux dates."))
        return kept

    def wanted(self) -> Search:
        """The search as asked, once valid."""
        kept = self.cleaned_data
        return Search(kept["action"], kept["target"], kept["actor_key"], kept["since"], kept["until"])
