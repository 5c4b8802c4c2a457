"""What requests hold of people: who reads the sealed words, how long a household can be told, how it is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
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

from ..enums.requests import LIVE_STATES, HouseholdKind
from ..models import Call, MinorPath, RequestEvent, RequestMember, ShelterRequest, SiteExclusion
from ..models.requests import ShelterRequestQuerySet
from ..permissions import regulates
from ..reads.requests import is_open_to
from ..reads.requests_of_person import requests_of

AFTER_NIGHT = timedelta(days=365)
AFTER_CALL = timedelta(days=3 * 365)


def _reads(user: Any, request: ShelterRequest) -> bool:
    """Whoever regulates; for a restricted person, those among them who may see the person."""
    return regulates(user) and is_open_to(user, request)


def _reads_of(user: Any, row: RequestEvent | MinorPath) -> bool:
    return _reads(user, row.request)


FIELDS: list[Sensitive] = [
    Sensitive("shelter.ShelterRequest", "sealed_way", FieldClass.CONTACT, _reads),
    Sensitive("shelter.ShelterRequest", "sealed_words", FieldClass.FREE_TEXT, _reads),
    Sensitive("shelter.ShelterRequest", "external_id", FieldClass.IDENTITY, _reads),
    Sensitive("shelter.RequestEvent", "sealed_words", FieldClass.FREE_TEXT, _reads_of),
    Sensitive("shelter.MinorPath", "sealed_named_adult", FieldClass.IDENTITY, _reads_of),
]
SEALED: list[str] = [
    "shelter.ShelterRequest.sealed_way",
    "shelter.ShelterRequest.sealed_words",
    "shelter.RequestEvent.sealed_words",
    "shelter.MinorPath.sealed_named_adult",
]


def _emptied(rows: ShelterRequestQuerySet) -> int:
    """The requests lead to nobody: numbers, states, ages by member and reasons stay for the figures."""
    keys = list(rows.values_list("pk", flat=True))
    RequestMember.objects.filter(request__in=keys).update(person=None)
    RequestEvent.objects.filter(request__in=keys).exclude(sealed_words="").update(sealed_words="")
    SiteExclusion.objects.filter(request__in=keys).delete()
    MinorPath.objects.filter(request__in=keys).delete()
    return ShelterRequest.objects.filter(pk__in=keys).update(
        file=None, household=None, referral=None, sealed_way="", sealed_words="", has_relay=False, external_id="",
        latitude=None, longitude=None, care_need="", criteria=[], parts=[], imported={},
    )  # fmt: skip


def _forget_requests(before: datetime) -> int:
    """Nights gone by; a minor alone who was never handed over stays until they are."""
    waiting = Q(kind=HouseholdKind.MINOR_ALONE, state__in=LIVE_STATES)
    holds = (
        Q(file__isnull=False) | Q(household__isnull=False) | Q(referral__isnull=False) | ~Q(sealed_way="")
        | ~Q(sealed_words="") | ~Q(external_id="") | Q(members__person__isnull=False) | ~Q(events__sealed_words="")
        | Q(latitude__isnull=False) | Q(minor_path__isnull=False) | Q(exclusions__isnull=False)
    )  # fmt: skip
    old = ShelterRequest.objects.filter(night__lt=before.date()).exclude(waiting)
    keys = list(old.filter(holds).values_list("pk", flat=True).distinct())
    return _emptied(ShelterRequest.objects.filter(pk__in=keys))


def _forget_calls(before: datetime) -> int:
    return Call.objects.filter(at__lt=before).delete()[0]


RETENTION: list[Retention] = [
    Retention(
        "shelter.ShelterRequest", AFTER_NIGHT,
        gettext_lazy("Une demande sert un an à compter les nuits sans place ; ensuite, elle ne dit plus de qui elle était."),  # noqa: E501
        _forget_requests, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "shelter.Call", AFTER_CALL,
        gettext_lazy("Un appel, noté sans nom, sert trois ans aux comparaisons d’un hiver à l’autre."),
        _forget_calls, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's requests; to a relative nothing, since they say where somebody asked for help."""
    if asker is not Asker.SELF:
        return []
    rows = tuple(
        (
            each.night.strftime("%d/%m/%Y"), each.label, str(each.get_state_display()),
            str(each.get_unmet_reason_display() or ""), str(each.get_source_display()),
            timezone.localtime(each.received_at).strftime("%d/%m/%Y %H:%M"), str(each.calls.count()),
        )
        for each in requests_of(person).order_by("night", "number")
    )  # fmt: skip
    columns = (
        _("Nuit du"), _("Demande"), _("Suite"), _("Raison"), _("Origine"), _("Reçue le"), _("Appels"),
    )  # fmt: skip
    return [Section(_("Demandes d’hébergement"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    """The person is in no request any more; theirs alone, or through their file, say nothing; a place stays a place.

    In a request that others are in, what was written of the household goes too: nobody can say whose it was.
    """
    keys = list(requests_of(person).values_list("pk", flat=True))
    changed = RequestMember.objects.filter(person=person).update(person=None)
    others = RequestMember.objects.filter(request__in=keys, person__isnull=False).values("request")
    alone = ShelterRequest.objects.filter(pk__in=keys).exclude(pk__in=others)
    changed += _emptied(ShelterRequest.objects.filter(pk__in=list(alone.values_list("pk", flat=True))))
    rest = ShelterRequest.objects.filter(pk__in=keys)
    RequestEvent.objects.filter(request__in=keys).exclude(sealed_words="").update(sealed_words="")
    rest.filter(file__person=person).update(file=None, referral=None)
    return changed + rest.exclude(sealed_way="", sealed_words="").update(
        sealed_way="", sealed_words="", has_relay=False
    )  # fmt: skip


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Demandes d’hébergement d’urgence"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Demandes d’hébergement d’urgence (115)"),
        purpose=gettext_lazy("Recevoir les demandes d’une nuit, y répondre, et compter celles qui restent sans place."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e ; Code de l’action sociale et des familles, articles L345-2 et suivants)."),  # noqa: E501
        concerned=gettext_lazy("Personnes qui demandent un hébergement, et qui les accompagne à ce moment"),
        recipients=gettext_lazy("La régulation du 115 ; le partenaire qui a orienté lit la suite, sans adresse"),
        models=(
            "shelter.ShelterRequest", "shelter.RequestMember", "shelter.RequestEvent", "shelter.Call",
            "shelter.MinorPath", "shelter.SiteExclusion",
        ),
        risks=(
            gettext_lazy("Que l’on apprenne où dort une personne, ou par qui la joindre"),
            gettext_lazy("Qu’un refus soit retenu contre un ménage"),
            gettext_lazy("Qu’un mineur seul soit renvoyé"),
        ),
        measures=(
            gettext_lazy("Une demande se prend sans nom ; le lieu est arrondi au kilomètre, et son texte n’est pas gardé"),  # noqa: E501
            gettext_lazy("Façon de joindre et précisions scellées, lues par la régulation seule"),
            gettext_lazy("Aucun classement ne lit les refus"),
            gettext_lazy("Un mineur seul ne se clôt qu’avec l’astreinte appelée, l’heure et l’adulte nommé"),
        ),
    )
]  # fmt: skip
