"""Forms of a case. Steps, facts and outcomes come from the case's own version; days are free, what is odd is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.referrals.models import Referral
from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import CorrectionReason, PauseReason
from ..rules.clocks import as_date
from ..rules.scheme import Fact, FactKind, Scheme, Step
from ..rules.story import Story

BLANK = [("", "—")]
FLAGS = [("", _("Non précisé")), ("yes", _("Oui")), ("no", _("Non"))]


class MoneyField(forms.CharField):
    """A sum typed in euros, kept in cents; no floating number touches it."""

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"[\s\u00a0\u202f€]", "", value or "").replace(",", ".")
        if not text:
            return None
        try:
            cents = Decimal(text) * 100
        except InvalidOperation:
            raise forms.ValidationError(_("Écrivez un montant, par exemple 1 250,50.")) from None
        if not cents.is_finite() or cents != cents.to_integral_value() or not 0 <= cents <= 10**12:
            raise forms.ValidationError(_("Écrivez un montant en euros et centimes."))
        return int(cents)


def fact_field(fact: Fact) -> forms.Field:
    """The field by which a fact is given; none is required."""
    same: dict[str, Any] = {"label": fact.label, "help_text": fact.help, "required": False}
    match fact.kind:
        case FactKind.DATE:
            return day_field(**same)
        case FactKind.MONEY:
            widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
            return MoneyField(**same | {"label": _("%(fact)s (en euros)") % {"fact": fact.label}}, widget=widget)
        case FactKind.NUMBER:
            return forms.IntegerField(**same, min_value=-(10**9), max_value=10**9)
        case FactKind.CHOICE:
            listed = [*BLANK, *((each.key, each.label) for each in fact.choices)]
            return forms.ChoiceField(**same, choices=listed)
        case FactKind.FLAG:
            return forms.TypedChoiceField(
                **same, choices=FLAGS, coerce=lambda text: text == "yes", empty_value=None
            )  # fmt: skip


def typed(fact: Fact, value: Any) -> Any:
    """A known value as the field shows it."""
    if value is None:
        return None
    if fact.kind == FactKind.DATE:
        return as_date(value)
    if fact.kind == FactKind.MONEY and isinstance(value, int):
        return f"{value // 100},{value % 100:02}"
    if fact.kind == FactKind.FLAG:
        return "yes" if value is True else "no"
    return value


def step_choices(scheme: Scheme, story: Story | None = None, among: Iterable[Step] | None = None) -> list[Any]:
    """Steps to choose from: those that normally come next first, then all the others."""
    steps = list(among if among is not None else scheme.steps)
    if story is None:
        return [(step.key, step.label) for step in steps]
    following = [
        step for step in steps
        if step.key in story.planned or ((step.repeats or step.key not in story.happened)
                                         and set(step.after) & set(story.happened))
    ]  # fmt: skip
    others = [step for step in steps if step not in following]
    groups = [(_("Ce qui vient d’ordinaire ensuite"), following), (_("Tous les autres actes"), others)]
    return [(label, [(step.key, step.label) for step in group]) for label, group in groups if group]


class FactsForm(Explained):
    """Every fact of a scheme, none required. `facts` gives those that were said, `changed` those that differ."""

    def __init__(self, *args: Any, scheme: Scheme, known: dict[str, Any] | None = None, **kwargs: Any) -> None:
        known = known or {}
        first = {f"fact_{fact.key}": typed(fact, known.get(fact.key)) for fact in scheme.facts}
        super().__init__(*args, **{**kwargs, "initial": first | (kwargs.get("initial") or {})})
        self.scheme, self.known = scheme, known
        for fact in scheme.facts:
            self.fields[f"fact_{fact.key}"] = fact_field(fact)

    @property
    def facts(self) -> dict[str, Any]:
        """What was said, as events keep it."""
        found = {fact.key: self.cleaned_data.get(f"fact_{fact.key}") for fact in self.scheme.facts}
        kept = {key: each.isoformat() if isinstance(each, date) else each for key, each in found.items()}
        return {key: None if each == "" else each for key, each in kept.items()}

    @property
    def changed(self) -> dict[str, Any]:
        """What differs from what was known."""
        return {key: value for key, value in self.facts.items() if value != self.known.get(key)}


class StartForm(FactsForm):
    """What opens a case, when, the facts already known, a referral that brings it."""

    step = forms.ChoiceField(label=_("Ce qui ouvre le parcours"))
    on = day_field(label=_("Date"))
    words = forms.CharField(label=_("Ce qu’il faut retenir"), required=False, widget=text_area())
    referral = forms.ModelChoiceField(
        label=_("À la suite d’une orientation"), queryset=Referral.objects.none(), required=False,
        to_field_name="key", empty_label=_("Aucune"),
    )  # fmt: skip

    def __init__(self, *args: Any, scheme: Scheme, referrals: list[Referral], **kwargs: Any) -> None:
        super().__init__(*args, scheme=scheme, **kwargs)
        opening = [step for step in scheme.steps if step.opens] or list(scheme.steps)
        self._choose("step", step_choices(scheme, among=opening))
        if referrals:
            self._choose_referral(referrals)
        else:
            del self.fields["referral"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _choose_referral(self, referrals: list[Referral]) -> None:
        field = self.fields["referral"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Referral.objects.filter(pk__in=[each.pk for each in referrals]).select_related("service")
        field.label_from_instance = referral_words  # type: ignore[method-assign,assignment]


def referral_words(referral: Any) -> str:
    """A referral in a list: the service and the day."""
    return f"{referral.service.name} · {timezone.localtime(referral.sent_at):%d/%m/%Y}"


class HappenedForm(Explained):
    """Something happened: what, when, and what to retain."""

    step = forms.ChoiceField(label=_("Ce qui s’est passé"))
    on = day_field(label=_("Date"), help_text=_("La date réelle, même ancienne ou dans le désordre."))
    words = forms.CharField(label=_("Ce qu’il faut retenir"), required=False, widget=text_area())

    def __init__(self, *args: Any, scheme: Scheme, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*BLANK, *step_choices(scheme, story)]


class PlanForm(Explained):
    """Something is planned, or moved."""

    step = forms.ChoiceField(label=_("Ce qui est prévu"))
    on = day_field(label=_("Date"))

    def __init__(self, *args: Any, scheme: Scheme, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*BLANK, *step_choices(scheme, story, [each for each in scheme.steps if each.plannable])]


class PauseForm(Explained):
    """A clock is suspended by hand."""

    clock = forms.ChoiceField(label=_("Délai"), required=False)
    on = day_field(label=_("À partir du"))
    reason = forms.ChoiceField(label=_("Raison"), choices=[*BLANK, *PauseReason.choices])

    def __init__(self, *args: Any, clocks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clock"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Tous les délais")), *clocks]


class ResumeForm(PauseForm):
    """A clock runs again."""

    reason = None  # type: ignore[assignment]


class CloseForm(Explained):
    """The case ends: how, when."""

    outcome = forms.ChoiceField(label=_("Comment se termine le parcours"))
    on = day_field(label=_("Date"))
    words = forms.CharField(label=_("Ce qu’il faut retenir"), required=False, widget=text_area())

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*BLANK, *((each.key, each.label) for each in scheme.outcomes if each.by_hand)]


class WordsForm(Explained):
    """A few words in the story."""

    words = forms.CharField(label=_("Ce qu’il faut retenir"), widget=text_area(5))


class DocumentAskForm(Explained):
    """A document is asked for."""

    document = forms.ChoiceField(label=_("Document"))
    on = day_field(label=_("Date"))

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each.key: each.label for step in scheme.steps for each in step.documents}
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*BLANK, *known.items()]


class DocumentGiveForm(DocumentAskForm):
    """A document was received, and its file when it is kept."""

    file = forms.FileField(
        label=_("Fichier"), required=False, help_text=_("Facultatif : une pièce vue sans être gardée suffit.")
    )


class AssignForm(Explained):
    """Who leads the case from now on."""

    user = forms.ModelChoiceField(label=_("Collègue"), queryset=User.objects.none())

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues
        field.label_from_instance = lambda user: user.display_name  # type: ignore[method-assign,assignment]


class ReferralLinkForm(Explained):
    """A referral that belongs to the case."""

    referral = forms.ModelChoiceField(
        label=_("Orientation"), queryset=Referral.objects.none(), to_field_name="key", empty_label="—"
    )  # fmt: skip

    def __init__(self, *args: Any, referrals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["referral"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = referrals
        field.label_from_instance = referral_words  # type: ignore[method-assign,assignment]


class CorrectionForm(Explained):
    """What an event should have said, or that it was never so."""

    way = forms.ChoiceField(
        label=_("Correction"), widget=forms.RadioSelect,
        choices=[("replace", _("Remplacer par ce qui est juste")), ("void", _("Retirer : cela n’a pas eu lieu"))],
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Raison"), choices=[*BLANK, *CorrectionReason.choices])

    def __init__(self, *args: Any, scheme: Scheme, kind: str, what: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what
        if kind in {"happened", "planned"}:
            self.fields["what"] = forms.ChoiceField(
                label=_("Acte"), choices=step_choices(scheme), initial=what, required=False
            )  # fmt: skip
        fact = scheme.fact(what) if kind == "fact" else None
        if fact is not None:
            self.fields["value"] = fact_field(fact)
        if kind != "fact":
            self.fields["on"] = day_field(label=_("Date"), required=False)
        self.order_fields(["way", "what", "on", "value", "reason"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("way") == "replace" and "on" in self.fields and not said.get("on"):
            self.add_error("on", _("Indiquez la bonne date."))
        return said


class WhatIfForm(PlanForm):
    """A supposed day for a step; nothing is written."""

    on = day_field(label=_("Si c’était le"))


class CaseFilters(Explained):
    """Which of my cases."""

    WHEN = [("", _("Toutes")), ("late", _("Dépassées")), ("soon", _("Dans les 14 jours")), ("none", _("Sans échéance"))]
    STATE = [("running", _("En cours")), ("closed", _("Terminés")), ("all", _("Tous"))]

    scheme = forms.ChoiceField(label=_("Dispositif"), required=False)
    stage = forms.ChoiceField(label=_("Étape"), required=False)
    when = forms.ChoiceField(label=_("Échéances"), required=False, choices=WHEN)
    state = forms.ChoiceField(label=_("Parcours"), required=False, choices=STATE)

    def __init__(
        self, *args: Any, schemes: list[tuple[str, str]], stages: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, first, listed in (("scheme", _("Tous"), schemes), ("stage", _("Toutes"), stages)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *listed]
