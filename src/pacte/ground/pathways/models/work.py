"""How a worker wishes to be reminded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import ReminderRhythm


class ReminderChoice(models.Model):
    """Who said nothing is reminded by one mail a day, when there is something to say."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rhythm = models.CharField(
        _("rappels par courriel"), max_length=10, choices=ReminderRhythm, default=ReminderRhythm.DIGEST
    )

    class Meta:
        verbose_name = _("choix des rappels")
        verbose_name_plural = _("choix des rappels")

    def __str__(self) -> str:
        return f"{self.user_id} · {self.rhythm}"
