"""Social housing: the public scoring grid, rankings, the committee, allocations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SocialHousingConfig(AppConfig):
    name = "pacte.prevention.social_housing"
    label = "social_housing"
    verbose_name = _("Logement social")
