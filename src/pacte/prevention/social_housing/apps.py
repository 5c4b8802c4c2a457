"""Social housing: the public scoring grid, rankings, the committee, allocations; safe places by referral only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SocialHousingConfig(AppConfig):
    name = "pacte.prevention.social_housing"
    label = "social_housing"
    verbose_name = _("Logement social")

    def ready(self) -> None:
        """The room's part of a person's and of a case's page; referrals to a safe place are counted here."""
        from pacte.ground.pathways.registry import CaseRoom, register_room
        from pacte.ground.people.registry import register_panel
        from pacte.ground.referrals.registry import register_receiver

        from .reads.safe_places import SCHEME
        from .services import safe_places
        from .views import panels

        register_receiver(SCHEME, safe_places.arrived, safe_places.withdrawn)
        register_panel(panels.request_panel)
        register_panel(panels.safe_place_panel)
        register_room("social_housing", CaseRoom(panels.case_panels))
        register_room("women_rehousing", CaseRoom(panels.case_panels))
        register_room(SCHEME, CaseRoom(panels.safe_place_case_panels))
