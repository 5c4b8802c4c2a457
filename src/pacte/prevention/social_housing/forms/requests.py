"""What is typed of a request: who asks, what counts, what was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import EvidenceKind, HomeDecline, RequestRoute
from .money import EurosField


class RequestForm(Explained):
    """The request as the household brings it."""

    requested_on = day_field(label=_("Première demande faite le"))
    request_number = forms.CharField(
        label=_("Numéro unique de la demande"), max_length=40, required=False,
        help_text=_("Sur l’attestation d’enregistrement. Il n’est sur aucune fiche de commission."),
    )  # fmt: skip
    route = forms.ChoiceField(
        label=_("Par quelle voie"), choices=RequestRoute.choices,
        help_text=_("Seule la cotation classe les demandes ; les autres voies ont leurs propres règles."),
    )  # fmt: skip
    adults = forms.IntegerField(label=_("Adultes"), min_value=1, max_value=12, initial=1)
    children = forms.IntegerField(label=_("Enfants"), min_value=0, max_value=20, initial=0)
    needs_accessible = forms.BooleanField(label=_("Il faut un logement accessible en fauteuil"), required=False)
    resources_cents = EurosField(label=_("Ressources du mois, en euros"), required=False)
    partner_resources_cents = EurosField(label=_("Ressources du conjoint, en euros"), required=False)
    own_resources_alone = forms.BooleanField(
        label=_("Victime de violences, mariée ou pacsée : ses seules ressources comptent"), required=False,
        help_text=_("Code de la construction et de l’habitation, article L441-1."),
    )  # fmt: skip
    rent_cents = EurosField(label=_("Loyer actuel avec charges, en euros"), required=False)
    current_rooms = forms.IntegerField(label=_("Pièces du logement actuel"), min_value=1, max_value=20, required=False)
    hides_address = forms.BooleanField(
        label=_("Cacher l’adresse et le bailleur actuels"), required=False,
        help_text=_("Toujours coché quand la personne fuit des violences."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Adresse actuelle"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Gardée scellée. Laissez vide pour ne rien changer."),
    )  # fmt: skip
    landlord = forms.CharField(
        label=_("Bailleur actuel"), max_length=160, required=False,
        help_text=_("Gardé scellé. Laissez vide pour ne rien changer."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("own_resources_alone"):
            said["hides_address"] = True
        return said


class NewRequestForm(RequestForm):
    """The same, with the scheme by which the household is followed."""

    field_order = ["scheme"]
    scheme = forms.ChoiceField(
        label=_("Suivi"),
        choices=[
            ("social_housing", _("Demande de logement social")),
            ("women_rehousing", _("Relogement d’une femme victime de violences")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("scheme") == "women_rehousing":
            said["hides_address"] = True
        return said


class AnswersForm(Explained):
    """What the household states."""

    answers = forms.MultipleChoiceField(
        label=_("Ce que dit le ménage"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class EvidenceForm(Explained):
    """A paper seen."""

    kind = forms.ChoiceField(label=_("Justificatif"), choices=EvidenceKind.choices)
    seen_on = day_field(label=_("Vu le"))
    words = forms.CharField(
        label=_("Précisions"), max_length=500, required=False, widget=text_area(2),
        help_text=_("Gardées scellées, pour ceux qui suivent le ménage."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_on"].initial = timezone.localdate()


class DayForm(Explained):
    """A day."""

    on = day_field(label=_("Le"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class DeclineForm(DayForm):
    """Why the household declines, and when."""

    field_order = ["reason", "on"]
    reason = forms.ChoiceField(label=_("Pourquoi le ménage refuse"), choices=HomeDecline.choices)
