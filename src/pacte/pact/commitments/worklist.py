"""What a leader has left unsaid: nodes whose state is older than three months, or was never declared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from .models import Node
from .reads import led_by
from .rules import SILENT_AFTER, is_silent

ONE_BY_ONE = 3
"""Up to so many silent nodes are named; more are one entry that opens the list."""


def silent_nodes(user: User, today: date) -> list[tuple[Node, date | None]]:
    """The nodes led by the user's organisations that are silent, with the day of their last state."""
    rows = (
        led_by(user)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .annotate(last=Max("state_reports__reported_on"))
        .order_by("level__depth", "order", "code")
    )
    return [(node, node.last) for node in rows if is_silent(node.last, today)]


def states_to_declare(user: User, today: date) -> Iterable[Entry]:
    """One entry per silent node, or one for all when they are many. Due ninety days after the last state."""
    silent = silent_nodes(user, today)
    if len(silent) > ONE_BY_ONE:
        yield _all_together(silent, today)
        return
    for node, last in silent:
        due = last + SILENT_AFTER if last else None
        yield Entry(
            kind=_("État d’un engagement"),
            title=node.name_fr,
            url=reverse("commitments:declare", kwargs={"code": node.code}),
            act=_("Déclarer l’état"),
            due=due,
            urgency=Urgency.of(due, today),
            detail="" if last else _("Aucun état n’a encore été déclaré."),
        )


def _all_together(silent: list[tuple[Node, date | None]], today: date) -> Entry:
    due = min((last + SILENT_AFTER for _node, last in silent if last), default=None)
    return Entry(
        kind=_("État d’un engagement"),
        title=ngettext("%(count)d état à mettre à jour", "%(count)d états à mettre à jour", len(silent))
        % {"count": len(silent)},
        url=reverse("commitments:tree") + "?pilote=nous&etat=silent",
        act=_("Voir la liste"),
        due=due,
        urgency=Urgency.of(due, today),
    )


PROVIDERS = [states_to_declare]
