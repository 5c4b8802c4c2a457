"""Organisations, their sites, the agreements that bind them to the pact, and their members."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pacte.ground.territory.models import Territory

from .enums import OrganisationKind, Role


def _running(on: date) -> Q:
    """Rows whose dates contain this day; an absent end means still running."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Organisation(models.Model):
    """A partner of the pact."""

    slug = models.SlugField(_("identifiant"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("nature"), max_length=20, choices=OrganisationKind)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    website = models.URLField(_("site"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place where an organisation works."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sites")
    name = models.CharField(_("nom"), max_length=160)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self, on: date) -> AgreementQuerySet:
        """Agreements whose dates contain this day, the last day included."""
        return self.filter(_running(on))


class Agreement(models.Model):
    """A dated agreement between an organisation and the city, for a scheme of the pact."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    title = models.CharField(_("objet"), max_length=200)
    scheme = models.SlugField(_("dispositif"), max_length=60, blank=True)
    signed_on = models.DateField(_("signée le"), null=True, blank=True)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date) -> MembershipQuerySet:
        """Memberships that give rights this day: running, in an active organisation, of an active account."""
        return self.filter(_running(on), organisation__is_active=True, user__is_active=True)


class Membership(models.Model):
    """A user's role in an organisation, on a territory (none means the whole city), between two dates."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rôle"), max_length=30, choices=Role)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "territory"],
                condition=Q(ends_on__isnull=True, territory__isnull=False),
                name="membership_held_once_on_a_territory",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends_on__isnull=True, territory__isnull=True),
                name="membership_held_once_city_wide",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.role}"
