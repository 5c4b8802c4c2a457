"""The city and its divisions. A city is data: nothing here knows Paris."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import TerritoryKind


class Territory(models.Model):
    """An area with a public code (INSEE's where there is one: 75056, 75113).

    `geometry` is GeoJSON in WGS84 degrees; the bounding box repeats its extent so that a database without
    geography can still search. A grouping has no geometry: it is its `members`.
    `is_approximate` is true for a drawing that no address may be assigned by; a postal code may, whatever the drawing.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("nature"), max_length=20, choices=TerritoryKind)
    name_fr = models.CharField(_("nom"), max_length=120)
    name_en = models.CharField(_("nom anglais"), max_length=120, blank=True)
    order = models.PositiveIntegerField(_("ordre"), default=0)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="groupings")
    geometry = models.JSONField(_("géométrie"), null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    is_approximate = models.BooleanField(_("tracé approximatif"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    postal_codes = models.CharField(_("codes postaux, séparés par un blanc"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ["kind", "order", "code"]

    def __str__(self) -> str:
        return self.name_fr


class StreetJunction(models.Model):
    """A crossing of the street network, in WGS84 degrees."""

    number = models.PositiveIntegerField(unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        verbose_name = _("carrefour")

    def __str__(self) -> str:
        return str(self.number)


class Street(models.Model):
    """A stretch of street between two junctions; its length in metres is computed from their coordinates."""

    start = models.ForeignKey(StreetJunction, models.CASCADE, related_name="+")
    end = models.ForeignKey(StreetJunction, models.CASCADE, related_name="+")
    length_m = models.FloatField(_("longueur en mètres"))
    two_way = models.BooleanField(_("double sens"), default=True)

    class Meta:
        verbose_name = _("tronçon de rue")

    def __str__(self) -> str:
        return f"{self.start_id}-{self.end_id}"


class NamedStreet(models.Model):
    """A street under its name in one postal code. `folded` are its words as they are compared."""

    name = models.CharField(_("nom de la voie"), max_length=200)
    folded = models.CharField(max_length=200)
    postal_code = models.CharField(_("code postal"), max_length=10)
    municipality = models.CharField(_("commune"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("voie")
        constraints = [
            models.UniqueConstraint(fields=["name", "postal_code", "municipality"], name="named_street_once")
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """A number of a street, in WGS84 degrees, as the national address file (BAN) gives it under its identifier."""

    identifier = models.CharField(_("identifiant dans la base"), max_length=60, unique=True)
    street = models.ForeignKey(NamedStreet, models.CASCADE, related_name="addresses", verbose_name=_("voie"))
    number = models.PositiveIntegerField(_("numéro"))
    suffix = models.CharField(_("indice de répétition"), max_length=20, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("adresse")
        indexes = [models.Index(fields=["street", "number"], name="addresses_of_a_street")]

    def __str__(self) -> str:
        return self.identifier


class RoomSwitch(models.Model):
    """Whether the city uses a room that it may switch. A room without a row is as it was delivered."""

    room = models.SlugField(_("module"), max_length=60, unique=True)
    is_on = models.BooleanField(_("en service"))
    decided_by = models.CharField(_("décidé par"), max_length=160)
    changed_at = models.DateTimeField(_("changé le"), default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("module en service")
        verbose_name_plural = _("modules en service")

    def __str__(self) -> str:
        return self.room
