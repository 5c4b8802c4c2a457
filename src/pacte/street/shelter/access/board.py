"""Doors: the night board is the regulation's; the cold plan and the reports are read by whoever reads nights."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, either, only

from ..permissions import REGULATING_ROLES, SITE_ROLES, STEERING_ROLES

REGULATION = only(*REGULATING_ROLES)
STEERING = only(*STEERING_ROLES)
RECORDING = either(REGULATION, STEERING)
READING = either(only(*SITE_ROLES), RECORDING)

DOORS: list[Door] = [
    Door("shelter:board", {"GET": REGULATION}),
    Door("shelter:board_go", {"POST": REGULATION}),
    Door("shelter:board_map", {"GET": REGULATION}),
    Door("shelter:board_nights", {"GET": REGULATION}),
    Door("shelter:board_night", {"GET": REGULATION}),
    Door("shelter:cold_plan", {"GET": READING}),
    Door("shelter:cold_plan_sample", {"POST": STEERING}),
    Door("shelter:cold_plan_level", {"GET": STEERING, "POST": STEERING}),
    Door("shelter:cold_plan_activate", {"GET": RECORDING, "POST": RECORDING}),
    Door("shelter:cold_plan_end", {"GET": RECORDING, "POST": RECORDING}),
    Door("shelter:cold_plan_withdraw", {"POST": RECORDING}),
    Door("shelter:cold_plan_season", {"GET": RECORDING}),
    Door("shelter:report", {"GET": READING}),
    Door("shelter:report_night", {"GET": READING}),
    Door("shelter:report_close", {"GET": REGULATION, "POST": REGULATION}),
    Door("shelter:report_csv", {"GET": READING}),
    Door("shelter:report_pdf", {"GET": READING}),
]
NAVIGATION: list[Link] = [
    Link(_("Nuit"), "shelter:board", REGULATION, order=1),
    Link(_("Plan grand froid"), "shelter:cold_plan", READING, order=146),
    Link(_("Bilans de nuit"), "shelter:report", READING, order=147),
]
