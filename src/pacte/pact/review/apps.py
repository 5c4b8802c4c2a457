"""Public pages, open data and the printed yearly review."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "pacte.pact.review"
    label = "review"
    verbose_name = _("Bilan")
