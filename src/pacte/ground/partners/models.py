"""Organisations, their sites, the agreements that bind them to the pact, and their members."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.territory.models import Territory

from . import rules
from .enums import AgreementPhase, OrganisationKind, Role


def _running(on: date) -> Q:
    """Rows whose dates contain this day; an absent end means still running."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Organisation(models.Model):
    """A partner of the pact.

    `is_discreet`: its name alone tells of health, violence or asylum, so that nobody else is told that it follows
    somebody.
    """

    slug = models.SlugField(_("identifiant"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("nature"), max_length=20, choices=OrganisationKind)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    website = models.URLField(_("site"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_discreet = models.BooleanField(
        _("nom à taire"), default=False,
        help_text=_("Il révèle la santé, des violences ou l’asile. Personne d’autre ne saura qu’elle suit quelqu’un."),
    )  # fmt: skip

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

    def in_phase(self, phase: str, on: date) -> AgreementQuerySet:
        """Agreements that are to come, in force or ended on this day."""
        match phase:
            case AgreementPhase.TO_COME:
                return self.filter(starts_on__gt=on)
            case AgreementPhase.ENDED:
                return self.filter(ends_on__lt=on)
            case _:
                return self.in_force(on)

    def ending_between(self, first: date, last: date) -> AgreementQuerySet:
        """Agreements whose last day falls between these two, both included."""
        return self.filter(ends_on__range=(first, last))


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

    @property
    def phase(self) -> AgreementPhase:
        """Where it stands today, from its dates alone."""
        return self.phase_on(timezone.localdate())

    def phase_on(self, on: date) -> AgreementPhase:
        """Where it stood, stands or will stand on a day."""
        return AgreementPhase(rules.phase(self.starts_on, self.ends_on, on))


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

    @property
    def is_running(self) -> bool:
        """Does it give its role today?"""
        return rules.phase(self.starts_on, self.ends_on, timezone.localdate()) == rules.IN_FORCE
