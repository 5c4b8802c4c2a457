"""The 115 and shelter: what is free tonight, who asks, who is placed where and why."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelterConfig(AppConfig):
    name = "pacte.street.shelter"
    label = "shelter"
    verbose_name = _("Hébergement")

    def ready(self) -> None:
        """The line receives the referrals of its scheme; the person's page shows where their request stands."""
        from pacte.ground.people.registry import register_panel
        from pacte.ground.referrals.registry import register_receiver

        from .services import requests_referred as referred
        from .views.apart import kept_apart
        from .views.requests_panel import asked_tonight
        from .views.stays_panel import place_now

        register_receiver(referred.SCHEME, referred.arrived, referred.withdrawn)
        register_panel(asked_tonight)
        register_panel(place_now)
        register_panel(kept_apart)
