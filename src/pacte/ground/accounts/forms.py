"""What is typed about accounts and tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained
from pacte.ground.web.languages import EVERYWHERE

from .enums import Scope
from .models import ApiToken, User
from .reads import tokens_of
from .registry import standing


class SignInForm(LoginForm):
    """allauth's, in our words: labels say all, nothing is written inside the fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Adresse électronique")
        self.fields["password"].label = _("Mot de passe")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PreferencesForm(Explained):
    """One's own name and language."""

    display_name = forms.CharField(
        label=_("Nom affiché"), max_length=120, help_text=_("Vos collègues le voient à côté de vos actes.")
    )
    language = forms.ChoiceField(
        label=_("Langue"), choices=[pair for pair in settings.LANGUAGES if pair[0] in EVERYWHERE]
    )


class InvitationForm(Explained):
    """A new account."""

    email = forms.EmailField(label=_("Adresse électronique professionnelle"))
    display_name = forms.CharField(label=_("Nom affiché"), max_length=120)


class TokenForm(Explained):
    """A new token, among the user's own organisations."""

    label = forms.CharField(
        label=_("À quoi servira-t-il ?"), max_length=80, help_text=_("Par exemple : envoi mensuel des chiffres.")
    )
    organisation_key = forms.ChoiceField(label=_("Au nom de"))
    scope = forms.ChoiceField(label=_("Ce qu’il permet"), choices=Scope.choices)
    expires_on = forms.DateField(
        label=_("Valable jusqu’au"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Un an au plus."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation_key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = standing().organisations(user)
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=180)


class RevocationForm(forms.Form):
    """Which of one's own tokens to revoke."""

    token: forms.ModelChoiceField[ApiToken] = forms.ModelChoiceField(
        queryset=None,
        error_messages={"invalid_choice": _("Ce jeton n’est pas dans votre liste. Choisissez-en un.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["token"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = tokens_of(user)
