"""Doors: imports, exports, doubles, open data. What is published is everybody's; the rest is the directory's team's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link, only

from ..permissions import EDITING_ROLES

TEAM = only(*EDITING_ROLES)
READ, WRITE, FORM = {"GET": TEAM}, {"POST": TEAM}, {"GET": TEAM, "POST": TEAM}

DOORS: list[Door] = [
    Door("directory:import", FORM),
    Door("directory:import_run", READ),
    Door("directory:confirm_import", WRITE),
    Door("directory:give_up_import", WRITE),
    Door("directory:doubles", READ),
    Door("directory:look_for_doubles", WRITE),
    Door("directory:pair", FORM),
    Door("directory:keep_apart", WRITE),
    Door("directory:undo_pair", WRITE),
    Door("directory:open_data", {"GET": PUBLIC}),
    Door("directory:download", {"GET": PUBLIC}),
    *(
        Door(f"api:{name}", {"GET": PUBLIC}, machine=True)
        for name in (
            "directory_places", "directory_place", "directory_services", "hsds_root", "hsds_services", "hsds_service",
            "hsds_organizations", "hsds_organization", "hsds_service_at_locations", "hsds_service_at_location",
            "hsds_taxonomies", "hsds_taxonomy", "hsds_taxonomy_terms", "hsds_taxonomy_term",
        )
    ),
]  # fmt: skip
NAVIGATION: list[Link] = [Link(_("Échanges de l’annuaire"), "directory:import", TEAM, order=66)]
