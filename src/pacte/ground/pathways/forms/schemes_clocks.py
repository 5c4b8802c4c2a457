"""Forms of a delay: what starts and stops it, its length; one of its lengths when it has several."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field

from ..enums import LegalPeriodKind
from ..reads.schemes_told import OCCURRENCE_WORDS, ROLL_WORDS, UNIT_WORDS
from ..rules.drafting import PartKind
from ..rules.scheme import Clock, FactKind, Limit, Occurrences, Roll, Rule, Scheme, TermDirection, Unit
from .schemes_parts import Names, PartForm, many, named

SENSES = [
    ("after", _("À faire au plus tard, après le départ")),
    ("before", _("À faire avant : on compte en arrière")),
    ("at_least", _("À ne pas faire avant : on attend")),
]
ONE_RULE = ("length", "unit", "reference", "is_sample")
LONGEST_LENGTH = 3650


def length_fields() -> dict[str, forms.Field]:
    """What a length is made of."""
    return {
        "length": forms.IntegerField(
            label=_("Durée"), min_value=0, max_value=LONGEST_LENGTH,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        ),
        "unit": forms.ChoiceField(label=_("Unité"), choices=list(UNIT_WORDS.items()), initial=Unit.DAYS),
        "reference": forms.CharField(
            label=_("Texte qui le dit"), required=False, max_length=200,
            help_text=_("L’article de loi, la délibération, la charte. Il est montré à ceux que ce délai engage."),
        ),
        "is_sample": forms.BooleanField(
            label=_("C’est un exemple : aucun texte vérifié ne le dit"), required=False
        ),
    }  # fmt: skip


class ClockForm(PartForm):
    kind = PartKind.CLOCK
    label = forms.CharField(label=_("Nom du délai"), max_length=120, help_text=_("Par exemple « Visite à faire »."))
    begins = forms.ChoiceField(label=_("Part de"), help_text=_("Une étape, ou une date connue du parcours."))
    stops = many(label=_("S’arrête quand"), help_text=_("L’une de ces étapes suffit."))
    sense = forms.ChoiceField(label=_("Sens"), choices=SENSES, initial="after")
    length, unit, reference, is_sample = length_fields().values()
    act = forms.CharField(
        label=_("Ce qu’il faut faire"), required=False, max_length=160, help_text=_("« Faire la visite ».")
    )
    actor = forms.CharField(label=_("À faire par"), required=False, max_length=120)
    soon = forms.IntegerField(label=_("Dit « proche » combien de jours avant"), min_value=0, max_value=365, initial=14)
    reminders = forms.CharField(
        label=_("Rappels, en jours avant le terme"), required=False, max_length=60,
        help_text=_("« 7, 3 » ; « -1 » est le lendemain du terme."),
    )  # fmt: skip
    roll = forms.ChoiceField(
        label=_("Si le terme tombe un samedi, un dimanche ou un jour férié"), required=False,
        choices=[("", _("L’usage : le jour suivant, le précédent en arrière")), *ROLL_WORDS.items()],
    )  # fmt: skip
    occurrences = forms.ChoiceField(
        label=_("Si l’étape de départ se répète"), choices=list(OCCURRENCE_WORDS.items()), initial=Occurrences.LAST
    )
    chosen_by = forms.ChoiceField(
        label=_("Ce qui choisit la durée, s’il y en a plusieurs"), required=False,
        help_text=_("Une date ou un choix du parcours. Les durées s’ajoutent ensuite, une à une."),
    )  # fmt: skip
    on_plan = forms.BooleanField(label=_("Court aussi depuis une date prévue"), required=False)
    survives = forms.BooleanField(label=_("Court encore après la fin du parcours"), required=False)
    cancelled_by = many(label=_("Annulé par"))
    paused_by = many(label=_("Suspendu par"))
    resumed_by = many(label=_("Repris par"))
    deferred_by = forms.ChoiceField(
        label=_("Repoussé par une période légale"), required=False, choices=[("", _("Non")), *LegalPeriodKind.choices]
    )
    deferred_unless = forms.ChoiceField(label=_("Sauf si"), required=False)
    groups = (
        (_("Rappels"), ("actor", "soon", "reminders")),
        (_("Cas particuliers"), ("roll", "occurrences", "chosen_by", "on_plan", "survives")),
        (
            _("Annulation, suspension, trêve"),
            ("cancelled_by", "paused_by", "resumed_by", "deferred_by", "deferred_unless"),
        ),
    )

    def __init__(self, data: Any = None, *, scheme: Scheme, part: Clock | None = None) -> None:
        super().__init__(data, scheme=scheme, part=part)
        if part and (len(part.rules) > 1 or any(rule.since or rule.until or rule.values for rule in part.rules)):
            for name in ONE_RULE:
                del self.fields[name]

    def choices(self) -> dict[str, Names]:
        steps = named(self.scheme.steps)
        facts = {kind: named(each for each in self.scheme.facts if each.kind == kind) for kind in FactKind}
        begins = [(f"step:{key}", label) for key, label in steps]
        dates = facts[FactKind.DATE]
        begins += [(f"fact:{key}", gettext("%(fact)s (une date)") % {"fact": label}) for key, label in dates]
        whole = dict.fromkeys(("stops", "cancelled_by", "paused_by", "resumed_by"), steps)
        return {
            "begins": [("", "—"), *begins], **whole,
            "chosen_by": [("", _("Une seule durée")), *facts[FactKind.DATE], *facts[FactKind.CHOICE]],
            "deferred_unless": [("", _("Jamais")), *facts[FactKind.FLAG]],
        }  # fmt: skip

    @classmethod
    def initial_of(cls, part: Clock) -> dict[str, Any]:
        rule = part.rules[0] if part.rules else Rule(0, Unit.DAYS)
        usual = Roll.PREVIOUS if part.direction == TermDirection.BEFORE else Roll.NEXT
        sense = "at_least" if part.limit == Limit.AT_LEAST else part.direction.value
        more = {
            "begins": f"{'fact' if part.start_is_fact else 'step'}:{part.start}",
            "sense": sense,
            "roll": "" if part.roll == usual else part.roll.value,
            "reminders": ", ".join(str(days) for days in part.reminders),
        }
        return super().initial_of(part) | {name: getattr(rule, name) for name in ONE_RULE} | more

    def clean_reminders(self) -> tuple[int, ...]:
        try:
            return tuple(
                int(each) for each in self.cleaned_data["reminders"].replace(";", ",").split(",") if each.strip()
            )
        except ValueError:
            raise forms.ValidationError(
                gettext("Écrivez des nombres de jours séparés par des virgules : « 7, 3 ».")
            ) from None

    def clean(self) -> dict[str, Any]:
        if not self.said("stops") and "stops" not in self.errors:
            what = gettext("Dites quelle étape arrête ce délai.")
            self.add_error("stops" if "stops" in self.fields else None, what)
        return self.cleaned_data

    def made(self) -> Clock:
        kind, _colon, start = self.said("begins").partition(":")
        sense = self.said("sense")
        direction = TermDirection.BEFORE if sense == "before" else TermDirection.AFTER
        usual = Roll.PREVIOUS if direction == TermDirection.BEFORE else Roll.NEXT
        steps = ("stops", "cancelled_by", "paused_by", "resumed_by")
        named_steps: dict[str, Any] = {name: tuple(self.said(name, ())) for name in steps}
        return Clock(
            key=self.key, label=self.said("label"), start=start, start_is_fact=kind == "fact", rules=self._rules(),
            direction=direction, limit=Limit.AT_LEAST if sense == "at_least" else Limit.AT_MOST,
            roll=Roll(self.said("roll") or usual), occurrences=Occurrences(self.said("occurrences")),
            **named_steps,
            **{name: self.said(name) for name in ("chosen_by", "deferred_by", "deferred_unless", "actor", "act")},
            on_plan=self.said("on_plan"), survives=self.said("survives"), soon=self.said("soon"),
            reminders=self.said("reminders", ()),
        )  # fmt: skip

    def _rules(self) -> tuple[Rule, ...]:
        if "length" not in self.fields:
            return tuple(self.part.rules)
        values = {name: self.said(name) for name in ("length", "reference", "is_sample")}
        return (Rule(unit=Unit(self.said("unit")), **values),)


class RuleForm(Explained):
    """One length of a delay that has several, and when it holds."""

    length, unit, reference, is_sample = length_fields().values()
    since = day_field(label=_("Vaut à partir du"), required=False)
    until = day_field(label=_("Jusqu’à la veille du"), required=False)
    values = many(label=_("Vaut pour ces réponses"))
    field_order = ("length", "unit", "since", "until", "values", "reference", "is_sample")

    def __init__(self, data: Any = None, *, scheme: Scheme, clock: Clock, rule: Rule | None = None) -> None:
        names = [*ONE_RULE, "since", "until", "values"]
        super().__init__(data, initial={name: getattr(rule, name) for name in names} if rule else None)
        self.rule = rule
        fact = scheme.fact(clock.chosen_by)
        if fact and fact.kind == FactKind.CHOICE:
            values = self.fields["values"]
            assert isinstance(values, forms.MultipleChoiceField)
            values.choices = named(fact.choices)
            del self.fields["since"], self.fields["until"]
        else:
            del self.fields["values"]

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since >= until:
            self.add_error("until", gettext("Cette durée finit avant de commencer : corrigez l’une des dates."))
        return self.cleaned_data

    def made(self) -> Rule:
        said = dict(self.cleaned_data)
        said["unit"], said["values"] = Unit(said["unit"]), tuple(said.get("values", ()))
        return replace(self.rule or Rule(0, Unit.DAYS), **said)
