"""A place, the stops of one that moves, its labels, where its entry comes from, and what is kept of a refuge."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation, Site
from pacte.ground.territory.models import Territory

from ..enums import PlaceKind, PlaceStatus
from .conditions import Conditions, Crowded


class PlaceQuerySet(models.QuerySet["Place"]):
    def published(self) -> PlaceQuerySet:
        """What the public sees: published, and not another entry's double."""
        return self.filter(status=PlaceStatus.PUBLISHED, merged_into__isnull=True)

    def located(self) -> PlaceQuerySet:
        """Those that a distance may be measured to. A confidential place never is."""
        return self.filter(is_confidential=False, latitude__isnull=False)

    def confidential(self) -> PlaceQuerySet:
        return self.filter(is_confidential=True)


class Place(Conditions, Crowded):
    """Somewhere that helps, in its own words, with its conditions and its hours (OpenStreetMap's `opening_hours`).

    A confidential place (a refuge) holds here no address, point, territory, telephone, mail, site or photo: what its
    own team needs is sealed in `ProtectedDetails`. The database refuses the contrary, so no page, search, code, API,
    export or import can give what is not there. Points are WGS84 degrees. `search_text` is made by the verbs.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("organisation")
    )
    operator = models.CharField(_("porté par"), max_length=160, blank=True)
    site = models.OneToOneField(
        Site, models.SET_NULL, null=True, blank=True, related_name="place", verbose_name=_("lieu")
    )
    kind = models.CharField(_("nature"), max_length=10, choices=PlaceKind, default=PlaceKind.FIXED)
    name = models.CharField(_("nom"), max_length=160)
    description = models.TextField(_("présentation"), blank=True)
    description_en = models.TextField(_("présentation en anglais"), blank=True)
    description_ar = models.TextField(_("présentation en arabe"), blank=True)
    is_confidential = models.BooleanField(_("adresse confidentielle"), default=False)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postal_code = models.CharField(_("code postal"), max_length=10, blank=True)
    municipality = models.CharField(_("commune"), max_length=80, blank=True)
    directions = models.CharField(_("accès"), max_length=200, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    telephone = models.CharField(_("téléphone"), max_length=30, blank=True)
    email = models.EmailField(_("courriel"), blank=True)
    website = models.URLField(_("site"), blank=True)
    photo = models.ForeignKey("documents.Attachment", models.SET_NULL, null=True, blank=True, related_name="+")
    hours = models.CharField(_("horaires"), max_length=500, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=PlaceStatus, default=PlaceStatus.DRAFT)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="doubles")
    reviewed_on = models.DateField(_("vérifiée le"), null=True, blank=True)
    updated_at = models.DateTimeField(_("modifiée le"), default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("lieu de l’annuaire")
        verbose_name_plural = _("lieux de l’annuaire")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["status", "latitude", "longitude"], name="places_by_point"),
            models.Index(fields=["status", "territory"], name="places_by_territory"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confidential=False)
                | Q(
                    address="", postal_code="", municipality="", directions="", territory__isnull=True,
                    latitude__isnull=True, longitude__isnull=True, telephone="", email="", website="",
                    photo__isnull=True, site__isnull=True, kind=PlaceKind.FIXED,
                ),
                name="confidential_place_is_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="place_not_merged_into_itself"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        """How the journal names the place."""
        return f"directory.Place:{self.key}"

    @property
    def run_by(self) -> str:
        """Who runs it: the partner's name, or the name that its source gives."""
        return self.organisation.name if self.organisation else self.operator


class ProtectedDetails(models.Model):
    """Where a confidential place is, sealed, for its own team alone."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="protected")
    sealed_address = models.TextField(blank=True)
    sealed_telephone = models.TextField(blank=True)

    class Meta:
        verbose_name = _("coordonnées protégées")
        verbose_name_plural = _("coordonnées protégées")

    def __str__(self) -> str:
        return str(self.pk)


class Stop(models.Model):
    """A stop of an itinerary, with the hours at which the service stands there."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="stops")
    order = models.PositiveSmallIntegerField(_("ordre"), default=1)
    name = models.CharField(_("nom"), max_length=160)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    hours = models.CharField(_("horaires"), max_length=500)

    class Meta:
        verbose_name = _("arrêt")
        verbose_name_plural = _("arrêts")
        ordering = ["place", "order", "pk"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="stops_by_point")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)), name="stop_point_on_earth"
            )
        ]

    def __str__(self) -> str:
        return self.name


class NetworkLabel(models.Model):
    """A network that a place may belong to (digital inclusion, rights spaces): it is known by the label it gives."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_fr = models.CharField(_("nom"), max_length=120)
    name_en = models.CharField(_("nom anglais"), max_length=120, blank=True)
    name_ar = models.CharField(_("nom arabe"), max_length=120, blank=True)
    scheme = models.SlugField(_("dispositif"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("label de réseau")
        verbose_name_plural = _("labels de réseau")
        ordering = ["name_fr"]

    def __str__(self) -> str:
        return self.name_fr


class HeldLabel(models.Model):
    """A place holds a label between two days; an absent end means still held."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="labels")
    label = models.ForeignKey(NetworkLabel, models.PROTECT, related_name="holdings")
    held_from = models.DateField(_("depuis le"), default=timezone.localdate)
    held_until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("label détenu")
        verbose_name_plural = _("labels détenus")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "label"], condition=Q(held_until__isnull=True), name="label_held_once"
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")), name="label_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Origin(models.Model):
    """The identifier under which a source knows a place: re-import finds it here, whatever became of the entry.

    `given` holds prints of what the source last gave, by part and field: a column that no longer matches its print was
    changed here since, and the source does not write over it.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="origins")
    source = models.SlugField(_("source"), max_length=60)
    identifier = models.CharField(_("identifiant dans la source"), max_length=200)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    given = models.JSONField(default=dict, blank=True, editable=False)
    seen_at = models.DateTimeField(_("vu le"), default=timezone.now)

    class Meta:
        verbose_name = _("origine")
        verbose_name_plural = _("origines")
        constraints = [models.UniqueConstraint(fields=["source", "identifier"], name="origin_once")]

    def __str__(self) -> str:
        return f"{self.source}:{self.identifier}"
