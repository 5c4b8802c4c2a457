"""The names and the order of the tree's levels. No node may end up beside or above its parent."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import Level, Node, Pact
from ..permissions import require_pact_team
from ..rules import may_stand_under, placed
from .common import locked, refuse_figures


def add_level(actor: User, pact: Pact, *, label_fr: str, label_en: str = "", position: int) -> Level:
    """Add a level at a position counted from 1; those beneath move down."""
    require_pact_team(actor)
    refuse_figures(label_fr=label_fr, label_en=label_en)
    with transaction.atomic():
        locked(pact)
        code = slugify(label_fr)[:40]
        if not code or pact.levels.filter(code=code).exists():
            raise BadInput(Fault("label_fr", _("Ce niveau existe déjà ou n’a pas de nom."), _("Donnez un autre nom.")))
        level = Level(pact=pact, code=code, depth=0, label_fr=label_fr, label_en=label_en)
        level.save()
        _number(placed([other for other in pact.levels.order_by("depth") if other.pk != level.pk], level, position))
        record(actor, "pact.add_level", f"commitments.Level:{level.pk}")
    return level


def edit_level(actor: User, level: Level, *, label_fr: str, label_en: str = "", position: int) -> Level:
    """Rename a level and put it at a position counted from 1; its code stays.

    Raises BadInput when a node would then stand beside or above its parent.
    """
    require_pact_team(actor)
    refuse_figures(label_fr=label_fr, label_en=label_en)
    with transaction.atomic():
        pact = locked(level.pact)
        ordered = placed(list(pact.levels.order_by("depth")), level, position)
        _refuse_upside_down(pact, {each.pk: depth for depth, each in enumerate(ordered, start=1)})
        level.label_fr, level.label_en = label_fr.strip(), label_en.strip()
        level.save(update_fields=["label_fr", "label_en"])
        _number(ordered)
        record(actor, "pact.edit_level", f"commitments.Level:{level.pk}", detail={"position": position})
    return level


def remove_level(actor: User, level: Level) -> None:
    """Remove a level that no node uses."""
    require_pact_team(actor)
    with transaction.atomic():
        locked(level.pact)
        if level.nodes.exists():
            raise BadInput(
                Fault("level", _("Des éléments sont à ce niveau."), _("Déplacez-les avant de retirer le niveau."))
            )
        record(actor, "pact.remove_level", f"commitments.Level:{level.pk}")
        pact = level.pact
        level.delete()
        _number(list(pact.levels.order_by("depth")))


def _number(levels: Sequence[Level]) -> None:
    for depth, level in enumerate(levels, start=1):
        level.depth = depth
    Level.objects.bulk_update(levels, ["depth"])


def _refuse_upside_down(pact: Pact, depths: dict[int, int]) -> None:
    nodes = Node.objects.filter(level__pact=pact).exclude(parent=None).select_related("parent")
    for node in nodes:
        parent = node.parent
        if parent is not None and not may_stand_under(depths[node.level_id], depths[parent.level_id]):
            raise BadInput(
                Fault(
                    "position",
                    _("Avec cet ordre, « %(node)s » passerait au-dessus de « %(parent)s ».")
                    % {"node": node.name_fr, "parent": parent.name_fr},
                    _("Déplacez d’abord cet élément, ou gardez l’ordre actuel."),
                )
            )
