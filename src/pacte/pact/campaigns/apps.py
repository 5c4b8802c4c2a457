"""Collections of figures and the frozen editions they lead to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "pacte.pact.campaigns"
    label = "campaigns"
    verbose_name = _("Campagnes")
