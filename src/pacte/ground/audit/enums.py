"""What may be found wrong with a sealed segment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tampering(models.TextChoices):
    CHANGED = "changed", _("une ligne a été modifiée")
    REMOVED = "removed", _("une ligne a été retirée")
    INSERTED = "inserted", _("une ligne a été ajoutée après coup")
    BROKEN = "broken", _("le sceau a été modifié ou un sceau précédent manque")
    HEAD_LOST = "head_lost", _("le sceau noté ailleurs ne figure plus dans la chaîne")
