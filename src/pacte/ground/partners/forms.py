"""What is typed about partners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field

from .enums import AgreementPhase, OrganisationKind, Role
from .models import Organisation
from .permissions import RESERVED_ROLES, has_role


def _territory() -> forms.ModelChoiceField[Territory]:
    return forms.ModelChoiceField(
        Territory.objects.defer("geometry"), label=_("Territoire"), required=False, empty_label=_("Toute la ville")
    )


class OrganisationForm(Explained):
    """What is said of a partner."""

    name = forms.CharField(label=_("Nom"), max_length=160)
    kind = forms.ChoiceField(label=_("Nature"), choices=OrganisationKind.choices)
    siret = forms.CharField(label=_("SIRET"), max_length=14, required=False, help_text=_("Quatorze chiffres."))
    website = forms.URLField(label=_("Site public"), required=False, assume_scheme="https")
    is_discreet = forms.BooleanField(
        label=_("Son nom est à taire"), required=False,
        help_text=_("Il révèle la santé, des violences ou l’asile. Personne d’autre ne saura qu’elle suit quelqu’un."),
    )  # fmt: skip


class FoundingForm(OrganisationForm):
    """A new partner, with the identifier that it keeps."""

    slug = forms.SlugField(
        label=_("Identifiant"), max_length=60, required=False,
        help_text=_("Lettres, chiffres et tirets. Laissez vide pour le tirer du nom ; il ne changera plus."),
    )  # fmt: skip


class SiteForm(Explained):
    """A place where an organisation works."""

    name = forms.CharField(label=_("Nom du lieu"), max_length=160)
    territory = _territory()


class AgreementForm(Explained):
    """An agreement and its dates."""

    title = forms.CharField(label=_("Objet"), max_length=200)
    scheme = forms.SlugField(
        label=_("Dispositif"), max_length=60, required=False, help_text=_("Son code, par exemple : shelter.")
    )
    signed_on = day_field(label=_("Signée le"), required=False)
    starts_on = day_field(label=_("Premier jour"))
    ends_on = day_field(label=_("Dernier jour"), required=False, help_text=_("Il compte encore. Vide : sans terme."))


class SigningForm(AgreementForm):
    """A new agreement, with its partner."""

    field_order = ["organisation", "title", "scheme", "signed_on", "starts_on", "ends_on"]
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("Partenaire"))


class EndingForm(Explained):
    """An agreement's last day."""

    ends_on = day_field(label=_("Dernier jour"), help_text=_("Il compte encore."))


class AgreementFilter(forms.Form):
    """Which agreements to list; nothing chosen lists them all."""

    phase = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Tous")), *AgreementPhase.choices])
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Partenaire"), required=False, to_field_name="slug", empty_label=_("Tous")
    )
    on = day_field(label=_("Vu au"), required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class MembershipForm(Explained):
    """A role given to someone, known by their address."""

    email = forms.EmailField(label=_("Adresse électronique professionnelle"))
    display_name = forms.CharField(
        label=_("Nom affiché"),
        max_length=120,
        help_text=_("Ne sert que si cette personne n’a pas de compte."),
    )
    role = forms.ChoiceField(label=_("Rôle"))
    territory = _territory()
    starts_on = day_field(label=_("Premier jour"))
    ends_on = day_field(label=_("Dernier jour"), required=False, help_text=_("Vide : sans terme."))

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        gives_all = has_role(actor, Role.PLATFORM_ADMIN)
        given = [(role.value, role.label) for role in Role if gives_all or role not in RESERVED_ROLES]
        field.choices = [("", _("Choisissez un rôle")), *given]
        self.fields["starts_on"].initial = timezone.localdate()
