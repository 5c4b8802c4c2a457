"""What is typed in a file: notes, needs, steps, documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import DocumentKind, Need, NoteAudience, StepKind, StepOutcome
from .files import Colleague

AUDIENCES = [
    (NoteAudience.WORKERS.value, _("Les professionnels de ce dossier, et eux seuls")),
    (NoteAudience.ORGANISATION.value, _("Aussi les partenaires à qui tout le dossier est partagé")),
    (NoteAudience.PARTNERS.value, _("Tous les partenaires à qui le suivi est partagé")),
]
"""Who will read a note, in plain words, from the fewest to the most."""


class NoteForm(Explained):
    """A note; whether it is of health is asked only of who could read it again."""

    words = forms.CharField(label=_("Votre note"), widget=text_area(8), strip=True)
    happened_on = day_field(label=_("Date"))
    audience = forms.ChoiceField(label=_("Qui pourra la lire"), choices=AUDIENCES, widget=forms.RadioSelect)
    is_health = forms.BooleanField(
        label=_("C’est une note de santé"), required=False,
        help_text=_("Elle est chiffrée, et lue par les seuls soignants que la grille désigne."),
    )  # fmt: skip

    def __init__(self, *args: Any, with_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_health:
            del self.fields["is_health"]


class NoteEditForm(Explained):
    """A note that is changed, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Votre note"), widget=text_area(8), strip=True)
    happened_on = day_field(label=_("Date"))
    audience = forms.ChoiceField(label=_("Qui peut la lire"), choices=AUDIENCES, widget=forms.RadioSelect)


class NeedForm(Explained):
    """Two lists: what the person asks for, and what they were given."""

    expressed = forms.MultipleChoiceField(
        label=_("Ce que la personne demande"), choices=Need.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-columns"}),
    )  # fmt: skip
    provided = forms.MultipleChoiceField(
        label=_("Ce qui lui a été apporté"), choices=Need.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-columns"}),
    )  # fmt: skip
    on = day_field(label=_("Date"))

    def clean(self) -> dict[str, Any]:
        """Nothing ticked says nothing."""
        values = super().clean() or {}
        if not values.get("expressed") and not values.get("provided"):
            self.add_error("expressed", _("Cochez au moins un besoin, dans l’une des deux listes."))
        return values


class StepForm(Explained):
    """Something planned: without an hour, it is for the whole day."""

    kind = forms.ChoiceField(label=_("Nature"), choices=StepKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Objet"), max_length=200, help_text=_("Par exemple : renouveler la domiciliation. Sans nom.")
    )
    day = day_field(label=_("Jour"))
    hour = forms.TimeField(
        label=_("Heure"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    for_user = Colleague(User.objects.none(), label=_("Pour"), empty_label=None)

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["for_user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = workers

    @property
    def due_at(self) -> datetime:
        """The moment; the last minute of the day when no hour is said."""
        hour = self.cleaned_data["hour"] or time(23, 59)
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], hour))


class OutcomeForm(Explained):
    """What came of a step."""

    outcome = forms.ChoiceField(label=_("Ce qui s’est passé"), choices=StepOutcome.choices, widget=forms.RadioSelect)


class DocumentForm(Explained):
    """A document to keep."""

    file = forms.FileField(
        label=_("Document"), widget=forms.ClearableFileInput,
        help_text=_("PDF, photo, texte ou tableur sans macro, dix mégaoctets au plus. Une photo perd sa position."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Nature"), choices=[])

    def __init__(self, *args: Any, kinds: Sequence[DocumentKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choisissez")), *((kind.value, kind.label) for kind in kinds)]


class RemovalForm(Explained):
    """Nothing to type: only to be sure."""
