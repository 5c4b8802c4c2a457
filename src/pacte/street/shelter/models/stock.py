"""Sites, their lots, how many units each has from which night, what is closed, what is declared free."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums.stock import ClosureReason, DeclaredBy, LotAudience, LotKind, SiteKind
from .buildings import CityBuilding

MOST_UNITS = 2000


class ShelterSiteQuerySet(models.QuerySet["ShelterSite"]):
    def open_on(self, night: date, cold_level: int = 0) -> ShelterSiteQuerySet:
        """Sites within their dates this night; those of the cold plan from their level on."""
        return self.filter(
            Q(opens_on__isnull=True) | Q(opens_on__lte=night),
            Q(closes_on__isnull=True) | Q(closes_on__gte=night),
            Q(cold_plan_level__isnull=True) | Q(cold_plan_level__lte=cold_level),
            organisation__is_active=True,
        )


class ShelterSite(models.Model):
    """Where people sleep. `closes_on` is its last night; `cold_plan_level` opens it from that level on, none always.

    A confidential site holds here no address, point, territory nor telephone (the database refuses them); what its team
    needs is sealed in `SiteAddress`. Points are WGS84 degrees.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="shelter_sites", verbose_name=_("organisation")
    )
    place = models.OneToOneField(
        Place, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lieu de l’annuaire")
    )
    building = models.ForeignKey(
        CityBuilding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sites",
        verbose_name=_("bâtiment de la Ville"),
    )
    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("nature"), max_length=20, choices=SiteKind)
    scheme = models.SlugField(_("dispositif"), max_length=60, default="shelter")
    is_confidential = models.BooleanField(_("adresse confidentielle"), default=False)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    directions = models.CharField(_("accès"), max_length=200, blank=True)
    telephone = models.CharField(_("téléphone"), max_length=30, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    arrival_from = models.TimeField(_("arrivées à partir de"), null=True, blank=True)
    arrival_until = models.TimeField(_("arrivées jusqu’à"), null=True, blank=True)
    evening_email = models.EmailField(_("courriel du soir"), blank=True)
    opens_on = models.DateField(_("première nuit"), null=True, blank=True)
    closes_on = models.DateField(_("dernière nuit"), null=True, blank=True)
    cold_plan_level = models.PositiveSmallIntegerField(
        _("niveau du plan grand froid"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )

    objects = ShelterSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site d’hébergement")
        verbose_name_plural = _("sites d’hébergement")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confidential=False)
                | Q(
                    address="", directions="", telephone="", territory__isnull=True, latitude__isnull=True,
                    longitude__isnull=True, place__isnull=True, building__isnull=True,
                ),
                name="confidential_site_is_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="site_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="site_closes_after_it_opens",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        """How the journal names the site."""
        return f"shelter.ShelterSite:{self.key}"


class SiteAddress(models.Model):
    """Where a confidential site is, sealed: for its own team, and for the household that is placed there."""

    site = models.OneToOneField(ShelterSite, models.CASCADE, related_name="protected")
    sealed_address = models.TextField(blank=True)
    sealed_telephone = models.TextField(blank=True)

    class Meta:
        verbose_name = _("adresse protégée d’un site")
        verbose_name_plural = _("adresses protégées de sites")

    def __str__(self) -> str:
        return str(self.pk)


class Lot(models.Model):
    """Places of one site under one description. `unit_places`: places of one room; 1 for a bed or a chair.

    `in_rounds`: the regulation gives it; a lot that a medical or social admission fills is counted, never given here.
    `lasts`: stays go on night after night until an orientation; otherwise one night at a time. `nightly_cost`: euros
    for one unit and one night (hotel).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(ShelterSite, models.CASCADE, related_name="lots")
    name = models.CharField(_("nom"), max_length=80)
    kind = models.CharField(_("unités"), max_length=10, choices=LotKind, default=LotKind.BEDS)
    unit_places = models.PositiveSmallIntegerField(
        _("places par chambre"), default=1, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    audience = models.CharField(_("public"), max_length=20, choices=LotAudience, default=LotAudience.ANYONE)
    min_age = models.PositiveSmallIntegerField(_("âge minimal"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("âge maximal"), null=True, blank=True)
    step_free = models.BooleanField(_("de plain-pied"), default=False)
    accepts_animals = models.BooleanField(_("animaux acceptés"), default=False)
    lasts = models.BooleanField(_("places gardées de nuit en nuit"), default=True)
    in_rounds = models.BooleanField(_("attribué par le 115"), default=True)
    nightly_cost = models.DecimalField(_("coût d’une nuit (€)"), max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("lot de places")
        verbose_name_plural = _("lots de places")
        ordering = ["site", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="lot_named_once_on_a_site"),
            models.CheckConstraint(
                condition=Q(min_age__isnull=True) | Q(max_age__isnull=True) | Q(max_age__gte=F("min_age")),
                name="lot_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(unit_places__gte=1) & (Q(kind=LotKind.ROOM) | Q(unit_places=1)),
                name="only_a_room_is_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        """How the journal names the lot."""
        return f"shelter.Lot:{self.key}"


class LotCapacity(models.Model):
    """How many units the lot has from this night on, until the next row. Zero ends it."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="capacities")
    from_night = models.DateField(_("à partir de la nuit du"))
    units = models.PositiveIntegerField(_("unités"), validators=[MaxValueValidator(MOST_UNITS)])

    class Meta:
        verbose_name = _("capacité d’un lot")
        verbose_name_plural = _("capacités des lots")
        ordering = ["lot", "from_night"]
        constraints = [models.UniqueConstraint(fields=["lot", "from_night"], name="capacity_once_a_night")]

    def __str__(self) -> str:
        return f"{self.lot_id} · {self.from_night}"


class Closure(models.Model):
    """Units of a lot (or every lot of the site) out of use between two nights, both included; no end: until ended."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(ShelterSite, models.CASCADE, related_name="closures")
    lot = models.ForeignKey(Lot, models.CASCADE, null=True, blank=True, related_name="closures", verbose_name=_("lot"))
    units = models.PositiveIntegerField(_("unités fermées"), null=True, blank=True)
    reason = models.CharField(_("raison"), max_length=20, choices=ClosureReason)
    words = models.CharField(_("précisions"), max_length=200, blank=True)
    from_night = models.DateField(_("à partir de la nuit du"))
    until_night = models.DateField(_("jusqu’à la nuit du"), null=True, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fermeture de places")
        verbose_name_plural = _("fermetures de places")
        ordering = ["-from_night", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_night__isnull=True) | Q(until_night__gte=F("from_night")), name="closure_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(units__isnull=True) | (Q(units__gte=1) & Q(lot__isnull=False)), name="closed_units_of_a_lot"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class DeclarationLink(models.Model):
    """A way to declare one night without signing in: it works once, until it expires. Only its print is kept."""

    site = models.ForeignKey(ShelterSite, models.CASCADE, related_name="links")
    night = models.DateField(_("nuit du"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("expire le"))
    used_at = models.DateTimeField(_("utilisé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("lien du soir")
        verbose_name_plural = _("liens du soir")
        indexes = [models.Index(fields=["site", "night"], name="links_of_a_night")]

    def __str__(self) -> str:
        return str(self.pk)


class Declaration(models.Model):
    """A site says what it has free for a night. The last one counts; the earlier ones stay."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(ShelterSite, models.CASCADE, related_name="declarations")
    night = models.DateField(_("nuit du"))
    at = models.DateTimeField(_("à"), default=timezone.now)
    how = models.CharField(_("par"), max_length=12, choices=DeclaredBy, default=DeclaredBy.PAGE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    link = models.OneToOneField(DeclarationLink, models.SET_NULL, null=True, blank=True, related_name="declaration")

    class Meta:
        verbose_name = _("déclaration du soir")
        verbose_name_plural = _("déclarations du soir")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["night", "site", "at"], name="declarations_of_a_night")]

    def __str__(self) -> str:
        return str(self.key)


class DeclaredLot(models.Model):
    """Units of a lot that are free when the site declares, beside the `held_units` that the platform holds by then."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="lots")
    lot = models.ForeignKey(Lot, models.CASCADE, related_name="declared")
    free_units = models.PositiveIntegerField(_("unités libres"))
    held_units = models.PositiveIntegerField(_("unités déjà attribuées"), default=0)

    class Meta:
        verbose_name = _("lot déclaré")
        verbose_name_plural = _("lots déclarés")
        constraints = [models.UniqueConstraint(fields=["declaration", "lot"], name="lot_declared_once")]

    def __str__(self) -> str:
        return f"{self.lot_id} · {self.free_units}"
