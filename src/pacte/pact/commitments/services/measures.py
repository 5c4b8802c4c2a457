"""What measures a node: its indicators, the big ones among them, their targets and their baseline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.indicators.models import Indicator, Measurement, Target
from pacte.ground.territory.models import Territory

from ..models import Node, NodeIndicator, Pact
from ..permissions import require_pact_team
from ..rules import BIG_FIGURES, beneath, top_of
from .common import locked


def attach_indicator(actor: User, node: Node, indicator: Indicator, *, is_headline: bool = False) -> NodeIndicator:
    """Let an indicator measure a node; once only, and big only while its chapter has fewer than three big ones."""
    require_pact_team(actor)
    with transaction.atomic():
        pact = locked(node.level.pact)
        if node.node_indicators.filter(indicator=indicator).exists():
            raise BadInput(Fault("indicator", _("Cet indicateur mesure déjà cet élément.")))
        if is_headline:
            _refuse_one_more(pact, node)
        link = NodeIndicator.objects.create(
            node=node, indicator=indicator, is_headline=is_headline, order=node.node_indicators.count() + 1
        )
        record(actor, "pact.attach_indicator", f"commitments.Node:{node.pk}", detail={"indicator": indicator.code})
    return link


def detach_indicator(actor: User, link: NodeIndicator) -> None:
    """The indicator no longer measures the node; its figures stay."""
    require_pact_team(actor)
    with transaction.atomic():
        detail = {"indicator": link.indicator.code}
        record(actor, "pact.detach_indicator", f"commitments.Node:{link.node_id}", detail=detail)
        link.delete()


def set_headline(actor: User, link: NodeIndicator, *, is_headline: bool) -> NodeIndicator:
    """Print the indicator large under its chapter, or no longer."""
    require_pact_team(actor)
    with transaction.atomic():
        pact = locked(link.node.level.pact)
        if is_headline and not link.is_headline:
            _refuse_one_more(pact, link.node)
        link.is_headline = is_headline
        link.save(update_fields=["is_headline"])
        detail = {"indicator": link.indicator.code, "headline": is_headline}
        record(actor, "pact.set_headline", f"commitments.Node:{link.node_id}", detail=detail)
    return link


def _refuse_one_more(pact: Pact, node: Node) -> None:
    parents = dict(Node.objects.filter(level__pact=pact).values_list("pk", "parent_id"))
    if _big_beneath(top_of(node.pk, parents), parents) >= BIG_FIGURES:
        raise _too_many()


def refuse_a_fourth_figure(pact: Pact, node: Node, parent: Node | None) -> None:
    """Refuse to move a branch whose big figures would come on top of the three of its new chapter."""
    if parent is None:
        return
    parents = dict(Node.objects.filter(level__pact=pact).values_list("pk", "parent_id"))
    chapter = top_of(parent.pk, parents)
    if chapter == top_of(node.pk, parents):
        return
    moved = _big_beneath(node.pk, parents)
    if moved and moved + _big_beneath(chapter, parents) > BIG_FIGURES:
        raise _too_many()


def _big_beneath(node: int, parents: Mapping[int, int | None]) -> int:
    return NodeIndicator.objects.filter(node__in=beneath(node, parents), is_headline=True).count()


def _too_many() -> BadInput:
    return BadInput(
        Fault(
            "is_headline",
            _("Ce chapitre a déjà ses trois grands chiffres."),
            _("Retirez-en un d’abord : un chapitre qui montre tout ne montre rien."),
        )
    )


def set_target(
    actor: User,
    indicator: Indicator,
    *,
    territory: Territory,
    value: Decimal,
    at_most: bool = False,
    due_on: date | None = None,
    source: str = "",
) -> Target:
    """Say what an indicator should reach on a territory by a day; the same territory and day replace the value."""
    require_pact_team(actor)
    if value < 0:
        raise BadInput(Fault("value", _("Une cible n’est pas négative."), _("Corrigez la valeur.")))
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        target, _new = Target.objects.update_or_create(
            indicator=indicator,
            territory=territory,
            due_on=due_on,
            defaults={"value": value, "at_most": at_most, "source": source},
        )
        record(actor, "pact.set_target", f"indicators.Target:{target.pk}", detail={"indicator": indicator.code})
    return target


def remove_target(actor: User, target: Target) -> None:
    """The indicator no longer has this target."""
    require_pact_team(actor)
    with transaction.atomic():
        detail = {"indicator": target.indicator.code}
        record(actor, "pact.remove_target", f"indicators.Target:{target.pk}", detail=detail)
        target.delete()


def set_baseline(actor: User, indicator: Indicator, measurement: Measurement | None) -> Indicator:
    """Tell change from this approved figure of the same indicator, or from none."""
    require_pact_team(actor)
    if measurement is not None and (
        measurement.definition.indicator_id != indicator.pk or measurement.status != MeasurementStatus.APPROVED
    ):
        raise BadInput(
            Fault(
                "measurement",
                _("Le point de départ doit être un chiffre validé de cet indicateur."),
                _("Choisissez-en un dans la liste."),
            )
        )
    with transaction.atomic():
        indicator.baseline = measurement
        indicator.save(update_fields=["baseline"])
        reference = measurement.reference if measurement else ""
        detail = {"indicator": indicator.code, "measurement": reference}
        record(actor, "pact.set_baseline", f"indicators.Indicator:{indicator.pk}", detail=detail)
    return indicator
