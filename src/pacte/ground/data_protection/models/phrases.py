"""The phrase by which someone without papers is known again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.models import Person


class AgreedPhrase(models.Model):
    """A phrase agreed with a person and kept as a digest alone: it can be checked, never read back."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=128)
    agreed_at = models.DateTimeField(_("convenue le"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("phrase convenue")
        verbose_name_plural = _("phrases convenues")

    def __str__(self) -> str:
        return str(self.pk)
