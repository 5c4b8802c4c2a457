"""What the front desk holds of people: an optional link to a file, and who took over for a minor alone."""

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
from .models import Arrival

KEEP_LINK = timedelta(days=90)
KEEP_NAMES = timedelta(days=365)
KEEP_VISITS = timedelta(days=5 * 365)


def works_there(user: Any, arrival: Arrival) -> bool:
    """Those who welcome people at this desk."""
    return reads.arrivals_of(user).filter(pk=arrival.pk).exists()


FIELDS = [
    Sensitive("reception.Arrival", "sealed_duty_contact", FieldClass.CONTACT, works_there),
    Sensitive("reception.Arrival", "sealed_named_adult", FieldClass.IDENTITY, works_there),
]
SEALED = ["reception.Arrival.sealed_duty_contact", "reception.Arrival.sealed_named_adult"]


def _drop_links(before: datetime) -> int:
    """Visits older than this are anonymous again."""
    return Arrival.objects.filter(arrived_at__lt=before, person__isnull=False).update(person=None)


def _empty_minors(before: datetime) -> int:
    """The names noted for minors alone go; the time of the call stays."""
    rows = Arrival.objects.filter(arrived_at__lt=before, ended_at__isnull=False, is_minor_alone=True)
    return rows.filter(emptied_at__isnull=True).update(
        sealed_duty_contact="", sealed_named_adult="", person=None, emptied_at=timezone.now()
    )


def _delete_visits(before: datetime) -> int:
    return Arrival.objects.filter(arrived_at__lt=before, ended_at__isnull=False).delete()[0]


RETENTION = [
    Retention(
        "reception.Arrival", KEEP_LINK,
        gettext_lazy("Le lien d’une visite avec un dossier sert au suivi en cours : ensuite la visite est anonyme."),
        _drop_links, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "reception.Arrival", KEEP_NAMES,
        gettext_lazy("Les noms notés pour une personne mineure seule prouvent le relais pendant un an."),
        _empty_minors, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "reception.Arrival", KEEP_VISITS,
        gettext_lazy("Cinq années de visites anonymes expliquent les chiffres des guichets."),
        _delete_visits, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The visits linked to the person; to a relative nothing, since a visit says where somebody was."""
    if asker is not Asker.SELF:
        return []
    visits = Arrival.objects.filter(person=person).select_related("desk__site__organisation").order_by("arrived_at")
    rows = tuple(
        (
            timezone.localtime(visit.arrived_at).strftime("%d/%m/%Y %H:%M"),
            f"{visit.desk.site.organisation.name} · {visit.desk.site.name}",
            str(visit.get_reason_display()),
            str(visit.get_outcome_display()),
        )
        for visit in visits
    )
    columns = (_("Date"), _("Guichet"), _("Motif"), _("Suite"))
    return [Section(_("Visites à l’accueil"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    """No visit points to the person any more, and what was noted for a minor goes.

    A visit of a minor that is not over asks for it again before it can be closed.
    """
    mine = Arrival.objects.filter(person=person)
    mine.filter(is_minor_alone=True, ended_at__isnull=False).update(emptied_at=timezone.now())
    return mine.update(person=None, sealed_duty_contact="", sealed_named_adult="")


HOLDINGS = [Holding(gettext_lazy("Visites à l’accueil"), _tell, _anonymise)]

PROCESSING = [
    Processing(
        name=gettext_lazy("Accueil aux guichets"),
        purpose=gettext_lazy(
            "Accueillir sans condition, appeler chacun à son tour, suivre l’attente, protéger qui est mineur et seul."
        ),
        basis=gettext_lazy("Mission d’intérêt public (RGPD, article 6, 1, e)."),
        concerned=gettext_lazy("Personnes qui se présentent à un guichet, sans nom demandé ; adulte qui prend le relais d’une personne mineure."),  # noqa: E501
        recipients=gettext_lazy("Agents du guichet. Les directions et l’équipe du Pacte lisent des nombres protégés."),
        models=("reception.Arrival",),
        risks=(gettext_lazy("Une visite dit où une personne se trouvait."),),
        measures=(
            gettext_lazy("Aucun nom n’est demandé. Le lien avec un dossier est facultatif, vu de ceux qui voient la personne, et défait après quatre-vingt-dix jours."),  # noqa: E501
            gettext_lazy("Les noms notés pour une personne mineure sont chiffrés."),
            gettext_lazy("Hors du guichet, aucun effectif de un à dix n’est montré."),
        ),
    )
]  # fmt: skip
