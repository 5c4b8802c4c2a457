"""Background work that survives a crash and shows its progress."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "pacte.ground.jobs"
    label = "jobs"
    verbose_name = _("Travaux")
