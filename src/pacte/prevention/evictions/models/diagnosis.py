"""The social and financial diagnosis, written for the judge and the commission."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import DiagnosisState, HomeWish, OfferWay
from .evictions import Eviction


class SocialDiagnosis(models.Model):
    """One diagnosis of an eviction for arrears. Amounts are monthly, in cents. Texts are sealed.

    The landlord and the tenant may comment (`sealed_landlord_comment`, `sealed_tenant_comment`). It goes to the judge
    and to the commission: `sent_on` is the day both received it, after which its content no longer changes.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    eviction = models.OneToOneField(Eviction, models.CASCADE, related_name="diagnosis")
    state = models.CharField(_("état"), max_length=10, choices=DiagnosisState, default=DiagnosisState.OFFERED)
    offered_on = models.DateField(_("proposé le"))
    way = models.CharField(_("comment"), max_length=10, choices=OfferWay, blank=True)
    answered_on = models.DateField(_("réponse du"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(_("adultes"), null=True, blank=True)
    children = models.PositiveSmallIntegerField(_("enfants"), null=True, blank=True)
    resources_cents = models.BigIntegerField(_("ressources"), null=True, blank=True)
    aid_cents = models.BigIntegerField(_("aide au logement"), null=True, blank=True)
    charges_cents = models.BigIntegerField(_("charges"), null=True, blank=True)
    rent_cents = models.BigIntegerField(_("loyer et charges locatives"), null=True, blank=True)
    debt_cents = models.BigIntegerField(_("dette"), null=True, blank=True)
    offered_monthly_cents = models.BigIntegerField(_("versement proposé"), null=True, blank=True)
    rent_resumed_on = models.DateField(_("loyer repris le"), null=True, blank=True)
    wish = models.CharField(_("souhait"), max_length=12, choices=HomeWish, blank=True)
    sealed_situation = models.TextField(blank=True)
    sealed_steps = models.TextField(blank=True)
    sealed_landlord_comment = models.TextField(blank=True)
    sealed_tenant_comment = models.TextField(blank=True)
    sent_on = models.DateField(_("envoyé le"), null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("diagnostic social et financier")
        verbose_name_plural = _("diagnostics sociaux et financiers")
        constraints = [
            models.CheckConstraint(
                condition=Q(debt_cents__isnull=True) | Q(debt_cents__gte=0), name="diagnosis_debt_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
