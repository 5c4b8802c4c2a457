"""Forms of a young person's page and of the platform's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.permissions.colleagues import colleagues
from pacte.ground.web.forms import Explained, day_field, text_area

from .enums import AppealKind, AppealOutcome, ContractRefusalGround, PlanDomain, PlatformExit, WorkshopKind
from .reads.platform import PlatformLine
from .rules import LONGEST_WORDS


class BeginForm(Explained):
    """What decides the first clocks."""

    turns_18_on = day_field(label=_("18 ans le"))
    taken_in_charge_on = day_field(label=_("Confié·e à l’aide sociale à l’enfance depuis le"))
    on = day_field(label=_("Suivi vers l’autonomie depuis le"))


class DayForm(Explained):
    """The day of something that took place."""

    on = day_field(label=_("Le"))


class TrustedForm(Explained):
    """Who the young person chose."""

    words = forms.CharField(
        label=_("Personne de confiance"), max_length=300, widget=text_area(2),
        help_text=_("Son nom et comment la joindre, tels que la ou le jeune les donne. Scellé."),
    )  # fmt: skip
    on = day_field(label=_("Choisie le"))


class GoalForm(Explained):
    """One aim."""

    domain = forms.ChoiceField(label=_("Domaine"), choices=PlanDomain.choices)
    words = forms.CharField(
        label=_("Ce qui est visé"), max_length=LONGEST_WORDS, widget=text_area(3),
        help_text=_("Avec les mots de la ou du jeune."),
    )  # fmt: skip
    by_on = day_field(label=_("Pour le"), required=False)

    def __init__(self, *args: Any, opens_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens_health:
            field = self.fields["domain"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(code, label) for code, label in PlanDomain.choices if code != PlanDomain.HEALTH]


class ContractForm(Explained):
    """A contract with its term."""

    signed_on = day_field(label=_("Signé le"))
    starts_on = day_field(label=_("Du"))
    ends_on = day_field(label=_("Au"))
    past_21 = forms.BooleanField(
        label=_("Il dépasse 21 ans pour finir une année scolaire ou universitaire commencée"), required=False
    )
    content = forms.CharField(
        label=_("Ce que chacun s’engage à faire"), required=False, max_length=LONGEST_WORDS, widget=text_area(4)
    )


class RefusalForm(Explained):
    """A refusal: its reason, and when the young person was told how to appeal."""

    refused_on = day_field(label=_("Refusé le"))
    is_renewal = forms.BooleanField(label=_("C’était un renouvellement"), required=False)
    ground = forms.ChoiceField(label=_("Motif"), choices=ContractRefusalGround.choices)
    words = forms.CharField(
        label=_("Le motif, tel qu’il est écrit à la personne"), max_length=LONGEST_WORDS, widget=text_area(3)
    )
    told_on = day_field(label=_("Motif et recours écrits à la personne le"), required=False)


class AppealForm(Explained):
    """The young person disputes a refusal."""

    kind = forms.ChoiceField(label=_("Recours"), choices=AppealKind.choices)
    on = day_field(label=_("Déposé le"))


class AppealAnswerForm(Explained):
    """What was answered."""

    outcome = forms.ChoiceField(label=_("Réponse"), choices=AppealOutcome.choices)
    on = day_field(label=_("Le"))


class LeavingForm(Explained):
    """Where the young person goes."""

    on = day_field(label=_("Sortie le"))
    outcome = forms.ChoiceField(label=_("Vers"), choices=())

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = outcomes


class PlatformLeavingForm(Explained):
    """Leaving the platform, by class."""

    on = day_field(label=_("Sortie le"))
    outcome = forms.ChoiceField(label=_("Classe de sortie"), choices=PlatformExit.choices)


class CapacityForm(Explained):
    """What one worker can carry."""

    worker = forms.ModelChoiceField(User.objects.none(), label=_("Qui"), empty_label=_("Choisissez"))
    places = forms.IntegerField(label=_("Jeunes suivis à la fois"), min_value=0, max_value=200)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worker"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(organisation)
        field.label_from_instance = lambda each: each.display_name  # type: ignore[method-assign, assignment]


class WorkshopForm(Explained):
    """A workshop of one's own organisation."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"), empty_label=None)
    kind = forms.ChoiceField(label=_("Sujet"), choices=WorkshopKind.choices)
    on = day_field(label=_("Le"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        mine = {held.organisation_id for held in following_memberships(user)}
        field.queryset = Organisation.objects.filter(pk__in=mine).order_by("name")


class AttendanceForm(Explained):
    """Who came, among those whom the user follows. Presences that were noted stay."""

    came = forms.MultipleChoiceField(
        label=_("Qui est venu"), required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: list[tuple[PlatformLine, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(line.case.key), f"{line.name} · {line.case.label}") for line, came in lines if not came]
