"""A minor alone: the path to child protection, without which the request is never closed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .requests import ShelterRequest


class MinorPath(models.Model):
    """Who was called on duty, when, and the named adult who takes charge. All three, or the request stays open."""

    request = models.OneToOneField(ShelterRequest, models.CASCADE, related_name="minor_path")
    duty_contact = models.CharField(_("astreinte appelée"), max_length=160)
    called_at = models.DateTimeField(_("appelée à"))
    sealed_named_adult = models.TextField()
    handed_over_at = models.DateTimeField(_("remis à"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("relais vers la protection de l’enfance")
        verbose_name_plural = _("relais vers la protection de l’enfance")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(duty_contact="") & ~models.Q(sealed_named_adult=""), name="minor_path_is_whole"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
