"""What is typed at a front desk: as little as possible, and never the name of who comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Site
from pacte.ground.people.enums import Language
from pacte.ground.web.forms import Explained

from .enums import Reason, VisitOutcome


class Places(forms.ModelChoiceField):
    """A place, told by its organisation and its territory."""

    def label_from_instance(self, obj: Site) -> str:
        return " · ".join(str(part) for part in (obj.organisation.name, obj.name, obj.territory) if part)


class Colleagues(forms.ModelChoiceField):
    """A colleague, by the name shown."""

    def label_from_instance(self, obj: User) -> str:
        return obj.display_name


class DeskForm(Explained):
    """The place where a desk opens."""

    site = Places(Site.objects.none(), label=_("Lieu"), empty_label=_("Choisissez un lieu"))

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sites


class ArrivalForm(Explained):
    """Why somebody comes, and what helps to receive them well. Only the reason is needed."""

    reason = forms.ChoiceField(label=_("Pourquoi vient-on ?"), choices=Reason.choices, widget=forms.RadioSelect)
    is_urgent = forms.BooleanField(label=_("C’est urgent"), required=False)
    is_minor_alone = forms.BooleanField(label=_("Personne mineure, seule"), required=False)
    language = forms.ChoiceField(
        label=_("Langue à interpréter"), required=False, choices=[("", _("Aucune")), *Language.choices]
    )
    adults = forms.IntegerField(label=_("Adultes avec elle"), required=False, min_value=0, max_value=20)
    children = forms.IntegerField(label=_("Enfants avec elle"), required=False, min_value=0, max_value=20)

    def clean_adults(self) -> int:
        return self.cleaned_data.get("adults") or 0

    def clean_children(self) -> int:
        return self.cleaned_data.get("children") or 0


class EndForm(Explained):
    """What came of the visit."""

    outcome = forms.ChoiceField(label=_("Qu’en est-il sorti ?"), choices=VisitOutcome.choices, widget=forms.RadioSelect)


class HandForm(Explained):
    """To whom somebody is passed."""

    to = Colleagues(User.objects.none(), label=_("À qui ?"), empty_label=_("Choisissez une personne"))

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues


class DutyForm(Explained):
    """What a minor alone requires: the duty service, the time of the call, the adult who takes over."""

    duty_contact = forms.CharField(
        label=_("Permanence appelée"), max_length=200, help_text=_("Le service et la personne qui a répondu.")
    )
    duty_called_at = forms.DateTimeField(
        label=_("Heure de l’appel"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    named_adult = forms.CharField(
        label=_("Adulte qui prend le relais"), max_length=200, help_text=_("Son nom, et ce qui le relie à l’enfant.")
    )


class LinkForm(Explained):
    """Which of the persons one follows this is."""

    person = forms.ChoiceField(label=_("Dossier"), help_text=_("Seulement si vous reconnaissez la personne."))

    def __init__(self, *args: Any, persons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choisissez un dossier")), *persons]
