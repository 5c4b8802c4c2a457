"""What a token may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Reading only, or reading and writing. A token never does more than its owner may do at that moment."""

    READ = "read", _("Lecture")
    WRITE = "write", _("Lecture et écriture")
