"""Adding, changing, moving and removing a node of the tree. A level may be skipped; a loop may not be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation

from ..enums import ChapterKey, PartRole
from ..models import Level, Node, Pact, Part
from ..permissions import require_pact_team
from ..rules import beneath, may_stand_under, placed, would_loop
from .common import locked, refuse_figures
from .measures import refuse_a_fourth_figure

TEXTS = ("name_fr", "name_en", "promise_fr", "promise_en", "description_fr", "description_en")


@dataclass(frozen=True)
class NodeChange:
    """All that the pact's team may say of a node. `position` counts from 1 among its siblings."""

    level: Level
    parent: Node | None
    name_fr: str
    name_en: str = ""
    promise_fr: str = ""
    promise_en: str = ""
    description_fr: str = ""
    description_en: str = ""
    position: int = 1
    starts_on: date | None = None
    ends_on: date | None = None
    key: str = ""
    leaders: Sequence[Organisation] = ()
    partners: Sequence[Organisation] = ()


def add_node(actor: User, pact: Pact, change: NodeChange) -> Node:
    """Add a node to the pact; its code is made from its name and never changes."""
    require_pact_team(actor)
    with transaction.atomic():
        locked(pact)
        _check(pact, None, change)
        node = Node(code=_free_code(change.name_fr))
        _apply(node, change)
        record(actor, "pact.add_node", f"commitments.Node:{node.pk}")
    return node


def edit_node(actor: User, node: Node, change: NodeChange) -> Node:
    """Change a node and, when its parent or level changes, move it with all beneath it.

    Raises BadInput for a loop, a node beside or above its parent or children, a digit in a published text, or a
    fourth big figure brought into a chapter.
    """
    require_pact_team(actor)
    with transaction.atomic():
        pact = locked(node.level.pact)
        _check(pact, node, change)
        moved = node.parent_id != (change.parent.pk if change.parent else None)
        if moved:
            refuse_a_fourth_figure(pact, node, change.parent)
        _apply(node, change)
        if moved:
            _recolour(node, pact)
        record(actor, "pact.move_node" if moved else "pact.edit_node", f"commitments.Node:{node.pk}")
    return node


def remove_node(actor: User, node: Node) -> None:
    """Remove a node on which nothing has been said yet: no child, no state, no evidence, no indicator."""
    require_pact_team(actor)
    with transaction.atomic():
        locked(node.level.pact)
        if any(rows.exists() for rows in (node.children, node.state_reports, node.evidence, node.node_indicators)):
            raise BadInput(
                Fault(
                    "node",
                    _("Cet élément a une histoire : enfants, états, preuves ou indicateurs."),
                    _("Donnez-lui plutôt une date de fin."),
                )
            )
        record(actor, "pact.remove_node", f"commitments.Node:{node.pk}")
        node.delete()


def _check(pact: Pact, node: Node | None, change: NodeChange) -> None:
    refuse_figures(**{name: getattr(change, name) for name in TEXTS})
    faults = [*_faults_of_place(pact, node, change)]
    if not change.name_fr.strip():
        faults.append(Fault("name_fr", _("Cet élément n’a pas de nom."), _("Donnez-lui un nom.")))
    if change.starts_on and change.ends_on and change.ends_on < change.starts_on:
        faults.append(Fault("ends_on", _("La fin précède le début."), _("Corrigez l’une des deux dates.")))
    if set(change.leaders) & set(change.partners):
        faults.append(
            Fault("partners", _("Une organisation est à la fois pilote et partenaire."), _("Gardez un seul rôle."))
        )
    if faults:
        raise BadInput(*faults)


def _faults_of_place(pact: Pact, node: Node | None, change: NodeChange) -> list[Fault]:
    parent = change.parent
    if change.level.pact_id != pact.pk or (parent is not None and parent.level.pact_id != pact.pk):
        return [Fault("parent", _("Ce niveau ou ce parent est d’un autre pacte."))]
    faults = []
    if parent is not None and not may_stand_under(change.level.depth, parent.level.depth):
        faults.append(
            Fault(
                "parent",
                _("Le parent doit être à un niveau plus haut."),
                _("Choisissez un autre parent ou un autre niveau."),
            )
        )
    if node is None:
        return faults
    parents = dict(Node.objects.filter(level__pact=pact).values_list("pk", "parent_id"))
    if parent is not None and would_loop(node.pk, parent.pk, parents):
        faults.append(
            Fault(
                "parent",
                _("Cet élément deviendrait son propre ancêtre."),
                _("Choisissez un parent hors de sa branche."),
            )
        )
    children = node.children.select_related("level")
    if any(not may_stand_under(child.level.depth, change.level.depth) for child in children):
        faults.append(
            Fault("level", _("Ses enfants seraient au même niveau ou plus haut."), _("Déplacez d’abord ses enfants."))
        )
    return faults


def _apply(node: Node, change: NodeChange) -> None:
    for name in (*TEXTS, "level", "parent", "starts_on", "ends_on"):
        setattr(node, name, getattr(change, name))
    node.key = change.key or (change.parent.key if change.parent else node.key or ChapterKey.PACT)
    node.save()
    _place(node, change.position)
    wanted = {org.pk: PartRole.LEADER for org in change.leaders} | {org.pk: PartRole.PARTNER for org in change.partners}
    node.parts.exclude(organisation__in=wanted).delete()
    for organisation, role in wanted.items():
        Part.objects.update_or_create(node=node, organisation_id=organisation, defaults={"role": role})


def _place(node: Node, position: int) -> None:
    siblings = list(Node.objects.filter(level__pact=node.level.pact, parent=node.parent).order_by("order", "code"))
    mine = next(sibling for sibling in siblings if sibling.pk == node.pk)
    ordered = placed(siblings, mine, position)
    for order, sibling in enumerate(ordered, start=1):
        sibling.order = order
    Node.objects.bulk_update(ordered, ["order"])
    node.order = mine.order


def _recolour(node: Node, pact: Pact) -> None:
    """What moves to another chapter takes its colour, with all beneath it."""
    parents = dict(Node.objects.filter(level__pact=pact).values_list("pk", "parent_id"))
    Node.objects.filter(pk__in=beneath(node.pk, parents)).update(key=node.key)


def _free_code(name: str) -> str:
    stem = slugify(name)[:50] or "element"
    taken = set(Node.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for rank in range(len(taken) + 1) if (code := f"{stem}-{rank + 1}" if rank else stem) not in taken)
