"""What the fund holds of people: who reads the sealed texts, how long, what stays once nobody can be named."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.privacy import (
    Asker,
    Fate,
    FieldClass,
    Holding,
    Processing,
    Retention,
    Section,
    Sensitive,
)  # fmt: skip
from pacte.ground.pathways.reads.cases import visible
from pacte.ground.people.models import Person

from ..models import FundAppeal, FundCondition, FundDecision, FundPayment, FundProposal, FundRequest
from ..permissions import decides, instructs
from ..rules.money import euros

KEEP = timedelta(days=5 * 365)


def _follows(user: Any, request: FundRequest) -> bool:
    """Social workers who see the case."""
    return instructs(user) and visible(user).filter(pk=request.case_id).exists()


def _reads(user: Any, request: FundRequest) -> bool:
    """They, and the committee, which does not know whose it is."""
    if _follows(user, request):
        return True
    listed = FundRequest.objects.shown_to_committee().filter(pk=request.pk, completed_on__isnull=False)
    return decides(user) and listed.exists()


def _reads_of(user: Any, row: FundProposal | FundDecision) -> bool:
    return _reads(user, row.request)


def _reads_condition(user: Any, row: FundCondition) -> bool:
    return _reads(user, row.decision.request)


def _follows_appeal(user: Any, row: FundAppeal) -> bool:
    return _follows(user, row.decision.request)


def _follows_payment(user: Any, row: FundPayment) -> bool:
    return _follows(user, row.request)


FIELDS: list[Sensitive] = [
    Sensitive("housing_fund.FundRequest", "sealed_situation", FieldClass.SITUATION, _reads),
    Sensitive("housing_fund.FundRequest", "sealed_words", FieldClass.FREE_TEXT, _follows),
    Sensitive("housing_fund.FundProposal", "sealed_reasons", FieldClass.FREE_TEXT, _reads_of),
    Sensitive("housing_fund.FundDecision", "sealed_words", FieldClass.FREE_TEXT, _reads_of),
    Sensitive("housing_fund.FundDecision", "sealed_derogation", FieldClass.FREE_TEXT, _reads_of),
    Sensitive("housing_fund.FundCondition", "sealed_words", FieldClass.FREE_TEXT, _reads_condition),
    Sensitive("housing_fund.FundAppeal", "sealed_words", FieldClass.FREE_TEXT, _follows_appeal),
    Sensitive("housing_fund.FundPayment", "reference", FieldClass.SITUATION, _follows_payment),
]
SEALED: list[str] = [f"{each.model}.{each.field}" for each in FIELDS if each.field.startswith("sealed_")]


def _emptied(requests: QuerySet[FundRequest]) -> int:
    """Words, means and references go; sums, dates and decisions stay: they are accounts, and lead to nobody."""
    keys = list(requests.values_list("pk", flat=True))
    FundProposal.objects.filter(request__in=keys).exclude(sealed_reasons="").update(sealed_reasons="")
    decisions = FundDecision.objects.filter(request__in=keys)
    decisions.exclude(sealed_words="", sealed_derogation="").update(sealed_words="", sealed_derogation="")
    FundCondition.objects.filter(decision__in=decisions).exclude(sealed_words="").update(sealed_words="")
    FundAppeal.objects.filter(decision__in=decisions).exclude(sealed_words="").update(sealed_words="")
    FundPayment.objects.filter(request__in=keys).exclude(reference="").update(reference="")
    return FundRequest.objects.filter(pk__in=keys).update(
        sealed_situation="", sealed_words="", instructed_by=None, may_be_listed=False
    )


def _forget(before: datetime) -> int:
    """Requests of ended cases, once nothing is owed."""
    owes = Q(loan__balance_cents__gt=0)
    holds = (
        ~Q(sealed_situation="") | ~Q(sealed_words="") | Q(proposals__isnull=False) & ~Q(proposals__sealed_reasons="")
    )
    old = FundRequest.objects.filter(case__closed_on__lt=before.date()).exclude(owes).filter(holds)
    return _emptied(FundRequest.objects.filter(pk__in=list(old.values_list("pk", flat=True).distinct())))


RETENTION: list[Retention] = [
    Retention(
        "housing_fund.FundRequest", KEEP,
        gettext_lazy("Cinq ans après la fin, les ressources et les textes d’une demande sont effacés ; les sommes restent dans les comptes, sans nom."),  # noqa: E501
        _forget, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip


def _of(person: Person) -> QuerySet[FundRequest]:
    return FundRequest.objects.filter(case__file__person=person)


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's requests and their sums; to a relative nothing, since they say who asked for help."""
    if asker is not Asker.SELF:
        return []
    rows = tuple(
        (
            each.label, str(each.get_aid_display()), each.asked_on.strftime("%d/%m/%Y"), euros(each.asked_cents),
            str(each.get_state_display()), each.decided_on.strftime("%d/%m/%Y") if each.decided_on else "",
            ", ".join(euros(one.total_cents) for one in each.decisions.all() if one.total_cents),
            euros(each.loan.balance_cents) if hasattr(each, "loan") else "",
        )
        for each in _of(person).select_related("case", "loan").prefetch_related("decisions")
    )  # fmt: skip
    columns = (
        _("Demande"), _("Aide"), _("Reçue le"), _("Demandé"), _("État"), _("Décidée le"), _("Accordé"), _("Reste dû"),
    )  # fmt: skip
    return [Section(_("Fonds de solidarité pour le logement"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    return _emptied(_of(person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Demandes au fonds de solidarité pour le logement"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Fonds de solidarité pour le logement"),
        purpose=gettext_lazy("Recevoir, instruire, décider et payer les aides au logement ; suivre les prêts et le budget."),  # noqa: E501
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e ; loi no 90-449 du 31 mai 1990)."),
        concerned=gettext_lazy("Ménages qui demandent une aide pour leur logement"),
        recipients=gettext_lazy("Le service social qui suit la personne ; la commission, par numéro et sans identité"),
        models=(
            "housing_fund.FundRequest", "housing_fund.FundProposal", "housing_fund.FundDecision",
            "housing_fund.FundCondition", "housing_fund.FundAppeal", "housing_fund.FundPayment",
        ),
        risks=(
            gettext_lazy("Que l’on apprenne les dettes ou les ressources d’un ménage"),
            gettext_lazy("Qu’une seule personne instruise et décide"),
            gettext_lazy("Qu’une personne mise à l’abri soit reconnue à sa composition familiale"),
        ),
        measures=(
            gettext_lazy("Ressources et textes scellés ; la commission lit un numéro, une composition et des sommes"),
            gettext_lazy("La base de données refuse que la même personne instruise et décide"),
            gettext_lazy("La demande d’une personne mise à l’abri n’est à l’ordre du jour qu’avec son accord"),
            gettext_lazy("Toute somme se corrige par une écriture contraire, jamais par une retouche"),
        ),
    )
]  # fmt: skip
