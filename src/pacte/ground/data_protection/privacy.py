"""What the desk holds of people: requests, their statements, agreed phrases, requisitions; and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Asker, FieldClass, Holding, Processing, Retention, Section, Sensitive
from pacte.ground.documents.services import delete as delete_attachment

from .models import AgreedPhrase, Request, Requisition, RetentionRun, Statement
from .permissions import keeps_the_desk
from .reads.readings import acts_on


def officer(user: Any, row: Any) -> bool:
    """The data protection officer, who answers the person or the authority."""
    return keeps_the_desk(user)


def nobody(user: Any, row: Any) -> bool:
    """It is compared, never shown."""
    return False


FIELDS = [
    Sensitive("data_protection.Request", "sealed_words", FieldClass.FREE_TEXT, officer),
    Sensitive("data_protection.Request", "sealed_proof", FieldClass.FREE_TEXT, officer),
    Sensitive("data_protection.Request", "sealed_answer", FieldClass.FREE_TEXT, officer),
    Sensitive("data_protection.AgreedPhrase", "digest", FieldClass.CREDENTIAL, nobody),
    Sensitive("data_protection.Requisition", "sealed_scope", FieldClass.FREE_TEXT, officer),
    Sensitive("data_protection.Requisition", "sealed_answer", FieldClass.FREE_TEXT, officer),
]
SEALED = [
    "data_protection.Request.sealed_words", "data_protection.Request.sealed_proof",
    "data_protection.Request.sealed_answer", "data_protection.Requisition.sealed_scope",
    "data_protection.Requisition.sealed_answer",
]  # fmt: skip


def drop_statements(before: datetime) -> int:
    """Statements whose request was answered before this day, with their bytes."""
    old = list(Statement.objects.filter(request__answered_on__lt=before.date()).select_related("attachment"))
    for statement in old:
        drop_statement(statement)
    return len(old)


def drop_statement(statement: Statement) -> None:
    """The row, then its document: the bytes go once that is certain."""
    attachment = statement.attachment
    statement.delete()
    delete_attachment(attachment)


def drop_requests(before: datetime) -> int:
    """Requests answered before this day."""
    old = list(Request.objects.filter(answered_on__lt=before.date()).select_related("statement__attachment"))
    with transaction.atomic():
        for request in old:
            if hasattr(request, "statement"):
                drop_statement(request.statement)
            request.delete()
    return len(old)


def drop_requisitions(before: datetime) -> int:
    """Requisitions decided before this day."""
    return Requisition.objects.filter(decided_on__lt=before.date()).delete()[0]


def drop_runs(before: datetime) -> int:
    """Figures of runs, five years on."""
    _all, rows = RetentionRun.objects.filter(at__lt=before).delete()
    return rows.get("data_protection.RetentionRun", 0)


RETENTION = [
    Retention(
        "data_protection.Statement", timedelta(days=30),
        _("Le relevé a été remis ; le garder ferait une copie de plus de toutes les données."),
        drop_statements, is_sample=True,
    ),
    Retention(
        "data_protection.Request", timedelta(days=5 * 365 + 1),
        _("La preuve qu’une réponse a été donnée sert jusqu’à la prescription."),
        drop_requests, reference="Code civil, article 2224",
    ),
    Retention(
        "data_protection.Requisition", timedelta(days=5 * 365 + 1),
        _("La preuve de ce qui a été répondu à une autorité."),
        drop_requisitions, reference="Code civil, article 2224",
    ),
    Retention(
        "data_protection.RetentionRun", timedelta(days=5 * 365 + 1),
        _("Les chiffres des effacements prouvent que les durées sont tenues ; ils ne nomment personne."),
        drop_runs, is_sample=True,
    ),
]  # fmt: skip


def tell(person: Any, asker: Asker) -> list[Section]:
    """Who read the data, by organisation and day, and the person's own requests; nothing of it for a relative."""
    if asker == Asker.RELATIVE:
        return []
    return [_readers(person), _requests(person)]


def _readers(person: Any) -> Section:
    """Each organisation once a day, the latest first."""
    seen = dict.fromkeys(
        (date_format(timezone.localtime(act.at), "j F Y"), act.organisation or gettext("La plateforme"))
        for act in acts_on(person)
        if act.is_reading
    )
    return Section(gettext("Qui a lu vos données"), (gettext("Jour"), gettext("Organisation")), tuple(seen))


def _requests(person: Any) -> Section:
    rows = [
        (date_format(request.received_on, "j F Y"), str(request.get_kind_display()), str(request.get_outcome_display()))
        for request in Request.objects.filter(person=person)
    ]
    columns = (gettext("Reçue le"), gettext("Droit exercé"), gettext("Réponse"))
    return Section(gettext("Vos demandes"), columns, tuple(rows))


def anonymise(person: Any) -> int:
    """The phrase, the statements, and the words of the person's requests; what was decided stays, of nobody."""
    statements = list(Statement.objects.filter(request__person=person).select_related("attachment"))
    for statement in statements:
        drop_statement(statement)
    gone = AgreedPhrase.objects.filter(person=person).delete()[0]
    blanked = Request.objects.filter(person=person).update(
        sealed_words="", sealed_proof="", sealed_answer="", person=None
    )
    return len(statements) + gone + blanked


HOLDINGS = [Holding(_("Demandes et lectures"), tell, anonymise)]
PROCESSING = [
    Processing(
        name=_("Demandes des personnes"),
        purpose=_("Répondre à qui demande l’accès, la rectification, l’effacement, l’opposition ou la limitation."),
        basis=_("Obligation légale (RGPD, articles 6.1.c et 12)"),
        concerned=_("Les personnes qui exercent leurs droits, leurs représentants"),
        recipients=_("La protection des données"),
        models=(
            "data_protection.Request", "data_protection.Statement", "data_protection.AgreedPhrase",
        ),
        risks=(
            _("Quelqu’un obtient les données d’un autre en se faisant passer pour lui."),
            _("Un parent apprend où se trouve un enfant protégé."),
        ),
        measures=(
            _("Identité vérifiée avant toute recherche : papiers, phrase convenue ou attestation."),
            _("Pour un proche : autorité vérifiée, deux personnes, aucun lieu, rien d’une personne mise à l’abri."),
        ),
    ),
    Processing(
        name=_("Réquisitions judiciaires"),
        purpose=_("Garder la preuve de ce qu’une autorité a demandé et de ce qui lui a été répondu."),
        basis=_("Obligation légale (RGPD, article 6.1.c)"),
        concerned=_("Les personnes que la réquisition désigne"),
        recipients=_("La protection des données"),
        models=("data_protection.Requisition",),
        risks=(_("La plateforme sert à retrouver quelqu’un."),),
        measures=(_("Aucun rôle de police, aucune recherche depuis une réquisition ; les positions sont refusées."),),
    ),
]  # fmt: skip
