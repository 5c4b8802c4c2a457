"""When sites are asked what they have free, and how long before a closure it must be said: the city's data."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _


class EveningPolicy(models.Model):
    """The evening's hours, in one row. Every default is a sample for the city to settle.

    `ask_at`: local time from which a site that has not declared gets its link; `late_at`: from when its silence is
    late. `notice_nights`: a closure announced at least so many nights ahead may find open-ended stays in the lot, whose
    households are then to be moved; a nearer one is refused.
    """

    ask_at = models.TimeField(_("lien envoyé à partir de"), default=time(17))
    late_at = models.TimeField(_("déclaration attendue avant"), default=time(18))
    notice_nights = models.PositiveSmallIntegerField(_("préavis d’une fermeture habitée (nuits)"), default=14)

    class Meta:
        verbose_name = _("horaires du soir")
        verbose_name_plural = _("horaires du soir")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def current(cls) -> EveningPolicy:
        """The city's hours, or the sample ones, unsaved."""
        return cls.objects.first() or cls()
