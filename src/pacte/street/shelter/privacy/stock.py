"""What the stock holds of people: where a confidential site is, where its team is written to, who noted what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Fate, FieldClass, Holding, Processing, Retention, Sensitive

from ..models import Closure, Declaration, DeclarationLink, LotNight
from ..permissions import keeps_site, regulates

KEEP_LINKS = timedelta(days=30)
KEEP_AUTHORS = timedelta(days=365)


def _team_of_address(user: Any, row: Any) -> bool:
    return keeps_site(user, row.site)


def _team(user: Any, row: Any) -> bool:
    return keeps_site(user, row)


def _team_and_regulation(user: Any, row: Any) -> bool:
    return keeps_site(user, row.site) or regulates(user)


FIELDS: list[Sensitive] = [
    Sensitive("shelter.SiteAddress", "sealed_address", FieldClass.PROTECTED_ADDRESS, _team_of_address),
    Sensitive("shelter.SiteAddress", "sealed_telephone", FieldClass.PROTECTED_ADDRESS, _team_of_address),
    Sensitive("shelter.ShelterSite", "evening_email", FieldClass.CONTACT, _team),
    Sensitive("shelter.Closure", "words", FieldClass.FREE_TEXT, _team_and_regulation),
]
SEALED: list[str] = ["shelter.SiteAddress.sealed_address", "shelter.SiteAddress.sealed_telephone"]


def _drop_links(before: datetime) -> int:
    """Links that expired; the declarations made through them stay."""
    return DeclarationLink.objects.filter(expires_at__lt=before).delete()[0]


def _forget_declarers(before: datetime) -> int:
    return Declaration.objects.filter(at__lt=before, by__isnull=False).update(by=None)


def _forget_counters(before: datetime) -> int:
    return LotNight.objects.filter(counted_at__lt=before, counted_by__isnull=False).update(counted_by=None)


def _forget_closers(before: datetime) -> int:
    return Closure.objects.filter(said_at__lt=before, said_by__isnull=False).update(said_by=None)


RETENTION: list[Retention] = [
    Retention(
        "shelter.DeclarationLink", KEEP_LINKS,
        _("Un lien du soir ne sert qu’une nuit ; sa trace sert un mois à répondre à qui dit ne pas l’avoir utilisé."),
        _drop_links, is_sample=True,
    ),
    Retention(
        "shelter.Declaration", KEEP_AUTHORS,
        _("Ce qu’un site a déclaré reste ; qui l’a déclaré ne sert plus après un an."),
        _forget_declarers, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "shelter.LotNight", KEEP_AUTHORS,
        _("Le compte d’une nuit reste ; qui a compté ne sert plus après un an."),
        _forget_counters, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "shelter.Closure", KEEP_AUTHORS,
        _("Une fermeture reste dans l’histoire d’un site ; qui l’a notée ne sert plus après un an."),
        _forget_closers, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip
HOLDINGS: list[Holding] = []
PROCESSING: list[Processing] = [
    Processing(
        name=_("Tenue des sites d’hébergement et des places de la nuit"),
        purpose=_("Savoir ce qui est libre chaque soir, compter les nuits sans noms, protéger les adresses."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les équipes des sites ; les personnes hébergées seulement en nombre"),
        recipients=_("L’équipe de chaque site et la régulation du 115"),
        models=(
            "shelter.ShelterSite", "shelter.SiteAddress", "shelter.Closure", "shelter.Declaration",
            "shelter.DeclarationLink", "shelter.LotNight",
        ),
        risks=(
            _("L’adresse d’un lieu de mise à l’abri est connue de qui cherche une personne qui s’y cache."),
            _("Un lien reçu par courriel est transmis à une autre personne, qui déclare à la place du site."),
        ),
        measures=(
            _("L’adresse et le téléphone d’un site confidentiel sont chiffrés, lus de sa seule équipe, et chaque lecture est notée."),  # noqa: E501
            _("Un lien du soir sert une fois, pour une nuit, ne montre aucun nom de personne ; seule son empreinte est gardée."),  # noqa: E501
            _("Les présences sont des nombres par lot et par nuit."),
        ),
    )
]  # fmt: skip
