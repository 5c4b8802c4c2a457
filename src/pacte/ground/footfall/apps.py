"""Who came, counted and never named: what each place did for how many, from any device, with or without a network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FootfallConfig(AppConfig):
    name = "pacte.ground.footfall"
    label = "footfall"
    verbose_name = _("Fréquentation")
