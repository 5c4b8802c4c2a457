"""Where help is: places, services, conditions and hours, for anyone who looks and for those who keep them true."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "pacte.ground.directory"
    label = "directory"
    verbose_name = _("Annuaire")
