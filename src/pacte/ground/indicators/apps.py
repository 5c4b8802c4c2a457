"""Definitions, measurements, the printed form of a figure, small-count protection."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "pacte.ground.indicators"
    label = "indicators"
    verbose_name = _("Indicateurs")
