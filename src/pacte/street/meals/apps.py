"""Where meals are given, when, how many are offered and served, and where the week has a gap."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MealsConfig(AppConfig):
    name = "pacte.street.meals"
    label = "meals"
    verbose_name = _("Repas")
