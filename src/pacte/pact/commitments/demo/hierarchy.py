"""The pact's tree: levels, chapters, commitments, and each scheme as an action."""

from __future__ import annotations

from typing import Any

from pacte.ground.partners.models import Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..enums import ChapterKey, PartRole
from ..models import Level, Node, Pact, Part
from . import facts

TEXTS = ("name_fr", "name_en", "promise_fr", "promise_en", "description_fr", "description_en")


def load() -> Pact:
    """Create what is missing of the pact and its tree, and return the pact."""
    _organisations()
    pact = _pact()
    levels = _levels(pact)
    for order, row in enumerate(_node_rows(), start=1):
        _node(levels, order, row)
    return pact


def city() -> Territory:
    """The city of the pact; drawn by the room that knows territories, named here when it is not yet."""
    code = facts.pact()["pact"]["territory"]
    return Territory.objects.get_or_create(code=code, defaults={"kind": TerritoryKind.CITY, "name_fr": "Paris"})[0]


def _organisations() -> None:
    for row in facts.rows("organisations"):
        Organisation.objects.get_or_create(slug=row["slug"], defaults={"name": row["name"], "kind": row["kind"]})


def _pact() -> Pact:
    fields = dict(facts.pact()["pact"])
    return Pact.objects.get_or_create(slug=fields.pop("slug"), defaults={**fields, "territory": city()})[0]


def _levels(pact: Pact) -> dict[str, Level]:
    return {
        row["code"]: Level.objects.get_or_create(pact=pact, code=row["code"], defaults={**row, "depth": depth})[0]
        for depth, row in enumerate(facts.pact()["levels"], start=1)
    }


def _node_rows() -> list[dict[str, Any]]:
    """Chapters and commitments as they are written, then the actions, in the same shape."""
    actions = [
        {
            **row,
            "level": "action",
            "leaders": facts.split(row["leaders"]),
            "partners": facts.split(row["partners"]),
        }
        for row in facts.rows("actions")
    ]
    return [*facts.pact()["nodes"], *actions]


def _node(levels: dict[str, Level], order: int, row: dict[str, Any]) -> None:
    parent = Node.objects.get(code=row["parent"]) if row.get("parent") else None
    key = row.get("key") or (parent.key if parent else ChapterKey.PACT)
    texts = {name: row.get(name, "") for name in TEXTS}
    node, is_new = Node.objects.get_or_create(
        code=row["code"],
        defaults={"level": levels[row["level"]], "parent": parent, "key": key, "order": order, **texts},
    )
    if is_new:
        _parts(node, row.get("leaders", []), PartRole.LEADER)
        _parts(node, row.get("partners", []), PartRole.PARTNER)


def _parts(node: Node, slugs: list[str], role: PartRole) -> None:
    for slug in slugs:
        Part.objects.create(node=node, organisation=Organisation.objects.get(slug=slug), role=role)
