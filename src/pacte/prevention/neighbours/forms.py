"""Forms of the sheet, of the tenant's information, and of the team's work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.people.models import File
from pacte.ground.people.reads.visibility import followed_by
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field, text_area

from .enums import (
    TeamContactKind,
    TeamContactOutcome,
    TeamDecision,
    TeamProfession,
    TenantConsent,
    TenantToldHow,
    TroubleDanger,
    WeakSign,
)
from .models import NeighbourSignal
from .permissions import TEAM_ROLES
from .reads.signals import covered_on
from .rules import LONGEST_WORDS
from .services.sheets import Information, Seen


def _blank(choices: list[tuple[str, Any]], first: Any = "—") -> list[tuple[str, Any]]:
    return [("", first), *choices]


class InformationForm(Explained):
    """What the tenant knows, what they answered, and a danger that cannot wait."""

    told_on = day_field(label=_("Locataire informé·e le"), required=False)
    told_how = forms.ChoiceField(label=_("Comment"), required=False, choices=_blank(TenantToldHow.choices))
    told_by = forms.CharField(
        label=_("Par qui"), required=False, max_length=120,
        help_text=_("Une fonction suffit : gardienne, conseiller social."),
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("Accord pour que l’équipe vienne"), required=False,
        choices=_blank(TenantConsent.choices, _("Pas encore demandé")),
    )  # fmt: skip
    consent_on = day_field(label=_("Accord demandé le"), required=False)
    danger = forms.ChoiceField(
        label=_("Un danger ne permet pas d’attendre"), required=False,
        choices=_blank(TroubleDanger.choices, _("Non")),
        help_text=_("Le signalement part alors tout de suite. En cas d’urgence vitale, appelez le 15 ou le 18."),
    )  # fmt: skip
    danger_words = forms.CharField(
        label=_("Quel danger, vu quand"), required=False, max_length=600, widget=text_area(2)
    )

    @property
    def information(self) -> Information:
        """What was typed, as the verb takes it."""
        said = self.cleaned_data
        return Information(
            said["told_on"], said["told_how"], said["told_by"], said["consent"], said["consent_on"], said["danger"],
            said["danger_words"],
        )  # fmt: skip


class SheetForm(InformationForm):
    """The standard sheet: what was seen, of whom, when."""

    field_order = [
        "territory", "tenant", "contact", "reference", "signs", "facts", "seen_from", "seen_until", "told_on",
        "told_how", "told_by", "consent", "consent_on", "danger", "danger_words",
    ]  # fmt: skip
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Arrondissement"), empty_label=_("Choisissez"),
        help_text=_("Seuls ceux qu’une équipe couvre sont proposés."),
    )  # fmt: skip
    tenant = forms.CharField(label=_("Locataire"), max_length=200, help_text=_("Le nom du bail."))
    contact = forms.CharField(
        label=_("Adresse et moyen de joindre"), required=False, max_length=300, widget=text_area(2)
    )
    reference = forms.CharField(
        label=_("Votre référence"), required=False, max_length=60, help_text=_("Celle du bail. Jamais un nom.")
    )
    signs = forms.MultipleChoiceField(
        label=_("Ce qui a été observé"), choices=WeakSign.choices, widget=forms.CheckboxSelectMultiple
    )
    facts = forms.CharField(
        label=_("Les faits"), max_length=LONGEST_WORDS, widget=text_area(5),
        help_text=_("Ce qui a été vu ou entendu, et quand. Ni avis, ni diagnostic : la personne lira cette fiche."),
    )  # fmt: skip
    seen_from = day_field(label=_("Observé depuis le"))
    seen_until = day_field(label=_("Observé jusqu’au"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["territory"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Territory.objects.filter(pk__in=covered_on(timezone.localdate())).order_by("code")
        field.label_from_instance = lambda each: each.name_fr  # type: ignore[method-assign, assignment]

    @property
    def seen(self) -> Seen:
        """The sheet, as the verb takes it."""
        said = self.cleaned_data
        names = ("territory", "tenant", "contact", "signs", "facts", "seen_from", "seen_until", "reference")
        return Seen(**{name: said[name] for name in names}, information=self.information)


class AssignForm(Explained):
    """Who of the team is in charge."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Qui suit ce signalement"), empty_label=_("Choisissez"))

    def __init__(self, *args: Any, signal: NeighbourSignal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.current(timezone.localdate()).filter(organisation=signal.team, role__in=TEAM_ROLES)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=held.values("user")).order_by("display_name", "pk")
        field.label_from_instance = lambda each: each.display_name  # type: ignore[method-assign, assignment]


class TakeForm(Explained):
    """A file that the worker already follows, or what is known of the person; a pseudonym is drawn without a name."""

    file = forms.ModelChoiceField(
        File.objects.none(), label=_("Dossier déjà suivi"), required=False, empty_label=_("Ouvrir un dossier")
    )
    given_name = forms.CharField(label=_("Prénom"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Nom"), required=False, max_length=120)

    def __init__(self, *args: Any, user: User, signal: NeighbourSignal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = followed_by(user).filter(organisation=signal.team).select_related("person").order_by("-opened_on")
        field = self.fields["file"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = mine
        field.label_from_instance = lambda each: each.person.label()  # type: ignore[method-assign, assignment]


class ContactForm(Explained):
    """How the team went to meet the person."""

    on = day_field(label=_("Date"))
    kind = forms.ChoiceField(label=_("Comment"), choices=TeamContactKind.choices)
    professions = forms.MultipleChoiceField(
        label=_("Qui y est allé"), choices=TeamProfession.choices, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(label=_("Résultat"), choices=TeamContactOutcome.choices)
    words = forms.CharField(
        label=_("Ce qu’il faut retenir"), required=False, max_length=LONGEST_WORDS, widget=text_area(3),
        help_text=_("Lu par l’équipe de santé seule. Le bailleur n’en lit rien."),
    )  # fmt: skip

    def __init__(self, *args: Any, opens_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens_health:
            del self.fields["words"]


class EvaluationForm(Explained):
    """What was understood, and what is proposed."""

    on = day_field(label=_("Date"))
    decision = forms.ChoiceField(label=_("Ce que l’équipe propose"), choices=TeamDecision.choices)
    words = forms.CharField(
        label=_("Évaluation"), required=False, max_length=LONGEST_WORDS, widget=text_area(6),
        help_text=_("Donnée de santé : scellée, lue par l’équipe de santé seule."),
    )  # fmt: skip

    def __init__(self, *args: Any, opens_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens_health:
            del self.fields["words"]


class CloseForm(Explained):
    """How the follow-up ends. The landlord reads the day, never the outcome."""

    outcome = forms.ChoiceField(label=_("Comment cela se termine"), choices=())
    on = day_field(label=_("Le"))

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = outcomes


class CoverageForm(Explained):
    """A team, an arrondissement, a first day."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Équipe"), empty_label=_("Choisissez"))
    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Arrondissement"), empty_label=_("Choisissez"))
    since = day_field(label=_("Depuis le"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team, area = self.fields["organisation"], self.fields["territory"]
        assert isinstance(team, forms.ModelChoiceField) and isinstance(area, forms.ModelChoiceField)
        team.queryset = Organisation.objects.filter(kind=OrganisationKind.HEALTH, is_active=True)
        area.queryset = Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).order_by("code")
        area.label_from_instance = lambda each: each.name_fr  # type: ignore[method-assign, assignment]


class CoverageEndForm(Explained):
    """The last day that a team covers an arrondissement."""

    until = day_field(label=_("Dernier jour"))
