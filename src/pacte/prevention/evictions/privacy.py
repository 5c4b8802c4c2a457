"""What the room holds of people: who reads the diagnosis and the address, how long, what a person is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.crypto import unseal
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
from pacte.ground.pathways.reads.cases import case_sight
from pacte.ground.people.models import Person

from .models import ArrearsLine, CommissionAnswer, CommissionFile, Eviction, ExplocImport, SocialDiagnosis
from .permissions import sits
from .reads.evictions import may_place
from .reads.money import euros

AFTER_END = timedelta(days=2 * 365)
AFTER_IMPORT = timedelta(days=365)
TEXTS = ("sealed_situation", "sealed_steps", "sealed_landlord_comment", "sealed_tenant_comment")


def _shows(user: Any, eviction: Eviction, field_class: str) -> bool:
    seen = case_sight(user, eviction.case)
    return seen is not None and seen.shows(field_class)


def _reads_landlord(user: Any, row: Eviction) -> bool:
    return _shows(user, row, FieldClass.IDENTITY)


def _reads_address(user: Any, row: Eviction) -> bool:
    seen = case_sight(user, row.case)
    return seen is not None and may_place(seen)


def _reads_number(user: Any, row: Eviction) -> bool:
    return case_sight(user, row.case) is not None or (sits(user) and not _is_hidden(row))


def _reads_diagnosis(user: Any, row: SocialDiagnosis) -> bool:
    return _shows(user, row.eviction, FieldClass.SITUATION)


def _is_hidden(eviction: Eviction | None) -> bool:
    return bool(eviction and eviction.case.file and eviction.case.file.person.is_restricted)


def _reads_file(user: Any, row: CommissionFile) -> bool:
    """The commission, but for persons out of sight; and who follows the case."""
    if sits(user) and not _is_hidden(row.eviction):
        return True
    return row.eviction is not None and case_sight(user, row.eviction.case) is not None


def _reads_answer(user: Any, row: CommissionAnswer) -> bool:
    return _reads_file(user, row.file)


FIELDS: list[Sensitive] = [
    Sensitive("evictions.Eviction", "sealed_landlord", FieldClass.IDENTITY, _reads_landlord),
    Sensitive("evictions.Eviction", "sealed_address", FieldClass.PROTECTED_ADDRESS, _reads_address),
    Sensitive("evictions.Eviction", "exploc_id", FieldClass.IDENTITY, _reads_number),
    *(Sensitive("evictions.SocialDiagnosis", name, FieldClass.SITUATION, _reads_diagnosis) for name in TEXTS),
    Sensitive("evictions.CommissionFile", "exploc_id", FieldClass.IDENTITY, _reads_file),
    Sensitive("evictions.CommissionAnswer", "sealed_words", FieldClass.FREE_TEXT, _reads_answer),
]
SEALED: list[str] = [
    "evictions.Eviction.sealed_landlord",
    "evictions.Eviction.sealed_address",
    *(f"evictions.SocialDiagnosis.{name}" for name in TEXTS),
    "evictions.CommissionAnswer.sealed_words",
]


def _emptied(evictions: QuerySet[Eviction]) -> int:
    """Diagnoses and debts go; the commission's files keep their grounds and answers, without number nor words."""
    keys = list(evictions.values_list("pk", flat=True))
    gone = SocialDiagnosis.objects.filter(eviction__in=keys).delete()[0]
    gone += ArrearsLine.objects.filter(eviction__in=keys).delete()[0]
    files = CommissionFile.objects.filter(eviction__in=keys)
    gone += CommissionAnswer.objects.filter(file__in=list(files.values_list("pk", flat=True))).update(sealed_words="")
    gone += files.update(
        eviction=None, exploc_id="", territory=None, debt_cents=None, rent_cents=None, dates={}, imported={}
    )
    return gone + Eviction.objects.filter(pk__in=keys).update(
        sealed_landlord="", sealed_address="", exploc_id="", landlord=None, lease_signed_on=None
    )


def _forget_ended(before: datetime) -> int:
    """Cases that ended so long ago, as long as something of them is left."""
    over = Eviction.objects.filter(case__closed_on__lt=before.date())
    left = (
        Q(diagnosis__isnull=False) | Q(arrears__isnull=False) | ~Q(sealed_landlord="") | ~Q(sealed_address="")
        | ~Q(exploc_id="") | Q(commission_files__isnull=False)
    )  # fmt: skip
    keys = list(over.filter(left).values_list("pk", flat=True).distinct())
    return _emptied(Eviction.objects.filter(pk__in=keys))


def _forget_files(before: datetime) -> int:
    """Files of the commission that no follow-up here ever joined."""
    return CommissionFile.objects.filter(eviction__isnull=True, referred_on__lt=before.date()).delete()[0]


def _forget_imports(before: datetime) -> int:
    return ExplocImport.objects.filter(at__lt=before).delete()[0]


