"""Page shell, components, charts, tables, error pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "pacte.ground.web"
    label = "web"
    verbose_name = _("Pages")
