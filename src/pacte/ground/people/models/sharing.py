"""Sharing: what one organisation's file shows to another, on whose word, until when; and the lists it rests on."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation

from ..enums import GivenBy, How, RuleKind, SharingEnd, SharingLevel
from .files import File


class SharingQuerySet(models.QuerySet["Sharing"]):
    def in_force(self, on: date | None = None) -> SharingQuerySet:
        """Given, not ended, not past its last day. Asked at each request: a withdrawal acts at the next."""
        day = on or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), ended_at__isnull=True)


class Sharing(models.Model):
    """A file is open to another organisation, up to a level and for some classes of data.

    Given by the person (how, when, noted by whom) or standing on a basis of an adopted list, by its code and version.
    `purpose` says what for: "follow_up", or "referral" with the referral's key.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, models.CASCADE, related_name="sharings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("avec"))
    level = models.CharField(_("ce qui est partagé"), max_length=10, choices=SharingLevel)
    classes = models.JSONField(_("classes de données"), default=list)
    given_by = models.CharField(_("fondement"), max_length=10, choices=GivenBy)
    how = models.CharField(_("comment"), max_length=20, choices=How, blank=True)
    basis_code = models.CharField(_("base"), max_length=60, blank=True)
    basis_version = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=80, default="follow_up")
    given_on = models.DateField(_("donné le"), default=timezone.localdate)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    end = models.CharField(_("fin"), max_length=10, choices=SharingEnd, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = SharingQuerySet.as_manager()

    class Meta:
        verbose_name = _("partage")
        verbose_name_plural = _("partages")
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by=GivenBy.PERSON, basis_code="") & ~Q(how="")
                | Q(given_by=GivenBy.BASIS) & ~Q(basis_code=""),
                name="sharing_stands_on_something",
            )
        ]
        indexes = [models.Index(fields=["organisation", "ended_at"], name="shared_with")]

    def __str__(self) -> str:
        return str(self.key)


class AdoptedRules(models.Model):
    """A version of a list on which rights rest, as a named authority adopted it. The latest adopted one acts.

    `content` is the list itself; `is_sample` that its content was proposed by the product and comes from no text.
    """

    kind = models.CharField(_("liste"), max_length=20, choices=RuleKind)
    version = models.CharField(_("version"), max_length=40)
    content = models.JSONField()
    is_sample = models.BooleanField(_("exemple"), default=False)
    authority = models.CharField(_("autorité"), max_length=160)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    adopted_at = models.DateTimeField(_("adoptée le"), default=timezone.now)

    class Meta:
        verbose_name = _("liste adoptée")
        verbose_name_plural = _("listes adoptées")
        ordering = ["-adopted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
