"""Users and the tokens by which their programs speak for them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Scope
from .registry import standing


class UserManager(BaseUserManager["User"]):
    """Users are known by their e-mail address, compared without case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their memberships (see partners), never from here.

    `opaque_id` stands for the user in the audit trail and the logs: it says nothing about them.
    """

    email = models.EmailField(_("adresse électronique"), unique=True)
    display_name = models.CharField(_("nom affiché"), max_length=120)
    opaque_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("langue"), max_length=5, default="fr")
    is_active = models.BooleanField(_("compte actif"), default=True)
    is_demonstration = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    request_cache: dict[Any, Any] | None = None
    """What other rooms remember of this user while one request is served; None outside a request."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")

    def __str__(self) -> str:
        return str(self.opaque_id)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def open(self) -> ApiTokenQuerySet:
        """Neither revoked nor expired. A token of today's date still works today."""
        return self.filter(revoked_at__isnull=True, expires_on__gte=timezone.localdate())


class ApiToken(models.Model):
    """The means by which a program speaks for a user, in the name of one organisation.

    Only the token's fingerprint is kept. `organisation_key` is the organisation's public identifier; the room
    that knows organisations says whether the user still belongs to it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    organisation_key = models.CharField(_("organisation"), max_length=60)
    label = models.CharField(_("usage"), max_length=80)
    scope = models.CharField(_("portée"), max_length=5, choices=Scope, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    expires_on = models.DateField(_("expire le"))
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True, editable=False)
    last_used_on = models.DateField(_("dernier usage"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("jeton d’API")
        verbose_name_plural = _("jetons d’API")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_open(self) -> bool:
        """Neither revoked nor expired."""
        return self.revoked_at is None and self.expires_on >= timezone.localdate()

    @property
    def organisation(self) -> Any | None:
        """The organisation it speaks for, or None as soon as its user has left it."""
        return standing().organisation(self.user, self.organisation_key)
