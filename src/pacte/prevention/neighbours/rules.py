"""When a landlord's signal goes to the team, and what the landlord is told of it. Plain Python, without a row."""

from __future__ import annotations

from datetime import date

LONGEST_WORDS = 2000
NOT_TOLD, NOT_ASKED, REFUSED = "not_told", "not_asked", "refused"


def hold(told_on: date | None, consent: str, danger: str) -> str:
    """Why the signal waits; "" when it may go to the team.

    The tenant is informed and asked before the team is told, and a refusal is respected. A coded danger alone passes
    before: the tenant is then informed as soon as it can be done.

    >>> day = date(2019, 2, 7)
    >>> hold(None, "", ""), hold(day, "", ""), hold(day, "refused", ""), hold(day, "no_answer", "")
    ('not_told', 'not_asked', 'refused', '')
    >>> hold(None, "", "life")
    ''
    """
    if danger:
        return ""
    if told_on is None:
        return NOT_TOLD
    if not consent:
        return NOT_ASKED
    return REFUSED if consent == "refused" else ""


def told_to_landlord(
    state: str, received_on: date | None, taken_on: date | None, closed_on: date | None, is_out_of_sight: bool
) -> tuple[str, date | None]:
    """The status and its date, which is all that a landlord reads. For a person out of sight it stays at received.

    >>> told_to_landlord("taken", date(2019, 1, 3), date(2019, 1, 9), None, False)
    ('taken', datetime.date(2019, 1, 9))
    >>> told_to_landlord("closed", date(2019, 1, 3), date(2019, 1, 9), date(2019, 2, 1), True)
    ('received', datetime.date(2019, 1, 3))
    """
    if state == "held" or is_out_of_sight:
        return ("held", None) if state == "held" else ("received", received_on)
    return state, {"received": received_on, "taken": taken_on, "closed": closed_on}[state]
