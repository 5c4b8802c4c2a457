"""A debt on a day, who lets the home, bringing a case to the commission, and the diagnosis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import DebtSource, DiagnosisState, HomeWish, OfferWay, Referrer
from .fields import EurosField, choice_field

GIVEN_BY = [(value, label) for value, label in DebtSource.choices if value != DebtSource.STATE_FILE]
ANSWERS = [(value, label) for value, label in DiagnosisState.choices if value != DiagnosisState.OFFERED]


class Dated(Explained):
    """A form about a day that came; today is proposed."""

    on = day_field(label=_("Le"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class ArrearsForm(Dated):
    """A debt as a source gives it on a day."""

    debt = EurosField(label=_("Dette, en euros"), help_text=_("Zéro dit qu’elle est soldée."))
    rent = EurosField(
        label=_("Loyer mensuel hors charges, en euros"), required=False,
        help_text=_("S’il est connu : il dit combien de mois de loyer fait la dette."),
    )  # fmt: skip
    source = choice_field(_("Ce montant est donné par"), GIVEN_BY)


class LandlordForm(Explained):
    """Who lets the home, where it is, and the State's number."""

    landlord = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Bailleur partenaire"), required=False,
        empty_label=_("Aucun, ou un particulier"),
    )  # fmt: skip
    landlord_name = forms.CharField(
        label=_("Nom du bailleur, s’il n’est pas partenaire"), required=False, max_length=300,
        help_text=_("Gardé scellé, lu par ceux qui suivent la personne."),
    )  # fmt: skip
    exploc_id = forms.CharField(label=_("Identifiant EXPLOC"), required=False, max_length=60)
    address = forms.CharField(label=_("Adresse du logement"), required=False, max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, may_place: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["landlord"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(kind=OrganisationKind.LANDLORD).order_by("name")
        if not may_place:
            del self.fields["address"]


class ReferForm(Dated):
    """A case brought to the commission."""

    referrer = choice_field(_("La commission est saisie par"), Referrer.choices)


class OfferForm(Dated):
    """An interview offered."""

    way = choice_field(_("Comment"), OfferWay.choices)


class HeldForm(Dated):
    """What came of the offer."""

    state = choice_field(_("Ce qu’il en est"), ANSWERS)


class SendForm(Dated):
    """The day on which the diagnosis went to the judge and to the commission."""


class DiagnosisForm(Explained):
    """What the judge and the commission need. What is not known stays empty."""

    adults = forms.IntegerField(label=_("Adultes au foyer"), min_value=0, max_value=30, required=False)
    children = forms.IntegerField(label=_("Enfants au foyer"), min_value=0, max_value=30, required=False)
    resources_cents = EurosField(label=_("Ressources du foyer, par mois, en euros"), required=False)
    aid_cents = EurosField(label=_("Aide au logement, par mois, en euros"), required=False)
    rent_cents = EurosField(label=_("Loyer et charges locatives, par mois, en euros"), required=False)
    charges_cents = EurosField(
        label=_("Autres charges, par mois, en euros"), required=False,
        help_text=_("Énergie, assurance, transports, crédits, pensions versées."),
    )  # fmt: skip
    debt_cents = EurosField(label=_("Dette locative, en euros"), required=False)
    offered_monthly_cents = EurosField(
        label=_("Versement que le foyer propose, par mois, en plus du loyer, en euros"), required=False
    )
    rent_resumed_on = day_field(
        label=_("Loyer repris en entier depuis le"), required=False,
        help_text=_("Le juge ne peut accorder de délais que si le loyer est repris avant l’audience."),
    )  # fmt: skip
    wish = choice_field(_("Souhait du foyer"), HomeWish.choices, required=False)
    situation = forms.CharField(label=_("Situation du foyer, origine de l’impayé"), required=False, widget=text_area(6))
    steps = forms.CharField(label=_("Démarches faites et en cours"), required=False, widget=text_area(4))
    tenant_comment = forms.CharField(label=_("Observations de la personne"), required=False, widget=text_area(3))
    landlord_comment = forms.CharField(label=_("Observations du bailleur"), required=False, widget=text_area(3))
