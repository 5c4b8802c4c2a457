"""Where help is: places, services, conditions and hours, for anyone who looks and for those who keep them true."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "pacte.ground.directory"
    label = "directory"
    verbose_name = _("Annuaire")

    def ready(self) -> None:
        """The room answers for the photos of its places."""
        from pacte.ground.documents.registry import register

        from .reads.photos import is_published, may_see

        register("directory.Place", may_see, is_published=is_published)
