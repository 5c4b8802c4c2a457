"""What cases hold of people: who reads the words and the facts, how long, and how a person goes out of their case."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import (
    Asker,
    Fate,
    FieldClass,
    Holding,
    Processing,
    Retention,
    Section,
    Sensitive,
)
from pacte.ground.documents.models import Attachment
from pacte.ground.documents.services import delete as delete_attachment
from pacte.ground.people.models import Person

from ..models import Case, CaseClock, CaseDocument, CaseEvent, CaseReferral, CaseReminder
from ..reads import case_words as words
from ..reads.cases import case_sight
from ..reads.stories import scheme_of

AFTER_THE_END = timedelta(days=3 * 365)


def _reads(field_class: FieldClass) -> Any:
    """Who sees the case's file in full, so far as the class is open to them there."""

    def readers(user: Any, row: CaseEvent) -> bool:
        seen = case_sight(user, row.case) if isinstance(user, User) else None
        return seen is not None and seen.shows(field_class)

    return readers


FIELDS: list[Sensitive] = [
    Sensitive("pathways.CaseEvent", "sealed_words", FieldClass.FREE_TEXT, _reads(FieldClass.FREE_TEXT)),
    Sensitive("pathways.CaseEvent", "value", FieldClass.SITUATION, _reads(FieldClass.SITUATION)),
]
SEALED: list[str] = ["pathways.CaseEvent.sealed_words"]


def _emptied(cases: QuerySet[Case]) -> int:
    """The cases lead to nobody: their scheme, days, outcome and clocks stay, for the figures; words and facts go."""
    keys = list(cases.values_list("pk", flat=True))
    if not keys:
        return 0
    papers = CaseDocument.objects.filter(case__in=keys)
    attachments = list(Attachment.objects.filter(pk__in=papers.values("attachment")))
    papers.delete()
    for attachment in attachments:
        delete_attachment(attachment)
    events = CaseEvent.objects.filter(case__in=keys)
    events.exclude(sealed_words="").update(sealed_words="")
    events.filter(value__isnull=False).update(value=None)
    events.filter(by__isnull=False).update(by=None)
    CaseReferral.objects.filter(case__in=keys).delete()
    CaseReminder.objects.filter(case__in=keys).delete()
    CaseClock.objects.filter(case__in=keys, hold__in=("live", "suspended")).delete()
    return Case.objects.filter(pk__in=keys).update(file=None, household=None, lead=None, next_due_on=None)


def _forget(before: datetime) -> int:
    """Cases that ended long ago and still lead to somebody."""
    return _emptied(Case.objects.filter(Q(file__isnull=False) | Q(lead__isnull=False), closed_on__lt=before.date()))


RETENTION: list[Retention] = [
    Retention(
        "pathways.Case", AFTER_THE_END,
        gettext_lazy("Un parcours terminé sert trois ans à reprendre le suivi ; ensuite, il ne compte plus que dans les chiffres."),  # noqa: E501
        _forget, Fate.ANONYMISE, is_sample=True,
    )
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's cases; to a relative nothing: a case says what somebody goes through."""
    if asker is not Asker.SELF:
        return []
    cases = Case.objects.filter(file__person=person).select_related("scheme", "version", "organisation")
    rows = tuple(_line(case) for case in cases.order_by("number"))
    columns = (_("Parcours"), _("Dispositif"), _("Suivi par"), _("Ouvert le"), _("Étape"), _("Fin"))
    return [Section(_("Parcours"), columns, rows)] if rows else []


def _line(case: Case) -> tuple[str, ...]:
    scheme = scheme_of(case)
    end = ""
    if case.closed_on:
        end = f"{case.closed_on:%d/%m/%Y} · {words.name_of(scheme, case.outcome)}"
    return (
        case.label, case.scheme.name, case.organisation.name, f"{case.opened_on:%d/%m/%Y}",
        words.stage_words(scheme, case.stage), end,
    )  # fmt: skip


def _anonymise(person: Person) -> int:
    """The person is in no case any more."""
    return _emptied(Case.objects.filter(file__person=person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Parcours"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Parcours à délais légaux"),
        purpose=gettext_lazy("Suivre les étapes et les délais d’un dispositif pour une personne, et la prévenir avant qu’une date ne passe."),  # noqa: E501
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e ; Code de l’action sociale et des familles)."),  # noqa: E501
        concerned=gettext_lazy("Personnes suivies par une organisation, et leur ménage"),
        recipients=gettext_lazy("Les professionnels qui suivent le dossier ; les partenaires à qui il est partagé en entier"),  # noqa: E501
        models=(
            "pathways.Case", "pathways.CaseEvent", "pathways.CaseClock", "pathways.CaseDocument",
            "pathways.CaseReferral", "pathways.CaseReminder",
        ),
        risks=(
            gettext_lazy("Que l’on apprenne d’un tiers la difficulté d’une personne"),
            gettext_lazy("Qu’une date fausse décide d’une suite"),
        ),
        measures=(
            gettext_lazy("Un parcours se lit comme le dossier : par ceux qui le suivent, chaque ouverture est au journal"),  # noqa: E501
            gettext_lazy("Ce qui est écrit est scellé ; une personne mise à l’abri n’est dans aucune liste"),
            gettext_lazy("Rien n’est effacé d’une erreur : elle est barrée, avec sa raison"),
        ),
    )
]  # fmt: skip
