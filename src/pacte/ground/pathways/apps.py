"""Pathways: schemes with legal clocks, the cases that follow them, early signals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PathwaysConfig(AppConfig):
    name = "pacte.ground.pathways"
    label = "pathways"
    verbose_name = _("Parcours")
