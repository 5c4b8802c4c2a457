"""A form for each kind of part of a scheme: nobody who fills one in has to know what a file looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, text_area

from ..reads.schemes_told import FACT_WORDS, MEASURE_WORDS
from ..rules.drafting import Part, PartKind, key_from, keyed, parts
from ..rules.scheme import (
    Choice,
    Document,
    Fact,
    FactKind,
    Measure,
    MeasureKind,
    Outcome,
    Scheme,
    Step,
)

Names = Sequence[tuple[str, Any]]


def named(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Codes and labels of parts, for a choice."""
    return [(each.key, each.label) for each in rows]


def lines_field(**options: Any) -> forms.CharField:
    """Several things, one a line."""
    return forms.CharField(required=False, widget=text_area(4), **options)


def lines_of(text: str) -> list[str]:
    """The lines that say something, each once, in order."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def many(**options: Any) -> forms.MultipleChoiceField:
    """Several of a list, ticked."""
    return forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, **options)


class PartForm(Explained):
    """A part of a scheme: filled from `part`, or empty for a new one. `made` gives the part as it is now written."""

    kind: PartKind
    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    """Titles and fields of what is folded away, beneath the rest."""

    label = forms.CharField(label=_("Nom"), max_length=120)

    def __init__(self, data: Any = None, *, scheme: Scheme, part: Any = None) -> None:
        self.scheme, self.part = scheme, part
        super().__init__(data, initial=self.initial_of(part) if part else None)
        for name, choices in self.choices().items():
            self.choose(name, choices)

    def choose(self, name: str, choices: Names) -> None:
        field = self.fields[name]
        assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))
        field.choices = list(choices)
        if isinstance(field, forms.MultipleChoiceField) and not choices:
            del self.fields[name]

    def choices(self) -> dict[str, Names]:
        """What each choice offers."""
        return {}

    @classmethod
    def initial_of(cls, part: Any) -> dict[str, Any]:
        return {name: getattr(part, name) for name in cls.base_fields if hasattr(part, name)}

    @property
    def key(self) -> str:
        """The part's code, made from its name the first time."""
        others = {each.key for each in parts(self.scheme, self.kind)}
        return self.part.key if self.part else key_from(self.cleaned_data["label"], others)

    def said(self, name: str, default: Any = "") -> Any:
        return self.cleaned_data.get(name, default)

    def need(self, *names: str) -> None:
        """Say which of these fields is empty."""
        for name in names:
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, gettext("Dites-le : cette sorte de mesure en a besoin."))

    def made(self) -> Part:
        raise NotImplementedError

    @property
    def plain(self) -> list[Any]:
        """The fields that stand first."""
        folded = {name for _title, names in self.groups for name in names}
        return [field for field in self.visible_fields() if field.name not in folded]

    @property
    def folded(self) -> list[tuple[Any, list[Any], bool]]:
        """The others by title, and whether to show them open: something in them is said, or wrong."""
        found = []
        for title, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                usual = type(self)(scheme=self.scheme)
                is_said = any(field.errors or self._differs(usual, field) for field in fields)
                found.append((title, fields, is_said))
        return found

    @staticmethod
    def _differs(usual: PartForm, field: Any) -> bool:
        return field.name in usual.fields and (field.value() or "") != (usual[field.name].value() or "")


class StepForm(PartForm):
    kind = PartKind.STEP
    label = forms.CharField(
        label=_("Nom de l’étape"), max_length=120, help_text=_("Ce qui se passe : « Visite faite ».")
    )
    by = forms.CharField(label=_("Qui agit"), required=False, max_length=120)
    opens = forms.BooleanField(label=_("Un parcours peut commencer ici"), required=False)
    after = many(label=_("Vient après"), help_text=_("L’une de ces étapes suffit."))
    documents = lines_field(label=_("Documents demandés"), help_text=_("Un par ligne."))
    closes = forms.ChoiceField(
        label=_("Met fin au parcours"), required=False, help_text=_("Choisissez l’issue qu’elle apporte.")
    )
    repeats = forms.BooleanField(label=_("Peut se répéter"), required=False)
    plannable = forms.BooleanField(label=_("Peut être prévue à une date"), required=False, initial=True)
    options = lines_field(
        label=_("Ce que la personne peut faire à ce stade"), help_text=_("Une possibilité par ligne.")
    )
    help = forms.CharField(label=_("Aide pour qui la note"), required=False, max_length=400, widget=text_area(2))
    groups = ((_("Autres réglages"), ("repeats", "plannable", "options", "help")),)

    def choices(self) -> dict[str, Names]:
        others = [pair for pair in named(self.scheme.steps) if not self.part or pair[0] != self.part.key]
        return {"after": others, "closes": [("", _("Non")), *named(self.scheme.outcomes)]}

    @classmethod
    def initial_of(cls, part: Step) -> dict[str, Any]:
        documents = "\n".join(each.label for each in part.documents)
        return super().initial_of(part) | {"documents": documents, "options": "\n".join(part.options)}

    def made(self) -> Step:
        known = {each.label: each.key for step in self.scheme.steps for each in step.documents}
        own = [(each.key, each.label) for each in self.part.documents] if self.part else []
        documents = [(known.get(label, key), label) for key, label in keyed(lines_of(self.said("documents")), own)]
        return Step(
            key=self.key, label=self.said("label"), by=self.said("by"), after=tuple(self.said("after", ())),
            repeats=self.said("repeats"), opens=self.said("opens"), closes=self.said("closes"),
            documents=tuple(Document(*each) for each in documents), help=self.said("help"),
            options=tuple(lines_of(self.said("options"))), plannable=self.said("plannable"),
        )  # fmt: skip


