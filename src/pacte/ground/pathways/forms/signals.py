"""What is typed of a signal: on the public page in plain words, by partners, and by the desk that answers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import divisions
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import SignalClosing, SignalKind, SignalSource, SignalState
from ..permissions.signalling import kinds_for, sources_for
from ..reads.signals_opening import openings, own_files, running_cases
from ..rules.signals import LONGEST_LINE, LONGEST_WORDS
from ..services.signals import Given

SAID_BY_ONESELF = [
    (SignalKind.ARREARS, _("Je n’arrive plus à payer mon loyer")),
    (SignalKind.DEBT, _("J’ai des dettes, je ne m’en sors plus")),
    (SignalKind.FAMILY_VIOLENCE, _("Il y a des violences chez moi")),
    (SignalKind.SCHOOL_DROPOUT, _("J’ai quitté l’école, ou mon enfant ne veut plus y aller")),
    (SignalKind.PSYCHIC_SUFFERING, _("Je vais mal, ou quelqu’un chez moi va mal")),
    (SignalKind.LEAVING_CARE, _("Je sors bientôt d’un foyer ou d’une famille d’accueil")),
    (SignalKind.LEAVING_PRISON, _("Je sors bientôt de prison")),
    (SignalKind.LEAVING_HOSPITAL, _("Je sors bientôt de l’hôpital et je ne sais pas où aller")),
]
"""The kinds of signals, as people say them."""


def areas(empty: Any) -> list[tuple[str, Any]]:
    """The city's divisions, by code."""
    return [("", empty), *((each.code, each.name_fr) for each in divisions())]


def area_of(code: str) -> Territory | None:
    """The division of this code."""
    return Territory.objects.filter(code=code).select_related("parent").defer("geometry").first() if code else None


