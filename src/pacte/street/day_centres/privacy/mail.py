"""Mail addresses: how long they stay, what a person is told, how their name is taken away. No free text is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.privacy import Asker, Fate, Holding, Processing, Retention, Section, Sensitive
from pacte.ground.people.models import Person

from ..enums.mail import AddressEnd
from ..models import MailAddress, MailNotice, MailTerm

AFTER_END = timedelta(days=2 * 365)
AFTER_MAIL = timedelta(days=365)

FIELDS: list[Sensitive] = []
"""An address is its person, a box number and dates: nothing of it is words."""


def _empty(addresses: Q) -> int:
    """The addresses lead to nobody any more; dates and numbers of pieces stay for the figures."""
    keys = list(MailAddress.objects.filter(addresses).values_list("pk", flat=True))
    MailTerm.objects.filter(address__in=keys).update(address=None)
    MailNotice.objects.filter(address__in=keys, handed_on__isnull=True, returned_on__isnull=True).update(
        returned_on=timezone.localdate()
    )
    MailNotice.objects.filter(address__in=keys).update(address=None)
    open_ones = MailAddress.objects.filter(pk__in=keys, closed_on__isnull=True, refused_on__isnull=True)
    open_ones.update(closed_on=timezone.localdate(), end_reason=AddressEnd.OTHER)
    return MailAddress.objects.filter(pk__in=keys).update(person=None)


def _forget_closed(before: datetime) -> int:
    day = before.date()
    return _empty(Q(person__isnull=False) & (Q(closed_on__lt=day) | Q(refused_on__lt=day)))


def _unlink_mail(before: datetime) -> int:
    gone = Q(handed_on__isnull=False) | Q(returned_on__isnull=False)
    old = MailNotice.objects.filter(gone, received_on__lt=before.date(), address__isnull=False)
    return old.update(address=None, received_by=None)


RETENTION = [
    Retention(
        "day_centres.MailAddress", AFTER_END,
        gettext_lazy("Une adresse close sert aux démarches en cours pendant deux ans ; ensuite, seuls les nombres restent."),  # noqa: E501
        _forget_closed, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "day_centres.MailNotice", AFTER_MAIL,
        gettext_lazy("Un courrier remis ou rendu n’est plus rattaché à personne après un an."),
        _unlink_mail, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip


def _tell(person: Person, asker: Asker) -> list[Section]:
    """The person's addresses; to a relative nothing, since an address says where somebody comes."""
    if asker is not Asker.SELF:
        return []
    mine = MailAddress.objects.filter(person=person).select_related("place__organisation").order_by("asked_on", "pk")
    rows = tuple(
        (
            each.place.name, each.place.run_by, str(each.box or ""),
            *(day.strftime("%d/%m/%Y") if day else "" for day in (each.asked_on, each.starts_on, each.ends_on)),
            str(each.get_refusal_display() or each.get_end_reason_display() or ""),
            each.last_seen_on.strftime("%d/%m/%Y"), str(each.notices.count()),
        )
        for each in mine
    )  # fmt: skip
    columns = (
        _("Lieu"), _("Organisation"), _("Boîte"), _("Demandée"), _("Depuis"), _("Jusqu’au"), _("Refus ou fin"),
        _("Dernier passage"), _("Courriers notés"),
    )  # fmt: skip
    return [Section(_("Adresses de courrier"), columns, rows)] if rows else []


def _anonymise(person: Person) -> int:
    """The person's addresses are closed and lead to nobody; the figures keep their dates."""
    return _empty(Q(person=person))


HOLDINGS = [Holding(gettext_lazy("Adresses de courrier"), _tell, _anonymise)]

PROCESSING = [
    Processing(
        name=gettext_lazy("Adresse de courrier (élection de domicile)"),
        purpose=gettext_lazy("Recevoir le courrier d’une personne sans domicile stable et le lui remettre."),
        basis=gettext_lazy("Obligation légale et mission d’intérêt public (RGPD, article 6.1.c et e ; Code de l’action sociale et des familles, articles L264-1 et suivants)."),  # noqa: E501
        concerned=gettext_lazy("Personnes qui reçoivent leur courrier dans un accueil de jour"),
        recipients=gettext_lazy("Les travailleurs sociaux et les maraudes du lieu qui voient la personne ; au comptoir, le seul numéro de boîte"),  # noqa: E501
        models=("day_centres.MailAddress", "day_centres.MailTerm", "day_centres.MailNotice"),
        risks=(
            gettext_lazy("Qu’un proche apprenne où la personne passe"),
            gettext_lazy("Que la nature d’un courrier ou son expéditeur soit lu au comptoir"),
        ),
        measures=(
            gettext_lazy("Au comptoir, ni nom ni expéditeur : un numéro de boîte et un nombre de pièces"),
            gettext_lazy("Les messages ne nomment ni le service ni l’échéance, et suivent la règle de la personne"),
            gettext_lazy("Une personne mise à l’abri n’est dans aucune liste ni aucun compte montré à d’autres"),
        ),
    )
]  # fmt: skip
