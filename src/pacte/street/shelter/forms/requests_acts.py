"""Small forms of a request's page: a reason, a refusal, what a minor alone needs, what narrows the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, text_area

from ..enums.requests import HOUSEHOLD_REFUSALS, SITE_REFUSALS, HouseholdKind, UnmetReason
from ..models import ShelterPlacement, ShelterSite
from ..rules.requests import LONGEST_WORDS
from ..services.minors import LONGEST

HOUSEHOLD, SITE = "household", "site"


def _choices(reasons: tuple[UnmetReason, ...]) -> list[tuple[str, Any]]:
    return [(reason.value, reason.label) for reason in reasons]


class WordsForm(Explained):
    """A few words, kept sealed."""

    words = forms.CharField(label=_("Précisions"), required=False, max_length=LONGEST_WORDS, widget=text_area(2))


class UnmetForm(WordsForm):
    """Why nothing was found tonight."""

    field_order = ["reason", "words"]
    reason = forms.ChoiceField(
        label=_("Pourquoi"),
        choices=[("", "—"), *((each.value, each.label) for each in UnmetReason if each != UnmetReason.HANDED_OVER)],
    )


class RefusalForm(WordsForm):
    """Who refuses, why, and which place when there are several."""

    field_order = ["placement", "reason", "words"]
    placement = forms.ModelChoiceField(
        ShelterPlacement.objects.none(), label=_("Place"), required=False, empty_label=_("Avant toute proposition")
    )
    reason = forms.ChoiceField(label=_("Qui refuse, et pourquoi"), choices=())

    def __init__(self, *args: Any, placements: list[ShelterPlacement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, reason = self.fields["placement"], self.fields["reason"]
        assert isinstance(place, forms.ModelChoiceField) and isinstance(reason, forms.ChoiceField)
        place.queryset = ShelterPlacement.objects.filter(pk__in=[each.pk for each in placements]).select_related(
            "lot__site"
        )
        place.label_from_instance = lambda each: f"{each.lot.site.name} · {each.lot.name}"  # type: ignore[method-assign, assignment]
        place.initial = placements[0].pk if placements else None
        reason.choices = [
            (_("Le ménage"), _choices(HOUSEHOLD_REFUSALS)), (_("Le site"), _choices(SITE_REFUSALS)),
        ]  # fmt: skip


class MinorForm(Explained):
    """Which duty was called, when, and who is there for the minor now. All three."""

    duty_contact = forms.CharField(
        label=_("Astreinte appelée"), max_length=LONGEST, help_text=_("Le service et le numéro composé.")
    )
    called_at = forms.DateTimeField(
        label=_("Heure de l’appel"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    named_adult = forms.CharField(
        label=_("Adulte qui prend le relais"), max_length=300, help_text=_("Son nom et sa fonction.")
    )

    @property
    def called(self) -> datetime:
        """When the duty was called."""
        said: datetime = self.cleaned_data["called_at"]
        return said


class SiteForm(Explained):
    """A site that is not offered to this household tonight."""

    site = forms.ModelChoiceField(ShelterSite.objects.none(), label=_("Site"), empty_label=_("Choisissez un site"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ShelterSite.objects.order_by("name")


class QueueForm(Explained):
    """What narrows and orders the queue."""

    state = forms.ChoiceField(
        label=_("État"), required=False,
        choices=[("waiting", _("En attente")), ("offered", _("Avec une place")), ("closed", _("Closes")),
                 ("all", _("Toutes"))],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Ménage"), required=False, choices=[("", _("Tous")), *HouseholdKind.choices])
    sort = forms.ChoiceField(
        label=_("Ordre"), required=False,
        choices=[("tier", _("Priorité")), ("waiting", _("Nuits d’attente")), ("received", _("Arrivée"))],
    )  # fmt: skip
