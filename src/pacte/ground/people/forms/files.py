"""What is typed about files and their workers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained, text_area

from ..enums import CareNeed, ClosingReason, Housing, Purpose, WorkerEnd
from ..models import File
from ..permissions.colleagues import colleagues
from ..reads.files import QUIET_DAYS

UNSAID = ("", _("Non précisé"))


class Colleague(forms.ModelChoiceField[User]):
    """A colleague, by the name they show."""

    def label_from_instance(self, obj: User) -> str:
        return obj.display_name


class FileForm(Explained):
    """What a file says of the situation, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(label=_("Objet du suivi"), choices=Purpose.choices)
    housing = forms.ChoiceField(label=_("Lieu de vie"), choices=[UNSAID, *Housing.choices], required=False)
    care_need = forms.ChoiceField(
        label=_("Besoin de soins"), choices=[UNSAID, *CareNeed.choices], required=False,
        help_text=_("Le degré suffit pour orienter. Les détails vont dans une note de santé."),
    )  # fmt: skip
    reduced_mobility = forms.BooleanField(label=_("Mobilité réduite"), required=False)
    has_animal = forms.BooleanField(label=_("Avec un animal"), required=False)
    summary = forms.CharField(
        label=_("Situation en quelques mots"), required=False, max_length=4000, widget=text_area(6),
        help_text=_("Ce qu’un collègue doit savoir pour prendre le relais. Ni nationalité, ni religion, ni opinion."),
    )  # fmt: skip


class OpeningForm(Explained):
    """A further organisation begins to follow a person."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Votre organisation"), empty_label=None)
    purpose = forms.ChoiceField(label=_("Objet du suivi"), choices=Purpose.choices)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", organisations)


class ColleagueForm(Explained):
    """Who is given the file."""

    user = Colleague(User.objects.none(), label=_("Collègue"), empty_label=_("Choisissez"))

    def __init__(self, *args: Any, file: File, without: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "user", colleagues(file.organisation).exclude(pk__in=without))


class LeavingForm(Explained):
    """Who stops following, and why."""

    user = Colleague(User.objects.none(), label=_("Qui ne suit plus le dossier"), empty_label=_("Choisissez"))
    end = forms.ChoiceField(
        label=_("Pourquoi"), widget=forms.RadioSelect,
        choices=[
            (WorkerEnd.OBJECTION.value, _("La personne ne souhaite plus être suivie par ce professionnel")),
            (WorkerEnd.DEPARTURE.value, _("Je ne suis plus ce dossier, sans nommer de relais")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, users: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        _choose(self, "user", users)

    def clean(self) -> dict[str, Any]:
        """A departure is one's own; for another worker, only the person's objection is noted."""
        values = super().clean() or {}
        if values.get("end") == WorkerEnd.DEPARTURE and values.get("user") not in {None, self.actor}:
            self.add_error("user", _("Chacun note son propre départ. Choisissez votre nom, ou l’autre raison."))
        return values


class ClosingForm(Explained):
    """Why the follow-up ends."""

    reason = forms.ChoiceField(label=_("Motif"), choices=[("", _("Choisissez")), *ClosingReason.choices])


class FilesFilter(forms.Form):
    """Which of my files to list, in which order; nothing chosen lists them all."""

    purpose = forms.ChoiceField(label=_("Objet"), required=False, choices=[("", _("Tous")), *Purpose.choices])
    quiet = forms.TypedChoiceField(
        label=_("Sans nouvelles depuis"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Peu importe")), (30, _("30 jours")), (QUIET_DAYS, _("60 jours")), (180, _("6 mois"))],
    )  # fmt: skip
    order = forms.ChoiceField(
        label=_("Trier par"), required=False,
        choices=[("", _("Dernières nouvelles")), ("next", _("Prochaine étape"))],
    )  # fmt: skip


def _choose(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
