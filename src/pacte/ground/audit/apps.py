"""Append-only record of reads and writes that touch a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "pacte.ground.audit"
    label = "audit"
    verbose_name = _("Journal")
