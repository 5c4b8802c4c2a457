"""Doors of the room. What is announced is everyone's; a session is kept by its organisation, on its territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, SIGNED_IN, Door, Link, Reach, either, only
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .permissions import KEEPING_ROLES, OVERSEEING_ROLES

KEEPERS = only(*KEEPING_ROLES, *OVERSEEING_ROLES)
KEEPING = either(only(*KEEPING_ROLES, reach=Reach.SELF), only(*OVERSEEING_ROLES))
TAKING_OFF = either(only(*FOLLOWING_ROLES, reach=Reach.SELF), KEEPING)
FOLLOWING = only(*FOLLOWING_ROLES)
FORM = {"GET": KEEPING, "POST": KEEPING}

DOORS = [
    Door("agenda:public", {"GET": PUBLIC}),
    Door("agenda:programme", {"GET": PUBLIC}),
    Door("agenda:public_calendar", {"GET": PUBLIC}),
    Door("agenda:personal_calendar", {"GET": PUBLIC}),
    Door("agenda:session", {"GET": PUBLIC}),
    Door("agenda:session_calendar", {"GET": PUBLIC}),
    Door("agenda:register", {"POST": SIGNED_IN}),
    Door("agenda:register_person", {"GET": FOLLOWING, "POST": FOLLOWING}),
    Door("agenda:bookable", {"GET": FOLLOWING}),
    Door("api:agenda_public_sessions", {"GET": SIGNED_IN}, machine=True),
    Door("api:agenda_own_sessions", {"GET": KEEPERS}, machine=True),
    Door("agenda:certificates", {"GET": PUBLIC}),
    Door("agenda:certificate", {"GET": PUBLIC}),
    Door("agenda:print_certificate", {"GET": SIGNED_IN}),
    Door("agenda:mine", {"GET": SIGNED_IN}),
    Door("agenda:make_feed", {"POST": SIGNED_IN}),
    Door("agenda:withdraw_feed", {"POST": SIGNED_IN}),
    Door("agenda:leave", {"POST": SIGNED_IN}),
    Door("agenda:take_off", {"POST": TAKING_OFF}),
    Door("agenda:attendance", {"POST": KEEPING}),
    Door("agenda:kept", {"GET": KEEPERS}),
    Door("agenda:new", {"GET": KEEPERS, "POST": KEEPERS}),
    Door("agenda:keep", {"GET": KEEPING}),
    Door("agenda:edit", FORM),
    Door("agenda:cancel", FORM),
    Door("agenda:slots", FORM),
    Door("agenda:all_present", {"POST": KEEPING}),
    Door("agenda:count", {"POST": KEEPING}),
    Door("agenda:certify", {"POST": KEEPING}),
    Door("agenda:tours", {"GET": KEEPERS}),
    Door("agenda:new_tour", {"GET": KEEPERS, "POST": KEEPERS}),
    Door("agenda:tour", {"GET": KEEPING}),
]

NAVIGATION = [
    Link(_("Agenda"), "agenda:public", PUBLIC, order=30),
    Link(_("Mes inscriptions"), "agenda:mine", SIGNED_IN, order=62),
    Link(_("Séances"), "agenda:kept", KEEPERS, order=60),
]
