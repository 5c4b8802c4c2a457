"""What the agenda holds of people: who was to be where and when. It goes a year after, and counts remain."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

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

from . import reads
from .enums import RegistrationState
from .models import Certificate, Feed, Registration

KEEP_REGISTRATIONS = timedelta(days=365)
KEEP_CERTIFICATES = timedelta(days=5 * 365)
KEEP_FEEDS = timedelta(days=2 * 365)


def _nobody(user: Any, row: Any) -> bool:
    """A secret is compared, never shown."""
    return False


def _holder_or_keeper(user: Any, row: Registration | Certificate) -> bool:
    """The holder of the account, and those who keep the session."""
    return row.account_id == user.pk or reads.kept_by(user).filter(pk=row.session_id).exists()


FIELDS = [
    Sensitive("agenda.Registration", "attendee_name", FieldClass.IDENTITY, _holder_or_keeper),
    Sensitive("agenda.Certificate", "holder_name", FieldClass.IDENTITY, _holder_or_keeper),
    Sensitive("agenda.Feed", "digest", FieldClass.CREDENTIAL, _nobody),
]


def _unname(before: datetime) -> int:
    """Registrations in sessions that ended before this moment name nobody any more."""
    rows = Registration.objects.filter(session__ends_at__lt=before)
    named = rows.exclude(account__isnull=True, person__isnull=True, registered_by__isnull=True, attendee_name="")
    return named.update(account=None, person=None, registered_by=None, attendee_name="")


def _unname_certificates(before: datetime) -> int:
    """The certificate stays to be checked by its number; the name goes."""
    rows = Certificate.objects.filter(issued_at__lt=before).exclude(holder_name="", account__isnull=True)
    return rows.update(holder_name="", account=None)


def _drop_feeds(before: datetime) -> int:
    return Feed.objects.filter(made_at__lt=before).delete()[0]


RETENTION = [
    Retention(
        "agenda.Registration", KEEP_REGISTRATIONS,
        gettext_lazy("Une année dit qui est venu, pour le suivi et les attestations : ensuite l’inscription ne nomme personne."),  # noqa: E501
        _unname, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "agenda.Certificate", KEEP_CERTIFICATES,
        gettext_lazy("Une attestation de formation sert cinq ans à qui la présente ; son numéro reste vérifiable sans nom."),  # noqa: E501
        _unname_certificates, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "agenda.Feed", KEEP_FEEDS,
        gettext_lazy("Une adresse d’agenda est redemandée tous les deux ans : les adresses oubliées se ferment."),
        _drop_feeds, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's appointments; to a relative nothing, since an appointment says where somebody is."""
    if asker is not Asker.SELF:
        return []
    held = Registration.objects.filter(person=person).select_related("session__organisation", "session__place")
    rows = tuple(
        (
            timezone.localtime(each.session.starts_at).strftime("%d/%m/%Y %H:%M"),
            each.session.title,
            each.session.organisation.name,
            str(each.get_state_display()),
        )
        for each in held.order_by("session__starts_at", "pk")
    )
    columns = (_("Date"), _("Séance"), _("Organisée par"), _("Suite"))
    return [Section(_("Rendez-vous et séances"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    """No registration points to the person any more; a seat to come is given back to whoever waits."""
    mine = Registration.objects.filter(person=person)
    mine.filter(session__starts_at__gt=timezone.now()).update(state=RegistrationState.CANCELLED)
    return mine.update(person=None, attendee_name="", registered_by=None)


HOLDINGS = [Holding(gettext_lazy("Rendez-vous et séances"), _tell, _anonymise)]

PROCESSING = [
    Processing(
        name=gettext_lazy("Agenda, inscriptions et attestations"),
        purpose=gettext_lazy("Réserver une place, ne réserver personne deux fois à la même heure, rappeler un rendez-vous, savoir qui est venu, attester d’une formation."),  # noqa: E501
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6, 1, e)."),
        concerned=gettext_lazy("Personnes qu’un professionnel inscrit, titulaires d’un compte qui s’inscrivent."),
        recipients=gettext_lazy("Organisateurs de la séance ; professionnels qui suivent la personne."),
        models=("agenda.Registration", "agenda.Certificate", "agenda.Feed"),
        risks=(gettext_lazy("Un rendez-vous dit où une personne sera, et parfois pourquoi."),),
        measures=(
            gettext_lazy("Sur la feuille de présence, une personne n’est nommée qu’à qui peut connaître son dossier."),
            gettext_lazy("Un agenda partagé ne nomme personne ; une adresse confidentielle n’y figure pas."),
            gettext_lazy("Les messages aux personnes disent un jour et une heure, jamais la raison."),
            gettext_lazy("Une personne mise à l’abri n’est prévenue que par un moyen sûr."),
        ),
    )
]  # fmt: skip
