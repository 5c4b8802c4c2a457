"""Schemes are everybody's: a published version, a draft of it with a part of each kind, a legal period."""

from __future__ import annotations

from datetime import date

from pacte.ground.declarations.access import Placement
from pacte.ground.pathways.models import LegalPeriod
from tests.ground.pathways.making import scheme
from tests.house.city import City

from . import Planted

PUBLISHED = ("version", "version_file", "version_draft", "version_retire", "cases_move")
DRAFTS = ("version_preview", "version_head", "version_text", "version_publish", "version_discard")


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The scheme that the planted cases follow, its first version and a draft; a winter."""
    first = planted[Placement.OWN].version
    key = first.scheme.key
    draft = scheme(key, first.text, state="draft", published_at=None, number=2)
    for route in ("scheme", "scheme_switch"):
        city.offer_everywhere(f"pathways:{route}", body={"open": "1"}, key=key)
    for route in PUBLISHED:
        city.offer_everywhere(f"pathways:{route}", key=key, number=first.number)
    for route in DRAFTS:
        body = {"adopted_by": "Une autorité", "valid_from": date(2025, 1, 1), "text": draft.text, "name": "Une visite"}
        city.offer_everywhere(f"pathways:{route}", body=body, key=key, number=draft.number)
    city.offer_everywhere("pathways:part_add", key=key, number=draft.number, part="step")
    for route in ("part_edit", "part_remove", "part_move"):
        city.offer_everywhere(f"pathways:{route}", key=key, number=draft.number, part="step", name="visit_made")
    city.offer_everywhere("pathways:rule_add", key=key, number=draft.number, clock="visit_in_time")
    for route in ("rule_edit", "rule_remove"):
        city.offer_everywhere(f"pathways:{route}", key=key, number=draft.number, clock="visit_in_time", place=0)
    period = LegalPeriod.objects.create(starts_on=date(2040, 11, 1), ends_on=date(2041, 3, 31), reference="Un texte")
    for route in ("period_edit", "period_remove"):
        city.offer_everywhere(f"pathways:{route}", pk=period.pk)
