"""Who came, counted and never named: what each place did for how many, from any device, with or without a network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FootfallConfig(AppConfig):
    name = "pacte.ground.footfall"
    label = "footfall"
    verbose_name = _("Fréquentation")

    def ready(self) -> None:
        """The offline application takes counts and undoings, and opens on the user's counters."""
        from pacte.ground.field import registry

        from .services import accept_count, accept_undo
        from .worklist import offline_counters

        registry.register("footfall.count", accept_count)
        registry.register("footfall.undo", accept_undo)
        registry.keep_files("footfall/counter.css", "footfall/offline.js")
        registry.register_entries(offline_counters)
