"""What is typed of a worker's reminders, and of the passing on of many cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.people.permissions.colleagues import colleagues
from pacte.ground.web.forms import Explained

from ..enums import ReminderRhythm
from ..reads.load import LoadTotal
from .signals import area_of, areas

NOBODY = "nobody"


class ReminderForm(Explained):
    """How one wishes to be reminded."""

    rhythm = forms.ChoiceField(
        label=_("Rappels par courriel"), choices=ReminderRhythm.choices, widget=forms.RadioSelect
    )


class HomeForm(forms.Form):
    """Which of the organisations for which one answers."""

    home = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args: Any, homes: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.homes = {each.slug: each for each in homes}
        self.fields["home"].choices = [(each.slug, each.name) for each in homes]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Organisation:
        """The one asked for, else the first."""
        asked = self.cleaned_data.get("home", "") if self.is_bound and self.is_valid() else ""
        return self.homes.get(asked) or next(iter(self.homes.values()))


class PassingOnForm(Explained):
    """Whose cases, of which scheme, where; and to whom."""

    lead = forms.ChoiceField(label=_("Parcours confiés à"))
    scheme = forms.ChoiceField(label=_("Dispositif"), required=False)
    area = forms.ChoiceField(label=_("Territoire"), required=False)
    to = forms.ModelChoiceField(label=_("Les confier à"), queryset=User.objects.none(), to_field_name="opaque_id")

    def __init__(self, *args: Any, organisation: Organisation, load: list[LoadTotal], **options: Any) -> None:
        super().__init__(*args, **options)
        leads = [
            (str(each.worker.opaque_id), f"{each.worker.display_name} ({each.running})") if each.worker
            else (NOBODY, _("Personne") + f" ({each.running})")
            for each in load
        ]  # fmt: skip
        schemes = sorted({(line.scheme.key, line.scheme.name) for each in load for line in each.lines})
        self.workers = {str(each.worker.opaque_id): each.worker for each in load if each.worker}
        self.fields["lead"].choices = leads  # type: ignore[attr-defined]
        self.fields["scheme"].choices = [("", _("Tous")), *schemes]  # type: ignore[attr-defined]
        self.fields["area"].choices = areas(_("Partout"))  # type: ignore[attr-defined]
        to = self.fields["to"]
        to.queryset = colleagues(organisation)  # type: ignore[attr-defined]
        to.label_from_instance = lambda user: user.display_name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """From one worker to another."""
        said = super().clean() or self.cleaned_data
        to = said.get("to")
        if to is not None and said.get("lead") == str(to.opaque_id):
            self.add_error("to", _("Ces parcours sont déjà confiés à cette personne."))
        return said

    @property
    def choice(self) -> dict[str, Any]:
        """As `reads.load.chosen` takes it."""
        said = self.cleaned_data
        area = area_of(said["area"])
        worker = self.workers.get(said["lead"])
        return {
            "lead": worker.pk if worker else None, "scheme": said["scheme"], "territory": area.pk if area else None,
        }  # fmt: skip
