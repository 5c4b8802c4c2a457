"""What the room tells a person that it holds about them, and how it takes away whatever names them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Holding

from .anonymising import anonymise
from .telling import tell

HOLDINGS: list[Holding] = [Holding(_("Personnes et dossiers"), tell, anonymise)]
