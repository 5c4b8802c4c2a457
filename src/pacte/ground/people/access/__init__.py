"""Doors of the room, part by part, and its places in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only
from pacte.ground.partners.enums import Role

from ..permissions import FOLLOWING_ROLES
from . import api, exceptional, files, households, persons, search, sharing

DOORS: list[Door] = [
    *persons.DOORS, *households.DOORS, *files.DOORS, *sharing.DOORS, *search.DOORS, *exceptional.DOORS, *api.DOORS,
]  # fmt: skip

NAVIGATION = [
    Link(_("Mes dossiers"), "people:files", only(*FOLLOWING_ROLES), order=20),
    Link(_("Chercher une personne"), "people:search", only(*FOLLOWING_ROLES), order=30),
    Link(_("Dossiers sans personne en charge"), "people:unattended", only(Role.ORGANISATION_ADMIN), order=25),
]
