"""Doors of the room. A referral is reached by who sent it and by who may answer it; services are known to partners."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, Reach, either, only
from pacte.ground.partners.enums import Role
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .permissions import KNOWING, TAKING_PART

PART = only(*TAKING_PART)
MINE = only(*TAKING_PART, reach=Reach.SELF)
FOLLOWING = only(*FOLLOWING_ROLES, reach=Reach.SELF)
SETTLING = only(Role.PACT_TEAM)
KEEPING = only(Role.PACT_TEAM, Role.ORGANISATION_ADMIN)
OWN_KEEPING = either(only(Role.ORGANISATION_ADMIN, reach=Reach.OWN_ORGANISATION), only(Role.PACT_TEAM))

DOORS = [
    Door("referrals:inbox", {"GET": PART}),
    Door("referrals:sent", {"GET": PART}),
    Door("referrals:send", {"GET": FOLLOWING, "POST": FOLLOWING}),
    Door("referrals:send_anonymous", {"GET": PART, "POST": PART}),
    Door("referrals:referral", {"GET": MINE}),
    Door("referrals:accept", {"POST": MINE}),
    Door("referrals:decline", {"GET": MINE, "POST": MINE}),
    Door("referrals:redirect", {"GET": MINE, "POST": MINE}),
    Door("referrals:done", {"POST": MINE}),
    Door("referrals:no_show", {"POST": MINE}),
    Door("referrals:withdraw", {"POST": MINE}),
    Door("referrals:note", {"POST": MINE}),
    Door("referrals:send_again", {"POST": MINE}),
    Door("referrals:delays", {"GET": only(*KNOWING)}),
    Door("referrals:services", {"GET": only(*KNOWING)}),
    Door("referrals:service_add", {"GET": KEEPING, "POST": KEEPING}),
    Door("referrals:service_change", {"GET": OWN_KEEPING, "POST": OWN_KEEPING}),
    Door("referrals:kinds", {"GET": only(*KNOWING)}),
    Door("referrals:kind_add", {"GET": SETTLING, "POST": SETTLING}),
    Door("referrals:kinds_sample", {"POST": SETTLING}),
    Door("referrals:kind_change", {"GET": SETTLING, "POST": SETTLING}),
    Door("api:referrals_services", {"GET": SIGNED_IN}, machine=True),
    Door("api:referrals_inbox", {"GET": PART}, machine=True),
    Door("api:referrals_sent", {"GET": PART}, machine=True),
    Door("api:referrals_anonymous", {"POST": PART}, machine=True),
    Door("api:referrals_answer", {"POST": MINE}, machine=True),
    Door("api:referrals_outcome", {"POST": MINE}, machine=True),
]

NAVIGATION = [
    Link(_("Orientations"), "referrals:inbox", PART, order=40),
    Link(_("Services qui reçoivent"), "referrals:services", only(Role.ORGANISATION_ADMIN, Role.PACT_TEAM), order=320),
]
