"""Doors of this part: a case is reached by who sees its file in full, and written in by who follows it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, only

from ..permissions import CASE_ROLES

FOLLOWING = only(*CASE_ROLES)
FOLLOWED = only(*CASE_ROLES, reach=Reach.SELF)


def _form(route: str) -> Door:
    return Door(f"pathways:{route}", {"GET": FOLLOWED, "POST": FOLLOWED})


def _page(route: str) -> Door:
    return Door(f"pathways:{route}", {"GET": FOLLOWED})


def _act(route: str) -> Door:
    return Door(f"pathways:{route}", {"POST": FOLLOWED})


DOORS: list[Door] = [
    Door("pathways:cases", {"GET": FOLLOWING}),
    _page("case_start_choose"),
    _form("case_start"),
    _page("case"),
    _page("case_print"),
    *(_form(f"case_{name}") for name in (
        "happened", "plan", "what_if", "facts", "pause", "resume", "close", "note", "assign", "ask", "give", "refer",
        "correct",
    )),
    *(_act(f"case_{name}") for name in ("unplan", "reopen", "document_remove")),
    Door("api:pathways_cases", {"GET": FOLLOWING}, machine=True),
    Door("api:pathways_case", {"GET": FOLLOWED}, machine=True),
    Door("api:pathways_case_events", {"POST": FOLLOWED}, machine=True),
]  # fmt: skip
NAVIGATION: list[Link] = [
    Link(_("Parcours"), "pathways:cases", FOLLOWING, order=22),
]
