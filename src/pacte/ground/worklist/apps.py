"""My day: what each user has to do, fed by every room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklistConfig(AppConfig):
    name = "pacte.ground.worklist"
    label = "worklist"
    verbose_name = _("Ma journée")
