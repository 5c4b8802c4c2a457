"""Persons: a pseudonym first, everything else only if it was given."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import BirthPrecision, Gender, NameKind, RestrictionReason


class Person(models.Model):
    """Someone who is helped. `key` is all that a URL, the journal or a message may say of them.

    `pseudonym` is drawn at creation and shown where a name has no place. No nationality, religion nor legal status
    has a field. `version` grows at each change, so that two people writing at once are told. `last_contact_at` is
    moved forward by every act that shows the person is still followed: it starts the clock of retention.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pseudonym = models.CharField(_("pseudonyme"), max_length=40)
    given_name = models.CharField(_("prénom"), max_length=120, blank=True)
    family_name = models.CharField(_("nom"), max_length=120, blank=True)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("année de naissance"), null=True, blank=True, db_index=True)
    birth_precision = models.CharField(_("précision"), max_length=10, choices=BirthPrecision, blank=True)
    gender = models.CharField(_("genre"), max_length=10, choices=Gender, blank=True)
    languages = models.JSONField(_("langues parlées"), default=list, blank=True)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    relay = models.CharField(_("relais"), max_length=200, blank=True, help_text=_("Qui peut transmettre un message."))
    sealed_protected_address = models.TextField(blank=True)
    restricted_since = models.DateTimeField(_("données à l’abri depuis"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    last_contact_at = models.DateTimeField(_("dernier contact"), default=timezone.now)
    archived_at = models.DateTimeField(_("archivée le"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("anonymisée le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        indexes = [
            models.Index(fields=["last_contact_at"], name="person_last_contact"),
            models.Index(fields=["pseudonym"], name="person_pseudonym"),
            models.Index(
                fields=["restricted_since"], condition=Q(restricted_since__isnull=False), name="person_restricted"
            ),
            models.Index(fields=["birth_date"], condition=Q(birth_date__isnull=False), name="person_birth_date"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="person_phone"),
            models.Index(fields=["email"], condition=~Q(email=""), name="person_email"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the person."""
        return f"people.Person:{self.key}"

    @property
    def recipient_key(self) -> str:
        """How messages name the person."""
        return f"person:{self.key}"

    @property
    def is_restricted(self) -> bool:
        return self.restricted_since is not None

    def label(self) -> str:
        """The name to show to those who may see the identity, the pseudonym when there is none."""
        return " ".join(part for part in (self.given_name, self.family_name) if part) or self.pseudonym


class OtherName(models.Model):
    """A nickname, a birth name, another spelling: all are searched."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="other_names")
    kind = models.CharField(_("nature"), max_length=10, choices=NameKind, default=NameKind.NICKNAME)
    name = models.CharField(_("nom"), max_length=120)

    class Meta:
        verbose_name = _("autre nom")
        verbose_name_plural = _("autres noms")
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.kind}"


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def in_force(self, at: datetime | None = None) -> RestrictionQuerySet:
        """Restrictions that hold at this moment (now by default)."""
        moment = at or timezone.now()
        return self.filter(Q(lifted_at__isnull=True) | Q(lifted_at__gt=moment), since__lte=moment)


class Restriction(models.Model):
    """The person is hidden: only those who follow them now, and whom they chose since, still see them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="restrictions")
    reason = models.CharField(_("raison"), max_length=20, choices=RestrictionReason)
    since = models.DateTimeField(_("depuis"), default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("levée le"), null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mise à l’abri")
        verbose_name_plural = _("mises à l’abri")
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at__isnull=True), name="restricted_once"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("since")), name="restriction_lifted_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.reason}"
