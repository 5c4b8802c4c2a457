"""Young adults leaving care, and the platform for those without job or training."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YoungAdultsConfig(AppConfig):
    name = "pacte.prevention.young_adults"
    label = "young_adults"
    verbose_name = _("Jeunes majeurs")
