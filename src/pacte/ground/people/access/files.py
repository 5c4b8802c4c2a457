"""Doors of files: those who follow people write in their own; a referent entrusts those that nobody leads."""

from __future__ import annotations

from pacte.ground.declarations.access import Door, Reach, only
from pacte.ground.partners.enums import Role

from ..permissions import FOLLOWING_ROLES

FOLLOWERS = only(*FOLLOWING_ROLES)
OWN = only(*FOLLOWING_ROLES, reach=Reach.SELF)
FORM = {"GET": OWN, "POST": OWN}
BUTTON = {"POST": OWN}
REFERENT = only(Role.ORGANISATION_ADMIN, reach=Reach.SELF)

DOORS: list[Door] = [
    Door("people:files", {"GET": FOLLOWERS}),
    Door("people:unattended", {"GET": only(Role.ORGANISATION_ADMIN)}),
    Door("people:name_lead", {"GET": REFERENT, "POST": REFERENT}),
    Door("people:notes", {"GET": OWN}),
    *(
        Door(f"people:{route}", FORM)
        for route in (
            "file_open", "file_edit", "file_close", "hand_over", "worker_add", "worker_leave", "note_add", "note_edit",
            "need_add", "step_add", "step_end", "document_add", "document_remove", "held_edit",
        )
    ),
    *(Door(f"people:{route}", BUTTON) for route in ("file_reopen", "need_provide")),
]  # fmt: skip
