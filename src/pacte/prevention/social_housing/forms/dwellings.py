"""What is typed of a home: what it is, what the committee decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field

from ..enums import DwellingQuota
from ..models import DwellingCandidate
from .money import EurosField


class DwellingForm(Explained):
    """A home to be allocated. No address is asked."""

    landlord = forms.ModelChoiceField(Organisation.objects.none(), label=_("Bailleur"), empty_label=None)
    quota = forms.ChoiceField(label=_("Réservation"), choices=DwellingQuota.choices)
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Arrondissement"), required=False,
        help_text=_("L’adresse n’est pas demandée : vous la direz au ménage choisi, par qui le suit."),
    )  # fmt: skip
    rooms = forms.IntegerField(label=_("Pièces"), min_value=1, max_value=9)
    surface = forms.IntegerField(label=_("Surface (m²)"), min_value=5, max_value=400, required=False)
    rent_cents = EurosField(label=_("Loyer du mois avec charges, en euros"))
    is_accessible = forms.BooleanField(label=_("Accessible en fauteuil"), required=False)
    available_on = day_field(label=_("Libre le"))

    def __init__(self, *args: Any, landlords: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held, areas = self.fields["landlord"], self.fields["territory"]
        assert isinstance(held, forms.ModelChoiceField) and isinstance(areas, forms.ModelChoiceField)
        held.queryset = Organisation.objects.filter(pk__in=landlords)
        areas.queryset = Territory.objects.filter(kind="arrondissement").order_by("code")
        self.fields["available_on"].initial = timezone.localdate()


class DecisionForm(Explained):
    """The committee's day, and a rank for each candidate of the sheet."""

    committee_on = day_field(label=_("Commission du"))

    def __init__(self, *args: Any, candidates: list[DwellingCandidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee_on"].initial = timezone.localdate()
        self.candidates = candidates
        ranks = [("", _now("Non retenu"))]
        ranks += [(str(n), _now("Rang %(n)d") % {"n": n}) for n in range(1, len(candidates) + 1)]
        for each in candidates:
            self.fields[f"rank_{each.key}"] = forms.ChoiceField(
                label=_now("%(number)s, %(points)d points") % {"number": each.label, "points": each.points},
                choices=ranks, required=False, initial=str(each.committee_rank or each.rank),
            )  # fmt: skip

    @property
    def ranks(self) -> dict[str, int | None]:
        """The rank given to each candidate, by key."""
        return {str(each.key): int(self.cleaned_data[f"rank_{each.key}"] or 0) or None for each in self.candidates}
