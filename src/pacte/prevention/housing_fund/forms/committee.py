"""Deciding, sessions, remissions, ceilings and votes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import CHOSEN, AppealDecider, FundAid, FundConditionKind, FundRefusal
from ..rules.ceilings import SIZES, FundRules, FundSums
from ..rules.means import Units
from ..services.deciding import LONGEST, ConditionChoice, FundChoice
from .requests import number_field
from .sums import SumField


class DecisionForm(Explained):
    """One decision: the verdict, then what goes with it."""

    verdict = forms.ChoiceField(label=_("Décision"), choices=[(each.value, each.label) for each in CHOSEN])
    grant = SumField(label=_("Subvention (€)"), required=False)
    loan = SumField(label=_("Prêt sans intérêt (€)"), required=False)
    months = number_field(_("Durée du prêt (mois)"), min_value=0, max_value=9999, required=False)
    first_due = day_field(
        label=_("Première mensualité le"), required=False, help_text=_("Vide : le 5 du deuxième mois qui suit.")
    )
    derogation = forms.CharField(
        label=_("Au-delà du plafond : sur quoi la dérogation se fonde"), required=False, max_length=LONGEST,
        widget=text_area(2),
    )  # fmt: skip
    condition = forms.ChoiceField(
        label=_("Sous réserve de"), required=False, choices=[("", _("Aucune condition")), *FundConditionKind.choices]
    )
    condition_due = day_field(label=_("Condition attendue avant le"), required=False)
    condition_words = forms.CharField(label=_("Précision sur la condition"), required=False, max_length=300)
    refusal = forms.ChoiceField(
        label=_("Motif, si l’aide n’est pas accordée"), required=False, choices=[("", "—"), *FundRefusal.choices]
    )
    deferred_until = day_field(label=_("Ajournée jusqu’au"), required=False)
    words = forms.CharField(
        label=_("Ce que la lettre ajoute, ou ce qui manque"), required=False, max_length=LONGEST, widget=text_area(3),
        help_text=_("Le ménage le lira. Des mots simples, sans reproche."),
    )  # fmt: skip
    session = forms.CharField(required=False, widget=forms.HiddenInput)

    def choice(self) -> FundChoice:
        """What was decided, in cents."""
        said = self.cleaned_data
        conditions: tuple[ConditionChoice, ...] = ()
        if said["condition"]:
            conditions = (ConditionChoice(said["condition"], said["condition_due"], said["condition_words"]),)
        return FundChoice(
            said["verdict"], FundSums(said["grant"], said["loan"], said["months"] or 0), said["refusal"], said["words"],
            said["deferred_until"], said["first_due"], conditions, said["derogation"],
        )  # fmt: skip


class SessionForm(Explained):
    """A session to come."""

    held_on = day_field(label=_("Date de la séance"))


class CloseSessionForm(Explained):
    """What the minutes say beside the decisions."""

    present = number_field(_("Membres présents"), min_value=1, max_value=100)
    remarks = forms.CharField(label=_("Remarques, sans nom"), required=False, max_length=500, widget=text_area(3))


class WriteOffForm(Explained):
    """Part of a debt that is remitted."""

    amount = SumField(label=_("Somme remise (€)"))
    on = day_field(label=_("Décidée le"), initial=timezone.localdate)


class VoteForm(Explained):
    """What was voted."""

    year = number_field(_("Année"), min_value=2000, max_value=2100)
    aid = forms.ChoiceField(label=_("Aide"), choices=FundAid.choices)
    amount = SumField(label=_("Somme (€)"), help_text=_("Une somme négative retire du budget voté."))
    note = forms.CharField(label=_("Délibération"), max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].may_be_negative = True  # type: ignore[attr-defined]


class AuthorityForm(Explained):
    """In whose name the rules are adopted."""

    authority = forms.CharField(
        label=_("Autorité qui adopte"), max_length=160, help_text=_("Par exemple : Conseil de Paris, délibération du…")
    )


class CeilingsForm(Explained):
    """A whole version: the table, then the rules of form."""

    valid_from = day_field(label=_("Pour les demandes reçues à partir du"))
    is_sample = forms.BooleanField(label=_("Exemple : aucun texte ne donne ces valeurs"), required=False)
    loan_months = number_field(_("Durée la plus longue d’un prêt (mois, 0 : non précisé)"), min_value=0, max_value=400)
    least_instalment = SumField(label=_("Mensualité la plus petite (€)"), required=False)
    least_loan_share = number_field(_("Part de prêt la plus petite (%)"), min_value=0, max_value=100)
    resumed_rent_months = number_field(_("Mois de loyer repris avant l’aide"), min_value=0, max_value=24)
    contract_days = number_field(_("Jours pour rendre le contrat de prêt"), min_value=0, max_value=730)
    condition_days = number_field(_("Jours pour lever une condition"), min_value=0, max_value=730)
    deferral_days = number_field(_("Jours d’un ajournement"), min_value=0, max_value=730)
    appeal_decider = forms.ChoiceField(label=_("Qui décide un recours gracieux"), choices=AppealDecider.choices)
    derogation = forms.CharField(
        label=_("Droit de dépasser un plafond"), required=False, max_length=300,
        help_text=_("Le texte, et qui l’accorde. Vide : aucun dépassement n’est possible."),
    )  # fmt: skip
    derogation_percent = number_field(_("Dépassement le plus grand (%)"), min_value=0, max_value=1000)
    means_per_unit = forms.BooleanField(
        label=_("Le plafond de ressources se lit par unité de consommation (colonne 1)"), required=False
    )
    unit_older = number_field(_("Poids d’une autre personne de 14 ans et plus (%)"), min_value=0, max_value=100)
    unit_younger = number_field(_("Poids d’un enfant de moins de 14 ans (%)"), min_value=0, max_value=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for aid in FundAid:
            for size in SIZES:
                self.fields[f"limit-{aid.value}-{size}"] = _cell(_("%(aid)s, %(size)s"), str(aid.label), size)
        for size in SIZES:
            self.fields[f"means-{size}"] = _cell(_("%(aid)s, %(size)s"), str(_("Ressources")), size)

    @property
    def rule_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if "-" not in name]

    @property
    def table(self) -> list[tuple[Any, list[Any]]]:
        """Each row of the table: its label, its cells."""
        rows = [(aid.label, [self[f"limit-{aid.value}-{size}"] for size in SIZES]) for aid in FundAid]
        return [*rows, (_("Ressources par mois"), [self[f"means-{size}"] for size in SIZES])]

    def rules(self) -> FundRules:
        """What was written."""
        said = self.cleaned_data
        limits = {
            aid.value: row for aid in FundAid
            if (row := {size: said[f"limit-{aid.value}-{size}"] for size in SIZES if said[f"limit-{aid.value}-{size}"]})
        }  # fmt: skip
        names = (
            "loan_months", "least_instalment", "least_loan_share", "resumed_rent_months", "contract_days",
            "condition_days", "deferral_days", "appeal_decider", "derogation", "derogation_percent", "means_per_unit",
        )  # fmt: skip
        return FundRules(
            limits=limits, means={size: said[f"means-{size}"] for size in SIZES if said[f"means-{size}"]},
            units=Units(100, said["unit_older"], said["unit_younger"]), **{name: said[name] for name in names},
        )  # fmt: skip


def _cell(pattern: Any, label: str, size: int) -> SumField:
    field = SumField(label=pattern % {"aid": label, "size": size}, required=False)
    field.widget.attrs["aria-label"] = f"{label}, {size}"
    return field


def initial_of(rules: FundRules, valid_from: date, *, is_sample: bool) -> dict[str, Any]:
    """A version as the form shows it."""
    found: dict[str, Any] = {
        name: getattr(rules, name) for name in rules.__dataclass_fields__ if name not in ("limits", "means", "units")
    }
    found |= {"valid_from": valid_from, "is_sample": is_sample}
    found |= {"unit_older": rules.units.older, "unit_younger": rules.units.younger}
    found |= {f"limit-{aid}-{size}": sum_ for aid, row in rules.limits.items() for size, sum_ in row.items()}
    return found | {f"means-{size}": sum_ for size, sum_ in rules.means.items()}
