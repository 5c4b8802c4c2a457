"""What referrals hold of people: who reads it, how long it stays, what a person is told, how it is taken away."""

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

from .models import Referral, ReferralEvent
from .reads import is_opened_to

ABOUT_NOBODY = timedelta(days=90)
"""How long a description without a name stays: an example, for the city to settle."""
AFTER_SENDING = timedelta(days=2 * 365)


def may_read_referral(user: Any, referral: Referral) -> bool:
    """Those who sent it, and those who may answer it while what was given with it holds."""
    return is_opened_to(user, referral)


def may_read_event(user: Any, event: ReferralEvent) -> bool:
    """The same, of what was written beside an answer."""
    return is_opened_to(user, event.referral)


FIELDS = [
    Sensitive("referrals.Referral", "words", FieldClass.FREE_TEXT, may_read_referral),
    Sensitive("referrals.Referral", "description", FieldClass.SITUATION, may_read_referral),
    Sensitive("referrals.ReferralEvent", "words", FieldClass.FREE_TEXT, may_read_event),
]


def _empty(referrals: Q, events: Q) -> int:
    """Take the texts away and keep what the figures need; running it again changes nothing."""
    told = Referral.objects.filter(referrals).exclude(words="", description="")
    changed = told.update(words="", description="")
    return changed + ReferralEvent.objects.filter(events).exclude(words="").update(words="")


def _purge_descriptions(before: datetime) -> int:
    nobody = Q(file__isnull=True, sent_at__lt=before)
    return _empty(nobody, Q(referral__file__isnull=True, referral__sent_at__lt=before))


def _purge_words(before: datetime) -> int:
    named = Q(file__isnull=False, sent_at__lt=before)
    return _empty(named, Q(referral__file__isnull=False, referral__sent_at__lt=before))


RETENTION = [
    Retention(
        "referrals.Referral", ABOUT_NOBODY,
        gettext_lazy("Une description sans nom sert à répondre ; ensuite, seuls les nombres restent."),
        _purge_descriptions, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "referrals.Referral", AFTER_SENDING,
        gettext_lazy("Ce qui fut écrit pour un service ne sert plus deux ans après ; les dates et l’issue restent."),
        _purge_words, Fate.ANONYMISE, reference="CNIL, délibération n° 2021-028 du 11 mars 2021",
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The referrals of a person: to which service, when, for what, and what came of it."""
    if asker == Asker.RELATIVE:
        return []  # where someone was sent says where they may be
    rows = tuple(
        (
            timezone.localtime(each.sent_at).strftime("%d/%m/%Y"), each.from_organisation.name,
            f"{each.service.name} ({each.service.organisation.name})", each.need_labels, str(each.state.label),
            each.words,
        )
        for each in Referral.objects.filter(file__person=person).told().order_by("sent_at", "pk")
    )  # fmt: skip
    columns = (_("Date"), _("Envoyée par"), _("Service"), _("Besoins"), _("Issue"), _("Ce qui fut écrit"))
    return [Section(_("Orientations vers d’autres services"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    """Empty the texts of the person's referrals and forget their household; dates and outcomes stay as figures."""
    mine = Referral.objects.filter(file__person=person)
    changed = mine.filter(subject="household", household__isnull=False).update(household=None)
    return changed + _empty(Q(file__person=person), Q(referral__file__person=person))


HOLDINGS: list[Holding] = [Holding(gettext_lazy("Orientations"), _tell, _anonymise)]

PROCESSING: list[Processing] = [
    Processing(
        name=gettext_lazy("Orientation d’une personne vers un autre service"),
        purpose=gettext_lazy("Demander à un partenaire de recevoir une personne, un ménage ou quelqu’un dont le nom "
                  "n’est pas dit, et savoir ce qu’il en fut."),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6.1.e) ; l’accord de la personne ou une base "
                "adoptée ouvre ses données au service."),
        concerned=gettext_lazy("Personnes orientées et leur ménage"),
        recipients=gettext_lazy("Les professionnels du service qui reçoit, sur son territoire, tant que le partage est "
                     "en vigueur"),
        models=("referrals.Referral", "referrals.ReferralEvent"),
        risks=(
            gettext_lazy("Qu’un partenaire garde l’accès après un refus"),
            gettext_lazy("Qu’une personne mise à l’abri soit retrouvée par l’historique de ses orientations"),
        ),
        measures=(
            gettext_lazy("Décliner, proposer un autre service ou retirer ferme le partage aussitôt"),
            gettext_lazy("L’historique d’une personne à l’abri n’est montré qu’à ceux qui la voient déjà"),
            gettext_lazy("Les rappels ne nomment personne"),
            gettext_lazy("Les délais publiés protègent les petits nombres"),
        ),
    ),
]  # fmt: skip
