"""Doors of the desk: the data protection officer's, but for the phrase that a worker agrees on with a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, only
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .permissions import OFFICER

DESK = only(OFFICER)
FOLLOWERS = only(*FOLLOWING_ROLES, reach=Reach.SELF)
READ, ACT, FORM = {"GET": DESK}, {"POST": DESK}, {"GET": DESK, "POST": DESK}

DOORS = [
    Door("data_protection:desk", READ),
    Door("data_protection:requests", READ),
    Door("data_protection:request_receive", FORM),
    Door("data_protection:request", READ),
    Door("data_protection:request_identity", FORM),
    Door("data_protection:request_confirm", ACT),
    Door("data_protection:request_find", FORM),
    Door("data_protection:request_choose", ACT),
    Door("data_protection:request_extend", FORM),
    Door("data_protection:request_answer", FORM),
    Door("data_protection:statement", ACT),
    Door("data_protection:rectify", FORM),
    Door("data_protection:erase", FORM),
    Door("data_protection:certificate", READ),
    Door("data_protection:object", FORM),
    Door("data_protection:limit", FORM),
    Door("data_protection:phrase", {"GET": FOLLOWERS, "POST": FOLLOWERS}),
    Door("data_protection:readings", READ),
    Door("data_protection:readings_export", READ),
    Door("data_protection:unusual", READ),
    Door("data_protection:retention", READ),
    Door("data_protection:retention_rehearse", ACT),
    Door("data_protection:retention_run", ACT),
    Door("data_protection:visa_record", FORM),
    Door("data_protection:visa_end", ACT),
    Door("data_protection:register", READ),
    Door("data_protection:register_download", READ),
    Door("data_protection:impact", READ),
    Door("data_protection:impact_download", READ),
    Door("data_protection:requisitions", READ),
    Door("data_protection:requisition_receive", FORM),
    Door("data_protection:requisition", READ),
    Door("data_protection:requisition_decide", FORM),
]
NAVIGATION = [
    Link(_("Protection des données"), "data_protection:desk", DESK, order=15),
    Link(_("Demandes des personnes"), "data_protection:requests", DESK, order=16),
    Link(_("Durées de conservation"), "data_protection:retention", DESK, order=91),
    Link(_("Registre des traitements"), "data_protection:register", DESK, order=92),
]