class FactForm(PartForm):
    kind = PartKind.FACT
    label = forms.CharField(
        label=_("Ce qu’il faut savoir"), max_length=120, help_text=_("Par exemple « Bail signé le ».")
    )
    fact = forms.ChoiceField(label=_("Nature de la réponse"), choices=list(FACT_WORDS.items()))
    choice_lines = lines_field(label=_("Réponses possibles"), help_text=_("Pour un choix : une par ligne."))
    help = forms.CharField(label=_("Aide pour qui répond"), required=False, max_length=400, widget=text_area(2))

    @classmethod
    def initial_of(cls, part: Fact) -> dict[str, Any]:
        lines = "\n".join(each.label for each in part.choices)
        return super().initial_of(part) | {"fact": part.kind.value, "choice_lines": lines}

    def clean(self) -> dict[str, Any]:
        is_choice = self.cleaned_data.get("fact") == FactKind.CHOICE
        if is_choice and not lines_of(self.said("choice_lines")):
            self.add_error("choice_lines", gettext("Un choix a des réponses : écrivez-en une par ligne."))
        return self.cleaned_data

    def made(self) -> Fact:
        kind = FactKind(self.said("fact"))
        known = named(self.part.choices) if self.part else []
        pairs = keyed(lines_of(self.said("choice_lines")), known) if kind == FactKind.CHOICE else []
        return Fact(
            key=self.key, label=self.said("label"), kind=kind, choices=tuple(Choice(*pair) for pair in pairs),
            help=self.said("help"),
        )  # fmt: skip


class OutcomeForm(PartForm):
    kind = PartKind.OUTCOME
    label = forms.CharField(label=_("Nom de l’issue"), max_length=120, help_text=_("Comment un parcours peut finir."))
    avoids_rupture = forms.BooleanField(label=_("Compte comme une rupture évitée"), required=False)
    why = forms.CharField(
        label=_("Pourquoi c’est une rupture évitée"), required=False, max_length=300, widget=text_area(2)
    )
    by_hand = forms.BooleanField(
        label=_("On peut la choisir pour terminer un parcours"), required=False, initial=True,
        help_text=_("Sinon, seule une étape l’apporte."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        if self.said("avoids_rupture") and not self.said("why"):
            self.add_error("why", gettext("Écrivez ce qui fait que la rupture est évitée."))
        return self.cleaned_data

    def made(self) -> Outcome:
        return Outcome(
            key=self.key, label=self.said("label"), avoids_rupture=self.said("avoids_rupture"), why=self.said("why"),
            by_hand=self.said("by_hand"),
        )  # fmt: skip


class MeasureForm(PartForm):
    kind = PartKind.MEASURE
    NEEDED = {
        MeasureKind.STEP: ("step",),
        MeasureKind.OUTCOME: ("outcome",),
        MeasureKind.WITHIN: ("clock",),
        MeasureKind.DAYS: ("step", "until"),
    }
    label = forms.CharField(label=_("Nom de la mesure"), max_length=120)
    measured = forms.ChoiceField(label=_("Ce qui est compté"), choices=list(MEASURE_WORDS.items()))
    step = forms.ChoiceField(
        label=_("Étape"), required=False, help_text=_("L’étape comptée, ou celle d’où partent les jours.")
    )
    until = forms.ChoiceField(label=_("Jusqu’à l’étape"), required=False, help_text=_("Pour un nombre de jours."))
    outcome = forms.ChoiceField(label=_("Issue"), required=False)
    clock = forms.ChoiceField(label=_("Délai"), required=False)
    explanation = forms.CharField(label=_("Ce que dit ce chiffre, en une phrase"), max_length=400, widget=text_area(2))

    def choices(self) -> dict[str, Names]:
        none = ("", "—")
        steps = [none, *named(self.scheme.steps)]
        rest = {"outcome": [none, *named(self.scheme.outcomes)], "clock": [none, *named(self.scheme.clocks)]}
        return {"step": steps, "until": steps, **rest}

    @classmethod
    def initial_of(cls, part: Measure) -> dict[str, Any]:
        return super().initial_of(part) | {"measured": part.kind.value}

    def clean(self) -> dict[str, Any]:
        if measured := self.cleaned_data.get("measured"):
            self.need(*self.NEEDED.get(MeasureKind(measured), ()))
        return self.cleaned_data

    def made(self) -> Measure:
        kind = MeasureKind(self.said("measured"))
        kept = {name: self.said(name) for name in self.NEEDED.get(kind, ())}
        version = self.part.version if self.part else 1
        return Measure(
            key=self.key, label=self.said("label"), kind=kind, explanation=self.said("explanation"), version=version,
            **kept,
        )  # fmt: skip
