"""What a household asks and its means, on one page; the small forms that follow it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.web.forms import Explained, day_field, text_area

from ..enums import ITEMS, FundItem, FundPayee, FundResource, FundVerdict
from ..models import FundRequest
from ..reads.situation import Situation, situation_of, words_of
from ..rules.ceilings import FundSums
from ..rules.means import MOST_PEOPLE, Resource
from ..services.requests import LONGEST, FundWish
from .sums import SumField

PROPOSED = [
    (each.value, each.label)
    for each in (FundVerdict.FULL, FundVerdict.PARTIAL, FundVerdict.CONDITIONAL, FundVerdict.DEFERRED,
                 FundVerdict.REFUSED)
]  # fmt: skip
RESOURCES = "resource-"


def number_field(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **options)


class WishForm(Explained):
    """What is asked, who lives there, what they have, what they pay."""

    asked_on = day_field(label=_("Demande reçue le"))

    def __init__(self, *args: Any, aid: str, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aid = aid
        if not is_new:
            del self.fields["asked_on"]
        for item in ITEMS[aid]:
            self.fields[item.value] = SumField(label=item.label, required=False)
        self.fields["older"] = number_field(_("Personnes de 14 ans et plus"), min_value=0, max_value=MOST_PEOPLE)
        self.fields["younger"] = number_field(
            _("Enfants de moins de 14 ans"), min_value=0, max_value=MOST_PEOPLE, required=False
        )
        for each in FundResource:
            self.fields[f"{RESOURCES}{each.value}"] = SumField(label=each.label, required=False)
        self.fields["rent"] = SumField(label=_("Loyer par mois"), required=False)
        self.fields["charges"] = SumField(label=_("Charges et énergie par mois"), required=False)
        self.fields["debt"] = SumField(label=_("Dette totale"), required=False)
        self.fields["resumed_months"] = number_field(
            _("Mois de loyer repris"), min_value=0, max_value=120, required=False
        )
        self.fields["words"] = forms.CharField(
            label=_("La situation"), required=False, max_length=LONGEST, widget=text_area(4),
            help_text=_("Lue par les personnes qui suivent ce dossier, jamais par la commission."),
        )  # fmt: skip

    @property
    def asked_fields(self) -> list[Any]:
        names = (["asked_on"] if "asked_on" in self.fields else []) + [item.value for item in ITEMS[self.aid]]
        return [self[name] for name in names]

    @property
    def household_fields(self) -> list[Any]:
        return [self["older"], self["younger"]]

    @property
    def resource_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(RESOURCES)]

    @property
    def spending_fields(self) -> list[Any]:
        return [self[name] for name in ("rent", "charges", "debt", "resumed_months", "words")]

    def wish(self) -> FundWish:
        """What was said, in cents."""
        said = self.cleaned_data
        resources = tuple(
            Resource(each.value, said[f"{RESOURCES}{each.value}"])
            for each in FundResource if said[f"{RESOURCES}{each.value}"]
        )  # fmt: skip
        lines = {item.value: said[item.value] for item in ITEMS[self.aid] if said[item.value]}
        means = Situation(resources, said["rent"], said["charges"], said["debt"], said["resumed_months"] or 0)
        return FundWish(self.aid, lines, said["older"], said["younger"] or 0, means, said["words"])


def initial_of(request: FundRequest) -> dict[str, Any]:
    """What a request holds, as the form shows it."""
    situation = situation_of(request)
    found: dict[str, Any] = {line.item: line.cents for line in request.lines.all() if line.item in FundItem.values}
    found |= {f"{RESOURCES}{each.kind}": each.cents for each in situation.resources}
    found |= {name: getattr(situation, name) or None for name in ("rent", "charges", "debt", "resumed_months")}
    found |= {"older": request.older, "younger": request.younger, "words": words_of(request.sealed_words)}
    return found


class ProposalForm(Explained):
    """What who instructs proposes to the committee."""

    verdict = forms.ChoiceField(label=_("Avis"), choices=PROPOSED)
    grant = SumField(label=_("Subvention (€)"), required=False)
    loan = SumField(label=_("Prêt sans intérêt (€)"), required=False)
    months = number_field(_("Durée du prêt (mois)"), min_value=0, max_value=9999, required=False)
    reasons = forms.CharField(
        label=_("Raisons"), max_length=LONGEST, widget=text_area(5),
        help_text=_("La commission les lit sans savoir de qui il s’agit : n’écrivez pas de nom ni d’adresse."),
    )  # fmt: skip
    may_be_listed = forms.BooleanField(
        label=_("La personne, mise à l’abri, accepte d’être à l’ordre du jour par son numéro"), required=False
    )

    def __init__(self, *args: Any, is_restricted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_restricted:
            del self.fields["may_be_listed"]

    @property
    def sums(self) -> FundSums:
        said = self.cleaned_data
        return FundSums(said["grant"], said["loan"], said["months"] or 0)


class AppealForm(Explained):
    """An appeal as it was received."""

    on = day_field(label=_("Reçu le"), initial=timezone.localdate)
    words = forms.CharField(label=_("Ce que dit la personne"), required=False, max_length=LONGEST, widget=text_area(4))


class PaymentForm(Explained):
    """A payment made."""

    payee = forms.ChoiceField(label=_("Payé à"), choices=FundPayee.choices)
    amount = SumField(label=_("Somme (€)"))
    on = day_field(label=_("Payé le"), initial=timezone.localdate)
    reference = forms.CharField(label=_("Référence du mandat"), max_length=40, help_text=_("Sans nom de personne."))


class InstalmentForm(Explained):
    """Money that came back."""

    amount = SumField(label=_("Somme reçue (€)"))
    on = day_field(label=_("Reçue le"), initial=timezone.localdate)


class RescheduleForm(Explained):
    """What is owed, spread again."""

    months = number_field(_("Nombre de mensualités"), min_value=1, max_value=400)
    first_due = day_field(label=_("Première mensualité le"))


class SuspendForm(Explained):
    """A few months without instalments."""

    months = number_field(_("Pendant combien de mois"), min_value=1, max_value=24)
    from_day = day_field(label=_("À partir du"), initial=timezone.localdate)


class FundFilter(Explained):
    """What narrows the list of requests."""

    show = forms.ChoiceField(
        label=_("Demandes"), required=False,
        choices=[("", _("En cours")), ("late", _("Prêts en retard")), ("all", _("Toutes"))],
    )  # fmt: skip
