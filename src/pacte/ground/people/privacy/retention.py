"""How long files and persons are kept: two years after the last contact, then an archive, then nobody's data."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Fate, Retention

from ..enums import ExceptionalKind
from ..models import ExceptionalAccess, File, HeldEdit, Pair, Person, Sharing
from .anonymising import anonymise_everywhere, archive_file

TWO_YEARS = timedelta(days=2 * 365 + 1)
CNIL = "CNIL, délibérations n° 2021-028 du 11 mars 2021 et n° 2023-095 du 14 septembre 2023"


def archive_files(before: datetime) -> int:
    """Files without news since this moment leave everyone's sight."""
    old = list(File.objects.filter(archived_at__isnull=True, last_news_at__lt=before))
    for file in old:
        archive_file(file)
    return len(old)


def archive_persons(before: datetime) -> int:
    """Persons without contact since this moment, none of whose files is in use."""
    in_use = File.objects.filter(person=OuterRef("pk"), archived_at__isnull=True)
    old = Person.objects.filter(~Exists(in_use), archived_at__isnull=True, last_contact_at__lt=before)
    return old.update(archived_at=timezone.now())


def anonymise_archived(before: datetime) -> int:
    """Persons archived since this moment or longer: whatever names them goes, in every room."""
    old = list(Person.objects.filter(archived_at__lt=before, anonymised_at__isnull=True))
    for person in old:
        anonymise_everywhere(person)
    return len(old)


def drop_held_edits(before: datetime) -> int:
    """What was typed during a conflict and never taken up."""
    return HeldEdit.objects.filter(held_at__lt=before).delete()[0]


def drop_accesses(before: datetime) -> int:
    """Accesses that are over. One in urgency stays until the data protection officer has looked at it."""
    over = ExceptionalAccess.objects.filter(until__lt=before)
    return over.exclude(kind=ExceptionalKind.BREAK_GLASS, reviewed_at__isnull=True).delete()[0]


def drop_sharings(before: datetime) -> int:
    """Sharings that ended; a summary made under one stays in the file, closed to the partner."""
    gone, rows = Sharing.objects.filter(ended_at__lt=before).delete()
    return rows.get("people.Sharing", gone)


def drop_pairs(before: datetime) -> int:
    """Likenesses that nobody decided of: they are proposed again if they still hold."""
    return Pair.objects.filter(state="proposed", proposed_at__lt=before).delete()[0]


RETENTION: list[Retention] = [
    Retention(
        "people.File", TWO_YEARS,
        _("Deux ans après le dernier contact, le dossier quitte la base active ; personne ne le lit plus."),
        archive_files, fate=Fate.ARCHIVE, reference=CNIL,
    ),
    Retention(
        "people.Person", TWO_YEARS,
        _("Une personne dont plus aucun dossier ne sert quitte la base active, deux ans après le dernier contact."),
        archive_persons, fate=Fate.ARCHIVE, reference=CNIL,
    ),
    Retention(
        "people.Person", timedelta(days=3 * 365),
        _("L’archive intermédiaire répond aux recours ; ensuite, tout ce qui nomme la personne est retiré."),
        anonymise_archived, fate=Fate.ANONYMISE, reference="Code du patrimoine, article L. 212-2",
        is_sample=True, awaits_archives=True,
    ),
    Retention(
        "people.HeldEdit", timedelta(days=30),
        _("Le temps de reprendre une saisie arrêtée par celle d’un collègue."),
        drop_held_edits, is_sample=True,
    ),
    Retention(
        "people.ExceptionalAccess", timedelta(days=365),
        _("Comme les lignes du journal : un an, une fois l’accès relu par la protection des données."),
        drop_accesses, reference="CNIL, recommandation relative à la journalisation, 14 octobre 2021",
    ),
    Retention(
        "people.Sharing", TWO_YEARS,
        _("Un partage terminé explique, un temps, qui a su quoi et sur quel fondement."),
        drop_sharings, is_sample=True,
    ),
    Retention(
        "people.Pair", timedelta(days=365),
        _("Une ressemblance que personne n’a tranchée est proposée de nouveau si elle tient toujours."),
        drop_pairs, is_sample=True,
    ),
]  # fmt: skip
