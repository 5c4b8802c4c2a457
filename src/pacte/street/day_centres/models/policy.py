"""The city's delays for addresses and lockers, in one row: data with an owner, shown to those they bind."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CentrePolicy(models.Model):
    """Delays of mail addresses and lockers.

    A mail address is given for a year (Code de l’action sociale et des familles, articles L264-1 and following,
    D264-1). A locker is lent for three months, renewable once (the practice of the city's luggage rooms). Every other
    value here is a sample for the city to settle.
    """

    mail_months = models.PositiveSmallIntegerField(_("durée d’une adresse (mois)"), default=12)
    mail_warning_days = models.PositiveSmallIntegerField(_("rappel avant le terme (jours)"), default=60)
    silence_months = models.PositiveSmallIntegerField(_("sans nouvelles depuis (mois)"), default=3)
    mail_kept_days = models.PositiveSmallIntegerField(_("courrier gardé (jours)"), default=30)
    locker_months = models.PositiveSmallIntegerField(_("durée d’un prêt de casier (mois)"), default=3)
    locker_renewals = models.PositiveSmallIntegerField(_("renouvellements d’un prêt"), default=1)
    locker_warning_days = models.PositiveSmallIntegerField(_("rappel avant la fin du prêt (jours)"), default=14)
    offer_days = models.PositiveSmallIntegerField(_("une offre de casier tient (jours)"), default=7)
    offers_most = models.PositiveSmallIntegerField(_("offres avant de quitter la liste"), default=2)
    grace_days = models.PositiveSmallIntegerField(_("après le terme, on en parle (jours)"), default=14)
    luggage_days = models.PositiveSmallIntegerField(_("affaires laissées en place (jours)"), default=60)

    class Meta:
        verbose_name = _("délais des accueils de jour")
        verbose_name_plural = _("délais des accueils de jour")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def current(cls) -> CentrePolicy:
        """The city's delays, or the default ones, unsaved."""
        return cls.objects.first() or cls()
