"""The 115 and shelter: what is free tonight, who asks, who is placed where and why."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelterConfig(AppConfig):
    name = "pacte.street.shelter"
    label = "shelter"
    verbose_name = _("Hébergement")
