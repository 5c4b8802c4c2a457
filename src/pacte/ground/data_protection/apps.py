"""The data protection officer's desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DataProtectionConfig(AppConfig):
    name = "pacte.ground.data_protection"
    label = "data_protection"
    verbose_name = _("Protection des données")
