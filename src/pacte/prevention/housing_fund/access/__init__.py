"""Doors: social work for the files it follows, the committee for numbers, the pact's team for sums."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, Switch, either, only

from ..permissions import DECIDING_ROLES, INSTRUCTING_ROLES, RULING_ROLES

SWITCH = Switch(_("Fonds de solidarité pour le logement"))
WORK = only(*INSTRUCTING_ROLES, reach=Reach.SELF)
LIST = only(*INSTRUCTING_ROLES)
COMMITTEE = only(*DECIDING_ROLES)
RULING = only(*RULING_ROLES)
READING = either(LIST, RULING)

_WORK_PAGES = ("ask", "request", "letter")
_WORK_FORMS = ("ask_aid", "edit", "propose", "appeal", "pay", "receive", "reschedule", "suspend")
_WORK_ACTS = (
    "complete", "handed", "write_to", "send_contract", "return_contract", "lift", "cancel_payment", "reverse_entry",
)  # fmt: skip
_COMMITTEE_PAGES = ("committee", "sheet", "session", "agenda_pdf", "minutes_pdf")
_COMMITTEE_FORMS = ("decide", "correct", "write_off", "new_session", "close_session")

DOORS: list[Door] = [
    Door("housing_fund:requests", {"GET": LIST}),
    *(Door(f"housing_fund:{name}", {"GET": WORK}) for name in _WORK_PAGES),
    *(Door(f"housing_fund:{name}", {"GET": WORK, "POST": WORK}) for name in _WORK_FORMS),
    *(Door(f"housing_fund:{name}", {"POST": WORK}) for name in _WORK_ACTS),
    *(Door(f"housing_fund:{name}", {"GET": COMMITTEE}) for name in _COMMITTEE_PAGES),
    *(Door(f"housing_fund:{name}", {"GET": COMMITTEE, "POST": COMMITTEE}) for name in _COMMITTEE_FORMS),
    Door("housing_fund:fill", {"POST": COMMITTEE}),
    Door("housing_fund:unlist", {"POST": COMMITTEE}),
    Door("housing_fund:budget", {"GET": READING}),
    Door("housing_fund:vote", {"GET": RULING, "POST": RULING}),
    Door("housing_fund:ceilings", {"GET": READING}),
    Door("housing_fund:ceilings_version", {"GET": READING}),
    Door("housing_fund:ceilings_draft", {"POST": RULING}),
    Door("housing_fund:ceilings_edit", {"GET": RULING, "POST": RULING}),
    Door("housing_fund:ceilings_adopt", {"GET": RULING, "POST": RULING}),
    Door("housing_fund:ceilings_discard", {"POST": RULING}),
    Door("api:housing_fund_requests", {"GET": LIST}, machine=True),
    Door("api:housing_fund_budget", {"GET": READING}, machine=True),
]
NAVIGATION: list[Link] = [
    Link(_("Fonds de solidarité"), "housing_fund:requests", LIST, order=60),
    Link(_("Commission du fonds"), "housing_fund:committee", COMMITTEE, order=61),
    Link(_("Budget du fonds"), "housing_fund:budget", RULING, order=150),
    Link(_("Plafonds du fonds"), "housing_fund:ceilings", RULING, order=151),
]