RETENTION: list[Retention] = [
    Retention(
        "evictions.Eviction", AFTER_END,
        gettext_lazy("Deux ans après la fin d’une procédure, la dette, le diagnostic et l’adresse s’effacent ; l’issue reste pour les chiffres."),  # noqa: E501
        _forget_ended, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "evictions.CommissionFile", AFTER_END,
        gettext_lazy("Un dossier de la commission sans suivi ici sert deux ans ; ensuite, il est supprimé."),
        _forget_files, is_sample=True,
    ),
    Retention(
        "evictions.ExplocImport", AFTER_IMPORT,
        gettext_lazy("Le compte d’un import EXPLOC sert à retrouver une erreur ; il est supprimé après un an."),
        _forget_imports, is_sample=True,
    ),
]  # fmt: skip


def _of(person: Person) -> QuerySet[Eviction]:
    return Eviction.objects.filter(case__file__person=person)


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's procedures; to a relative nothing: they say where somebody lives and what they owe."""
    if asker is not Asker.SELF:
        return []
    sections = []
    for eviction in _of(person).select_related("case", "landlord").order_by("pk"):
        rows = [
            (_("Motif"), str(eviction.get_ground_display())), (_("Identifiant EXPLOC"), eviction.exploc_id),
            (_("Bailleur"), eviction.landlord.name if eviction.landlord else _opened(eviction.sealed_landlord)),
            (_("Adresse du logement"), _opened(eviction.sealed_address)),
        ]  # fmt: skip
        rows += [
            (f"{_('Dette')} {each.on:%d/%m/%Y}", f"{euros(each.debt_cents)} {each.get_source_display()}")
            for each in eviction.arrears.all()
        ]  # fmt: skip
        rows += _told_diagnosis(eviction) + _told_commission(eviction)
        title = _("Procédure d’expulsion %(label)s") % {"label": eviction.case.label}
        sections.append(Section(title, (_("Objet"), _("Contenu")), tuple((name, text) for name, text in rows if text)))
    return sections


def _told_diagnosis(eviction: Eviction) -> list[tuple[str, str]]:
    held = SocialDiagnosis.objects.filter(eviction=eviction).first()
    if held is None:
        return []
    amounts = (
        (_("Ressources"), held.resources_cents), (_("Aide au logement"), held.aid_cents),
        (_("Loyer et charges locatives"), held.rent_cents), (_("Autres charges"), held.charges_cents),
        (_("Dette locative"), held.debt_cents), (_("Versement proposé"), held.offered_monthly_cents),
    )  # fmt: skip
    texts = (
        (_("Situation"), held.sealed_situation), (_("Démarches"), held.sealed_steps),
        (_("Observations de la personne"), held.sealed_tenant_comment),
        (_("Observations du bailleur"), held.sealed_landlord_comment),
    )  # fmt: skip
    rows = [(_("Diagnostic social et financier"), str(held.get_state_display()))]
    rows += [(label, euros(cents)) for label, cents in amounts]
    return rows + [(label, _opened(sealed)) for label, sealed in texts]


def _told_commission(eviction: Eviction) -> list[tuple[str, str]]:
    rows = []
    for file in eviction.commission_files.prefetch_related("answers"):
        rows.append((_("Dossier de la commission"), f"{file.label} {file.get_member_display()}".strip()))
        rows += [
            (str(answer.get_kind_display()), f"{answer.on:%d/%m/%Y} {_opened(answer.sealed_words)}".strip())
            for answer in file.answers.all()
        ]
    return rows


def _opened(sealed: str) -> str:
    return unseal(sealed) if sealed else ""


def _anonymise(person: Person) -> int:
    """What names the person or says what they owe goes; the ground stays for the figures."""
    return _emptied(_of(person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Procédures d’expulsion"), _tell, _anonymise)]
PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Prévention des expulsions locatives"),
        purpose=gettext_lazy("Agir avant la perte du logement : suivre les délais, le diagnostic, la commission."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e) ; loi n° 90-449, article 7-2."),
        concerned=gettext_lazy("Ménages menacés d’expulsion, bailleurs particuliers"),
        recipients=gettext_lazy("Le travail social qui suit la personne ; le juge et la commission pour le diagnostic ; la commission, par numéro"),  # noqa: E501
        models=(
            "evictions.Eviction", "evictions.SocialDiagnosis", "evictions.CommissionFile", "evictions.CommissionAnswer",
            "evictions.ExplocImport",
        ),
        risks=(
            gettext_lazy("Qu’un bailleur ou un tiers lise la situation d’un ménage"),
            gettext_lazy("Qu’un fichier échangé dise qui est menacé d’expulsion"),
        ),
        measures=(
            gettext_lazy("La commission et ses feuilles ne connaissent que des numéros"),
            gettext_lazy("Les textes du diagnostic et l’adresse sont scellés ; le bailleur n’en lit aucun"),
            gettext_lazy("Le fichier déposé n’est pas gardé ; une personne mise à l’abri n’est dans aucune liste"),
        ),
    )
]  # fmt: skip
