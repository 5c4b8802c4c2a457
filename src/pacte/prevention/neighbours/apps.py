"""Neighbour trouble and mental health: a landlord's signal, visits, a status and no health content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeighboursConfig(AppConfig):
    name = "pacte.prevention.neighbours"
    label = "neighbours"
    verbose_name = _("Voisinage et santé")
