"""What a day centre keeps beside its welcome: mail addresses, lockers, a stock of kits."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DayCentresConfig(AppConfig):
    name = "pacte.street.day_centres"
    label = "day_centres"
    verbose_name = _("Accueils de jour")
