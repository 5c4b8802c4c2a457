"""For whom and how, as a place and a service both say it. A question left alone stays "not stated"."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.enums import Language
from pacte.ground.web.forms import Explained

from ..enums import Audience, AudienceRule

CONDITION_FIELDS = (
    "audiences", "audience_rule", "age_min", "age_max", "is_unconditional", "is_anonymous", "needs_referral",
    "needs_appointment", "needs_registration", "documents", "is_free", "price", "languages", "is_step_free",
    "accepts_animals",
)  # fmt: skip
WHOM = ("audience_rule", "audiences", "age_min", "age_max")
HOW = (
    "is_unconditional", "is_anonymous", "needs_referral", "needs_appointment", "needs_registration", "documents",
    "is_free", "price",
)  # fmt: skip
WELCOME = ("languages", "is_step_free", "accepts_animals")


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nobody said."""

    def __init__(self, **options: Any) -> None:
        choices = [("", _("Non précisé")), ("yes", _("Oui")), ("no", _("Non"))]
        super().__init__(
            choices=choices, required=False, empty_value=None, coerce=lambda word: word == "yes", **options
        )

    def prepare_value(self, value: Any) -> Any:
        """True and False as their words."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class Several(forms.MultipleChoiceField):
    """Boxes to tick; codes already kept that are not in the list stay as they are."""

    widget = forms.CheckboxSelectMultiple

    def keep_known(self, codes: list[str]) -> None:
        """Let the codes that the entry holds be ticked too."""
        offered: list[Any] = list(self.choices)  # type: ignore[arg-type]
        known = {code for code, _label in offered}
        self.choices = [*offered, *((code, code) for code in codes if code not in known)]


class ConditionsForm(Explained):
    """The conditions of a place or of a service."""

    audience_rule = forms.ChoiceField(
        label=_("Qui peut venir ?"), choices=AudienceRule.choices, initial=AudienceRule.EVERYONE,
    )  # fmt: skip
    audiences = Several(label=_("Publics nommés"), choices=Audience.choices, required=False)
    age_min = forms.IntegerField(label=_("À partir de (ans)"), required=False, min_value=0, max_value=120)
    age_max = forms.IntegerField(label=_("Jusqu’à (ans)"), required=False, min_value=0, max_value=120)
    is_unconditional = YesNo(label=_("Accueil sans condition"))
    is_anonymous = YesNo(label=_("Sans donner son nom"))
    needs_referral = YesNo(label=_("Sur orientation d’un professionnel"))
    needs_appointment = YesNo(label=_("Sur rendez-vous"))
    needs_registration = YesNo(label=_("Sur inscription"))
    documents = forms.CharField(
        label=_("Papiers à apporter"), required=False, max_length=200, help_text=_("Par exemple : « aucun ».")
    )
    is_free = YesNo(label=_("Gratuit"))
    price = forms.CharField(
        label=_("Prix"), required=False, max_length=120, help_text=_("Si ce n’est pas gratuit. Par exemple : « 1 € ».")
    )
    languages = Several(label=_("Langues parlées"), choices=Language.choices, required=False)
    is_step_free = YesNo(label=_("Accessible sans marche"))
    accepts_animals = YesNo(label=_("Animaux acceptés"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("audiences", "languages"):
            field = self.fields.get(name)
            if isinstance(field, Several):
                field.keep_known(list(self.initial.get(name) or ()))
