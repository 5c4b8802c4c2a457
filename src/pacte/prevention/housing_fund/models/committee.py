"""The committee's sessions and what stands on their agenda, by number and never by name."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import FundSessionState
from .requests import FundRequest


class FundSession(models.Model):
    """A session of the committee. Its minutes are what it decided, line by line; `remarks` names nobody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_on = models.DateField(_("tenue le"))
    state = models.CharField(_("état"), max_length=6, choices=FundSessionState, default=FundSessionState.OPEN)
    present = models.PositiveSmallIntegerField(_("membres présents"), null=True, blank=True)
    remarks = models.CharField(_("remarques, sans nom"), max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("séance de la commission du fonds")
        verbose_name_plural = _("séances de la commission du fonds")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False), name="fund_session_closed_is_dated"
            ),
        ]

    def __str__(self) -> str:
        return str(self.held_on)

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"housing_fund.FundSession:{self.key}"


class FundAgendaLine(models.Model):
    """A request on a session's agenda."""

    session = models.ForeignKey(FundSession, models.CASCADE, related_name="lines")
    request = models.ForeignKey(FundRequest, models.CASCADE, related_name="agenda_lines")
    position = models.PositiveSmallIntegerField(_("rang"))
    listed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ligne d’un ordre du jour du fonds")
        verbose_name_plural = _("lignes des ordres du jour du fonds")
        ordering = ["session", "position"]
        constraints = [models.UniqueConstraint(fields=["session", "request"], name="fund_agenda_line_once")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.position}"
