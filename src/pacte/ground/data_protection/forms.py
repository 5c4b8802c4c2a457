"""What is typed at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.enums import Gender, RestrictionReason
from pacte.ground.people.models import File, Person, Sharing
from pacte.ground.people.rules.identity import write_birth
from pacte.ground.web.forms import Explained, day_field, text_area

from .enums import (
    Asked,
    AskedBy,
    AuthorityProof,
    Decision,
    ExtensionReason,
    IdentityProof,
    RefusalReason,
    RequestChannel,
    RequestKind,
    RequestOutcome,
)
from .reads import retention
from .reads.readings import Filter

EMPTY = ("", "—")


class RequestForm(Explained):
    """A request as it comes."""

    kind = forms.ChoiceField(label=_("Droit exercé"), choices=RequestKind.choices)
    asked_by = forms.ChoiceField(label=_("Qui demande"), choices=AskedBy.choices)
    channel = forms.ChoiceField(label=_("Reçue par"), choices=RequestChannel.choices)
    received_on = day_field(
        label=_("Reçue le"), initial=timezone.localdate, help_text=_("Le délai d’un mois part de ce jour.")
    )
    words = forms.CharField(
        label=_("Ce qui est demandé"), required=False, max_length=4000, widget=text_area(),
        help_text=_("Chiffré. Ne notez ni numéro de papier ni copie."),
    )  # fmt: skip


class IdentityForm(Explained):
    """How the asker is known; a relative also shows their authority."""

    proof = forms.ChoiceField(label=_("Ce qui établit l’identité"), choices=IdentityProof.choices)
    authority = forms.ChoiceField(
        label=_("Ce qui établit l’autorité sur la personne"), required=False, choices=[EMPTY, *AuthorityProof.choices]
    )
    told = forms.CharField(
        label=_("Précisions"), required=False, max_length=500, widget=text_area(2),
        help_text=_("Chiffré. Qui atteste et pour quelle organisation, ou quel type de papier. Jamais son numéro."),
    )  # fmt: skip
    pseudonym = forms.CharField(
        label=_("Pseudonyme"), required=False, max_length=40,
        help_text=_("Pour la phrase convenue : le pseudonyme que la personne a reçu."),
    )  # fmt: skip
    phrase = forms.CharField(
        label=_("Phrase convenue"), required=False, max_length=200, widget=forms.PasswordInput(),
        help_text=_("Comparée à son empreinte, jamais affichée."),
    )  # fmt: skip

    def __init__(self, *args: Any, by_relative: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unused = ["pseudonym", "phrase"] if by_relative else ["authority"]
        for name in unused:
            del self.fields[name]


class FindForm(Explained):
    """Whom the request is about, as the asker says it."""

    words = forms.CharField(
        label=_("Nom, prénom ou pseudonyme"), max_length=200, strip=True,
        help_text=_("Tels que la personne les donne, sans chercher d’autres écritures."),
    )  # fmt: skip
    birth_year = forms.IntegerField(label=_("Année de naissance"), required=False, min_value=1900, max_value=2100)


class ExtendForm(Explained):
    """Why two more months."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=ExtensionReason.choices)


class AnswerForm(Explained):
    """What was answered."""

    outcome = forms.ChoiceField(label=_("Réponse"), choices=RequestOutcome.choices)
    refusal = forms.ChoiceField(
        label=_("Motif, si tout n’est pas donné"), required=False, choices=[EMPTY, *RefusalReason.choices]
    )
    words = forms.CharField(
        label=_("Ce qui a été répondu"), required=False, max_length=4000, widget=text_area(),
        help_text=_("Chiffré. Rappelez les recours : la CNIL, puis le juge."),
    )  # fmt: skip


class RectifyForm(Explained):
    """The person's own fields, as they say they are."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    given_name = forms.CharField(label=_("Prénom"), required=False)
    family_name = forms.CharField(label=_("Nom"), required=False)
    birth = forms.CharField(
        label=_("Naissance"), required=False, help_text=_("12/03/1980, 1980 ou vers 1980."), max_length=60
    )
    gender = forms.ChoiceField(label=_("Genre"), required=False, choices=[EMPTY, *Gender.choices])
    phone = forms.CharField(label=_("Téléphone"), required=False)
    email = forms.CharField(label=_("Adresse électronique"), required=False)
    relay = forms.CharField(label=_("Relais"), required=False)
    nicknames = forms.CharField(
        label=_("Autres noms"), required=False, widget=text_area(3), help_text=_("Un par ligne."), max_length=4000
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        initial = {
            name: getattr(person, name)
            for name in ("version", "given_name", "family_name", "gender", "phone", "email", "relay")
        }
        self.kinds = {other.name: other.kind for other in person.other_names.all()}
        initial["birth"] = write_birth(person.birth_date, person.birth_year, person.birth_precision)
        initial["nicknames"] = "\n".join(self.kinds)
        super().__init__(*args, **{**kwargs, "initial": initial})

    def values(self) -> dict[str, Any]:
        """The fields as `identity.checked` reads them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "nicknames"}}

    def names(self) -> list[tuple[str, str]]:
        """Other names, those that were there with the kind that they had."""
        told = [name.strip() for name in self.cleaned_data["nicknames"].splitlines() if name.strip()]
        return [(self.kinds.get(name, "nickname"), name) for name in told]


