"""Doors of the room. Whoever looks after the pact sees every partner; others see their own organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, Reach, either, only

from .enums import Role
from .permissions import KEEPERS, OVERSEERS

OWN = Reach.OWN_ORGANISATION
SEERS = either(only(*Role.values, reach=OWN), only(*OVERSEERS))
KEEPING = only(*KEEPERS)
REFERENTS = only(Role.ORGANISATION_ADMIN, reach=OWN)
ORGANISATION_KEEPING = either(REFERENTS, KEEPING)
MEMBERS_KEEPING = either(REFERENTS, only(Role.PLATFORM_ADMIN))
FORM = {"GET": ORGANISATION_KEEPING, "POST": ORGANISATION_KEEPING}

DOORS = [
    Door("partners:organisations", {"GET": SIGNED_IN}),
    Door("partners:found", {"GET": KEEPING, "POST": KEEPING}),
    Door("partners:organisation", {"GET": SEERS}),
    Door("partners:change", FORM),
    Door("partners:close", {"POST": KEEPING}),
    Door("partners:open", {"POST": KEEPING}),
    Door("partners:site_add", FORM),
    Door("partners:site_change", FORM),
    Door("partners:site_remove", {"POST": ORGANISATION_KEEPING}),
    Door("partners:agreements", {"GET": SIGNED_IN}),
    Door("partners:agreement_sign", {"GET": KEEPING, "POST": KEEPING}),
    Door("partners:agreement", {"GET": SEERS}),
    Door("partners:agreement_end", {"GET": KEEPING, "POST": KEEPING}),
    Door("partners:agreement_correct", {"GET": KEEPING, "POST": KEEPING}),
    Door("partners:members", {"GET": ORGANISATION_KEEPING}),
    Door("partners:membership_give", {"GET": MEMBERS_KEEPING, "POST": MEMBERS_KEEPING}),
    Door("partners:membership_end", {"POST": MEMBERS_KEEPING}),
    Door("api:partners_organisations", {"GET": SIGNED_IN}, machine=True),
    Door("api:partners_agreements", {"GET": SIGNED_IN, "POST": KEEPING}, machine=True),
    Door("api:partners_agreement", {"GET": SEERS, "PATCH": KEEPING}, machine=True),
]

NAVIGATION = [
    Link(_("Partenaires"), "partners:organisations", only(*OVERSEERS, Role.ORGANISATION_ADMIN), order=300),
    Link(_("Conventions"), "partners:agreements", only(*OVERSEERS, Role.ORGANISATION_ADMIN), order=310),
]
