"""What the room holds of people: who reads it, how long it lives, how it is told and forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
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
)
from pacte.ground.people.models import Person

from .models import DwellingCandidate, HousingRequest, SafePlaceRequest, SeenEvidence
from .reads.requests import candidacies, may_read, of_person

AFTER_END = timedelta(days=2 * 365)
AFTER_SAFE = timedelta(days=365)


def _reads(field_class: FieldClass) -> Any:
    """Whoever follows the file, as far as its sight goes; never a committee, a landlord, nor the pact's team."""

    def reads(user: Any, row: HousingRequest | SeenEvidence | DwellingCandidate) -> bool:
        request = row if isinstance(row, HousingRequest) else row.request
        return request is not None and may_read(user, request, field_class)

    return reads


FIELDS: list[Sensitive] = [
    Sensitive(
        "social_housing.HousingRequest", "request_number", FieldClass.IDENTITY, _reads(FieldClass.IDENTITY)
    ),
    Sensitive("social_housing.HousingRequest", "answers", FieldClass.SITUATION, _reads(FieldClass.SITUATION)),
    Sensitive(
        "social_housing.HousingRequest", "sealed_address", FieldClass.PROTECTED_ADDRESS,
        _reads(FieldClass.PROTECTED_ADDRESS),
    ),
    Sensitive(
        "social_housing.HousingRequest", "sealed_landlord", FieldClass.PROTECTED_ADDRESS,
        _reads(FieldClass.PROTECTED_ADDRESS),
    ),
    Sensitive("social_housing.SeenEvidence", "sealed_words", FieldClass.SITUATION, _reads(FieldClass.SITUATION)),
    Sensitive("social_housing.DwellingCandidate", "lines", FieldClass.SITUATION, _reads(FieldClass.SITUATION)),
]  # fmt: skip
SEALED: list[str] = [
    "social_housing.HousingRequest.sealed_address",
    "social_housing.HousingRequest.sealed_landlord",
    "social_housing.SeenEvidence.sealed_words",
]


def _gone(keys: list[int]) -> int:
    """The requests go; what a home's sheet counted stays, and leads to nobody."""
    DwellingCandidate.objects.filter(request__in=keys).update(request=None, lines=[])
    return HousingRequest.objects.filter(pk__in=keys).delete()[0]


def _forget_requests(before: datetime) -> int:
    old = HousingRequest.objects.filter(case__closed_on__lt=before.date())
    return _gone(list(old.values_list("pk", flat=True)))


def _forget_safe_places(before: datetime) -> int:
    ended = Q(left_on__lt=before.date()) | Q(sheltered_on__isnull=True, asked_on__lt=before.date())
    named = Q(file__isnull=False) | Q(referral__isnull=False)
    return SafePlaceRequest.objects.filter(ended, named).update(file=None, referral=None)


RETENTION: list[Retention] = [
    Retention(
        "social_housing.HousingRequest", AFTER_END,
        gettext_lazy("Une demande sert deux ans après la fin du parcours, en cas de recours ; ensuite elle disparaît."),
        _forget_requests, Fate.DELETE, is_sample=True,
    ),
    Retention(
        "social_housing.SafePlaceRequest", AFTER_SAFE,
        gettext_lazy("Un an après le départ, une mise à l’abri ne dit plus de qui elle était."),
        _forget_safe_places, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's requests; to a relative nothing, since they may say where somebody wants to live."""
    if asker is not Asker.SELF:
        return []
    requests = list(of_person(person).select_related("case").prefetch_related("evidence"))
    found = []
    if requests:
        columns = (
            _("Demande"), _("Depuis le"), _("Numéro unique de la demande"), _("Ménage"), _("Critères"),
            _("Pièces vues"),
        )  # fmt: skip
        rows = tuple(
            (
                each.label, each.requested_on.strftime("%d/%m/%Y"), each.request_number, str(each.persons),
                ", ".join(each.answers), ", ".join(str(piece) for piece in each.evidence.all()),
            )
            for each in requests
        )  # fmt: skip
        found.append(Section(_("Demandes de logement social"), columns, rows))
    homes = tuple(
        (each.label, held.dwelling.label, str(held.points), str(held.state.label))
        for each in requests for held in candidacies(each)
    )  # fmt: skip
    if homes:
        found.append(Section(_("Logements"), (_("Demande"), _("Logement"), _("Points"), _("Suite")), homes))
    asked = SafePlaceRequest.objects.filter(file__person=person)
    if asked:
        safe = tuple(
            tuple(day.strftime("%d/%m/%Y") if day else "" for day in (each.asked_on, each.sheltered_on, each.left_on))
            for each in asked
        )
        found.append(Section(_("Mises à l’abri"), (_("Demandée le"), _("Depuis le"), _("Partie le")), safe))
    return found


def _anonymise(person: Person) -> int:
    changed = _gone(list(of_person(person).values_list("pk", flat=True)))
    return changed + SafePlaceRequest.objects.filter(Q(file__person=person) | Q(referral__file__person=person)).update(
        file=None, referral=None
    )


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Logement social et mise à l’abri"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Cotation des demandes de logement social"),
        purpose=gettext_lazy("Aider une commission à décider, par une grille publique, et informer chaque demandeur de ses points."),  # noqa: E501
        basis=gettext_lazy("Obligation légale (RGPD, article 6.1.c ; Code de la construction et de l’habitation, articles L441-1 et L441-2-8)."),  # noqa: E501
        concerned=gettext_lazy("Ménages qui demandent un logement social"),
        recipients=gettext_lazy("Le service qui suit le ménage ; la commission et le bailleur lisent un numéro et des points"),  # noqa: E501
        models=(
            "social_housing.HousingRequest", "social_housing.SeenEvidence", "social_housing.DwellingCandidate",
        ),
        risks=(
            gettext_lazy("Qu’un violent retrouve une adresse"),
            gettext_lazy("Que la santé ou le danger se lisent dans une ligne de points"),
            gettext_lazy("Que l’on reconnaisse un ménage sur une fiche"),
        ),
        measures=(
            gettext_lazy("Adresse et bailleur scellés, montrés sur demande et journalisés"),
            gettext_lazy("Santé et danger réunis en une seule ligne pour la commission, rien pour le bailleur"),
            gettext_lazy("La fiche ne reçoit ni nom, ni adresse, ni numéro unique de la demande"),
            gettext_lazy("Aucune copie des justificatifs"),
        ),
    ),
    Processing(
        name=gettext_lazy("Mise à l’abri de femmes victimes de violences"),
        purpose=gettext_lazy("Demander un lieu protégé par une orientation et compter les mises à l’abri."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e)."),
        concerned=gettext_lazy("Femmes victimes de violences, et leurs enfants"),
        recipients=gettext_lazy("Qui la suit, et le service auquel elle est orientée"),
        models=("social_housing.SafePlaceRequest",),
        risks=(gettext_lazy("Que le lieu soit connu"),),
        measures=(gettext_lazy("Le lieu n’est écrit nulle part ; aucune liste des lieux n’existe"),),
    ),
]  # fmt: skip