class TellForm(Explained):
    """Somebody asks for help before it is too late. No name is required."""

    kind = forms.ChoiceField(label=_("Que se passe-t-il ?"), choices=SAID_BY_ONESELF, widget=forms.RadioSelect)
    contact = forms.CharField(
        label=_("Comment pouvons-nous vous joindre ?"), max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Un téléphone, une adresse électronique, ou une personne qui vous transmet."),
    )  # fmt: skip
    quiet = forms.BooleanField(
        label=_("Ne laissez pas de message : quelqu’un d’autre pourrait le lire ou l’entendre"), required=False
    )
    area = forms.ChoiceField(label=_("Où habitez-vous ?"), required=False)
    who = forms.CharField(
        label=_("Votre nom, ou le nom que vous voulez donner"), required=False, max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Voulez-vous en dire plus ?"), required=False, max_length=LONGEST_WORDS, widget=text_area(4),
        help_text=_("Écrivez ce que vous voulez. Seuls les travailleurs sociaux qui vous répondent le liront."),
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = areas(_("Je ne sais pas, ou je préfère ne pas le dire"))  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def is_machine(self) -> bool:
        """A field that nobody sees was filled."""
        return bool(self.cleaned_data["website"])

    def given(self) -> Given:
        """What was said."""
        said = self.cleaned_data
        return Given(
            kind=said["kind"], source=SignalSource.TENANT, contact=said["contact"], who=said["who"],
            words=said["words"], territory=area_of(said["area"]), quiet=said["quiet"], person_told=True,
            key=said["key"],
        )  # fmt: skip


class SignalForm(Explained):
    """A partner signals somebody, for one of their organisations."""

    kind = forms.ChoiceField(label=_("Signal"))
    source = forms.ChoiceField(label=_("Qui le constate"))
    area = forms.ChoiceField(label=_("Arrondissement"), required=False)
    observed_on = day_field(label=_("Constaté le"), required=False)
    who = forms.CharField(
        label=_("De qui s’agit-il ?"), required=False, max_length=LONGEST_LINE,
        help_text=_("Lu par le guichet seul. Une référence peut suffire."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("Comment joindre la personne ?"), required=False, max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    quiet = forms.BooleanField(label=_("Ne pas laisser de message"), required=False)
    reference = forms.CharField(
        label=_("Votre référence"), required=False, max_length=60,
        help_text=_("Un numéro de bail ou de dossier, jamais un nom."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    debt = forms.DecimalField(
        label=_("Montant dû, en euros"), required=False, min_value=0, max_digits=9, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )  # fmt: skip
    months = forms.IntegerField(label=_("Mois d’impayé"), required=False, min_value=1, max_value=240)
    words = forms.CharField(
        label=_("Précisions"), required=False, max_length=LONGEST_WORDS, widget=text_area(4),
        help_text=_("Les faits utiles, sans rien de la santé de la personne."),
    )  # fmt: skip
    person_told = forms.BooleanField(label=_("La personne sait que je transmets cette alerte"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, homes: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.homes = {each.slug: each for each in homes}
        kinds = {kind for each in homes for kind in kinds_for(user, each)}
        sources = {source for each in homes for source in sources_for(user, each)}
        self._choose("kind", [(each.value, each.label) for each in SignalKind if each in kinds])
        self._choose("source", [(each.value, each.label) for each in SignalSource if each in sources])
        self._choose("area", areas(_("Non précisé")))
        if len(homes) > 1:
            names = [(each.slug, each.name) for each in homes]
            self.fields["home"] = forms.ChoiceField(label=_("Pour quelle organisation ?"), choices=names)
        self.initial.setdefault("key", uuid.uuid4())

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial.setdefault(name, choices[0][0])

    @property
    def home(self) -> Organisation:
        """For whom the signal is handed in."""
        return self.homes[self.cleaned_data["home"]] if "home" in self.fields else next(iter(self.homes.values()))

    def given(self) -> Given:
        """What was said, money in cents."""
        said = self.cleaned_data
        debt = said["debt"]
        return Given(
            kind=said["kind"], source=said["source"], contact=said["contact"], who=said["who"], words=said["words"],
            territory=area_of(said["area"]), observed_on=said["observed_on"], reference=said["reference"].strip(),
            person_told=said["person_told"], debt=int(debt * 100) if debt else None, months=said["months"],
            quiet=said["quiet"], key=said["key"],
        )  # fmt: skip


class TriageFilter(forms.Form):
    """Which signals of the desk are shown."""

    state = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Toutes")), *SignalState.choices]
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Signal"), required=False, choices=[("", _("Tous")), *SignalKind.choices])


class OpeningForm(Explained):
    """The signal opens a pathway, on a file that one follows or for somebody not met yet."""

    file = forms.ChoiceField(
        label=_("Pour qui"), required=False,
        help_text=_("Si la personne n’est pas dans la liste, remplissez les trois lignes qui suivent."),
    )  # fmt: skip
    given_name = forms.CharField(
        label=_("Prénom"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    family_name = forms.CharField(label=_("Nom"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(label=_("Téléphone"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    anyway = forms.BooleanField(
        label=_("C’est une autre personne : enregistrer quand même"), required=False
    )  # fmt: skip
    begins = forms.ChoiceField(label=_("Dispositif et premier acte"))
    on = day_field(label=_("Date de ce premier acte"))
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        files = [("", _("Une personne pas encore enregistrée")), *own_files(user, organisation)]
        self.fields["file"].choices = files  # type: ignore[attr-defined]
        self.fields["begins"].choices = openings(today)  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)
        self.initial.setdefault("person", uuid.uuid4())

    @property
    def values(self) -> dict[str, str]:
        """What is said of somebody met for the first time."""
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "phone")}

    @property
    def begun(self) -> tuple[str, str]:
        """The scheme and the step."""
        scheme, _colon, step = self.cleaned_data["begins"].partition(":")
        return scheme, step


class JoiningForm(Explained):
    """The signal is about a case that one already follows."""

    case = forms.ChoiceField(label=_("Parcours en cours"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["case"].choices = running_cases(user)  # type: ignore[attr-defined]


class ClosingForm(Explained):
    """Why no pathway begins."""

    reason = forms.ChoiceField(label=_("Motif"), choices=SignalClosing.choices, widget=forms.RadioSelect)


class PassingForm(Explained):
    """To the desk of another territory."""

    area = forms.ChoiceField(label=_("Arrondissement"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = areas(_("Choisissez"))  # type: ignore[attr-defined]
