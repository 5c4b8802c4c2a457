"""Evictions prevented: arrears, the procedure's stages, the commission, figures by stage and source."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvictionsConfig(AppConfig):
    name = "pacte.prevention.evictions"
    label = "evictions"
    verbose_name = _("Expulsions")
