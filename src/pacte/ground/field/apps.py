"""The offline application's shell: what was noted without a network arrives once, and is acknowledged."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldConfig(AppConfig):
    name = "pacte.ground.field"
    label = "field"
    verbose_name = _("Terrain")
