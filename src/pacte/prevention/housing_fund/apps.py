"""The housing solidarity fund: requests, ceilings, decisions, instalments, budget."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HousingFundConfig(AppConfig):
    name = "pacte.prevention.housing_fund"
    label = "housing_fund"
    verbose_name = _("Fonds de solidarité pour le logement")
