"""An eviction beside its case, and its debt over time. What dates the procedure is in the case's events, not here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case

from ..enums import DebtSource, EvictionGround, LandlordKind


class Eviction(models.Model):
    """What a case of eviction holds beside its events.

    `ground`, `landlord_kind` and `lease_signed_on` are facts of the case, copied here after each event for lists and
    counts. `landlord` is a partner; a private landlord is a person, whose name is sealed. `exploc_id` is the State's
    own number. `sealed_address` is the home's address, which may be protected.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="eviction")
    ground = models.CharField(_("motif"), max_length=20, choices=EvictionGround, blank=True)
    landlord_kind = models.CharField(_("bailleur"), max_length=20, choices=LandlordKind, blank=True)
    lease_signed_on = models.DateField(_("bail signé le"), null=True, blank=True)
    landlord = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("bailleur partenaire")
    )
    sealed_landlord = models.TextField(blank=True)
    sealed_address = models.TextField(blank=True)
    exploc_id = models.CharField(_("identifiant EXPLOC"), max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("procédure d’expulsion")
        verbose_name_plural = _("procédures d’expulsion")
        ordering = ["case"]
        constraints = [
            models.UniqueConstraint(fields=["exploc_id"], condition=~Q(exploc_id=""), name="eviction_exploc_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class ArrearsLine(models.Model):
    """A debt as one source gave it on a day, in cents; `rent_cents` is the monthly rent without charges, if known."""

    eviction = models.ForeignKey(Eviction, models.CASCADE, related_name="arrears")
    on = models.DateField(_("au"))
    debt_cents = models.BigIntegerField(_("dette"))
    rent_cents = models.BigIntegerField(_("loyer mensuel"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=DebtSource)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("montant de la dette")
        verbose_name_plural = _("montants de la dette")
        ordering = ["eviction", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(debt_cents__gte=0), name="debt_not_below_zero"),
            models.CheckConstraint(
                condition=Q(rent_cents__isnull=True) | Q(rent_cents__gt=0), name="monthly_rent_above_zero"
            ),
            models.UniqueConstraint(fields=["eviction", "on", "source"], name="one_debt_a_day_and_source"),
        ]

    def __str__(self) -> str:
        return f"{self.eviction_id} · {self.on}"
