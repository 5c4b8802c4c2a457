"""Doors: stays by the city's regulation and by the site's own team; answers and more nights by the regulation alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, either, only

from ..permissions import REGULATING_ROLES, SITE_ROLES

REGULATION = only(*REGULATING_ROLES)
SITE = only(*SITE_ROLES, reach=Reach.SELF)
HAND = either(SITE, REGULATION)
FORM_REGULATION = {"GET": REGULATION, "POST": REGULATION}
FORM_HAND = {"GET": HAND, "POST": HAND}

DOORS: list[Door] = [
    Door("shelter:arrivals", {"GET": HAND}),
    Door("shelter:departures", {"GET": HAND}),
    Door("shelter:all_present", {"POST": HAND}),
    Door("shelter:take_in", {"GET": SITE, "POST": SITE}),
    Door("shelter:minor_at_door", {"GET": HAND}),
    Door("shelter:stays", {"GET": REGULATION}),
    Door("shelter:stay", {"GET": HAND}),
    Door("shelter:stay_accept", {"POST": REGULATION}),
    Door("shelter:stay_decline", FORM_REGULATION),
    Door("shelter:stay_site_refusal", FORM_HAND),
    Door("shelter:stay_on_the_way", {"POST": HAND}),
    Door("shelter:stay_arrived", {"POST": HAND}),
    Door("shelter:stay_no_show", {"POST": HAND}),
    Door("shelter:stay_back", {"POST": REGULATION}),
    Door("shelter:stay_presence", {"POST": HAND}),
    Door("shelter:stay_extend", FORM_REGULATION),
    Door("shelter:stay_end", FORM_HAND),
    Door("shelter:stay_ask_again", {"POST": REGULATION}),
    Door("shelter:stay_transport", FORM_REGULATION),
    Door("shelter:stay_message", FORM_REGULATION),
    Door("shelter:transports", {"GET": REGULATION}),
    Door("shelter:hotel_costs", {"GET": REGULATION}),
    Door("shelter:hotel_costs_csv", {"GET": REGULATION}),
]
NAVIGATION: list[Link] = [Link(_("Séjours"), "shelter:stays", REGULATION, order=13)]