class ObjectionForm(Explained):
    """What the person no longer wants."""

    follow_ups = forms.MultipleChoiceField(
        label=_("Suivis à arrêter"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Les professionnels n’y ont plus accès."),
    )  # fmt: skip
    sharings = forms.MultipleChoiceField(
        label=_("Partages à arrêter"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("L’organisation destinataire ne voit plus rien, dès la requête suivante."),
    )  # fmt: skip

    def __init__(self, *args: Any, files: list[File], sharings: list[Sharing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("follow_ups").choices = [
            (str(file.key), f"{file.organisation.name} · {file.get_purpose_display()}") for file in files
        ]
        self._field("sharings").choices = [
            (str(each.key), f"{each.file.organisation.name} → {each.organisation.name}") for each in sharings
        ]
        for name in ("follow_ups", "sharings"):
            if not self._field(name).choices:
                del self.fields[name]

    def _field(self, name: str) -> forms.MultipleChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        return field


class LimitForm(Explained):
    """Why the data are put out of sight."""

    reason = forms.ChoiceField(label=_("Raison"), choices=RestrictionReason.choices)


class ErasureForm(Explained):
    """An erasure is confirmed with the request's number: it cannot be undone."""

    number = forms.CharField(label=_("Recopiez la référence de la demande"), max_length=20)

    def __init__(self, *args: Any, number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = number

    def clean_number(self) -> str:
        told = str(self.cleaned_data["number"]).strip().upper()
        if told != self.expected:
            raise forms.ValidationError(_("Ce n’est pas la référence de cette demande. Recopiez-la telle quelle."))
        return told


class PhraseForm(Explained):
    """A phrase that the person chooses."""

    phrase = forms.CharField(
        label=_("La phrase"), max_length=200, widget=forms.PasswordInput(),
        help_text=_("Trois mots ou plus, que la personne retient. Elle n’est pas gardée, seulement son empreinte."),
    )  # fmt: skip
    again = forms.CharField(label=_("La même phrase, encore"), max_length=200, widget=forms.PasswordInput())

    def clean_again(self) -> str:
        if self.cleaned_data.get("phrase") != self.cleaned_data["again"]:
            raise forms.ValidationError(_("Les deux phrases diffèrent. Tapez-les de nouveau."))
        return str(self.cleaned_data["again"])


class VisaForm(Explained):
    """The archives' agreement."""

    reference = forms.CharField(label=_("Référence du visa"), max_length=120)
    given_on = day_field(label=_("Donné le"), initial=timezone.localdate)
    until = day_field(label=_("Jusqu’au"), required=False)
    rules = forms.MultipleChoiceField(label=_("Règles couvertes"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rules"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = retention.rules_awaiting_archives()


class RequisitionForm(Explained):
    """A written requisition."""

    authority = forms.CharField(label=_("Autorité"), max_length=160, help_text=_("Le service et la juridiction."))
    reference = forms.CharField(label=_("Référence"), max_length=80)
    received_on = day_field(label=_("Reçue le"), initial=timezone.localdate)
    asks_for = forms.ChoiceField(label=_("Ce qui est demandé"), choices=Asked.choices)
    scope = forms.CharField(
        label=_("Étendue"), max_length=4000, widget=text_area(5),
        help_text=_("Chiffré. Rien n’est cherché d’après ce texte."),
    )  # fmt: skip


class DecisionForm(Explained):
    """What is answered to the authority."""

    decision = forms.ChoiceField(label=_("Décision"), choices=Decision.choices)
    answer = forms.CharField(
        label=_("Ce qui a été répondu"), max_length=4000, widget=text_area(5), help_text=_("Chiffré.")
    )


class ReadingsFilter(forms.Form):
    """What to keep of the acts on a person."""

    since = day_field(label=_("Du"), required=False)
    until = day_field(label=_("Au"), required=False)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=80)
    readings_only = forms.BooleanField(label=_("Lectures seules"), required=False)

    def wanted(self) -> Filter:
        """The filter as asked; an unreadable one keeps everything."""
        kept = self.cleaned_data if self.is_valid() else {}
        return Filter(
            kept.get("since"), kept.get("until"), kept.get("organisation") or "", bool(kept.get("readings_only"))
        )
