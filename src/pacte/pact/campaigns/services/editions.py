"""Opening an edition, telling its achievements, freezing it. After the freeze, every verb on it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.indicators.services import materialise
from pacte.pact.commitments.models import Node, Pact

from .. import reads, snapshot, snapshot_computed
from ..enums import EditionState, RequestState
from ..models import Achievement, Edition, FigureRequest
from ..permissions import require_steering
from ..rules.prose import digits_in


def lock_open(edition_id: int) -> Edition:
    """The edition, locked for this transaction; refuses a frozen one."""
    edition = Edition.objects.select_for_update().select_related(None).get(pk=edition_id)
    if edition.is_frozen:
        raise BadInput(
            Fault(
                "",
                _("L’édition %(code)s est gelée : ses chiffres et ses récits ne bougent plus.")
                % {"code": edition.code},
                _("Corrigez la mesure : la correction paraîtra dans l’édition suivante."),
            )
        )
    return edition


def open_edition(actor: User, pact: Pact, **fields: Any) -> Edition:
    """Open the edition of a yearly meeting: `code`, `title_fr`, `period_start`, `period_end`, `meets_on`…"""
    require_steering(actor)
    if fields["period_end"] < fields["period_start"]:
        raise BadInput(Fault("period_end", _("La période finit avant de commencer."), _("Vérifiez les deux dates.")))
    if Edition.objects.filter(pact=pact, code=fields["code"]).exists():
        raise BadInput(Fault("code", _("Une édition porte déjà ce code."), _("Choisissez-en un autre.")))
    with transaction.atomic():
        edition = Edition.objects.create(pact=pact, **fields)
        record(actor, "edition.open", f"campaigns.Edition:{edition.pk}", detail={"code": edition.code})
    return edition


@dataclass(frozen=True)
class Readiness:
    """What a freeze would take: requests by state, and those not approved."""

    completeness: dict[RequestState, int]

    @property
    def missing(self) -> int:
        return sum(count for state, count in self.completeness.items() if state != RequestState.APPROVED)

    @property
    def total(self) -> int:
        return sum(self.completeness.values())


def readiness(edition: Edition, today: date | None = None) -> Readiness:
    """How complete an edition is."""
    return Readiness(reads.completeness(FigureRequest.objects.filter(campaign__edition=edition), today))


def freeze(actor: User, edition: Edition, force: str = "") -> Edition:
    """Fix all that the edition says, for ever. Its computed figures become measurements.

    Refuses while a requested figure is not approved, unless `force` gives the reason for going without: it is kept
    beside the snapshot, and the figures that are missing stay missing.
    """
    require_steering(actor)
    with transaction.atomic():
        held = lock_open(edition.pk)
        missing = readiness(held).missing
        if missing and not force.strip():
            raise BadInput(
                Fault(
                    "force",
                    _("%(count)s chiffres demandés ne sont pas validés.") % {"count": missing},
                    _("Validez-les, ou dites pourquoi l’édition se passe d’eux."),
                )
            )
        _materialise(actor, held)
        now = timezone.now().replace(microsecond=0)
        for campaign in held.campaigns.filter(closed_at__isnull=True):
            campaign.closed_at = now
            campaign.save()
        held.frozen_at, held.frozen_by = now, actor
        held.freeze_reason = force.strip() if missing else ""
        built = snapshot.build(held)
        held.snapshot, held.snapshot_sha256 = dict(built), snapshot.digest(built)
        held.state = EditionState.FROZEN
        held.save()
        record(
            actor, "edition.freeze", f"campaigns.Edition:{held.pk}",
            detail={"code": held.code, "sha256": held.snapshot_sha256, "missing": missing},
        )  # fmt: skip
    return held


def _materialise(actor: User, edition: Edition) -> None:
    """Write each computed figure of the pact down as an approved measurement of the edition's last day."""
    territory = edition.pact.territory
    for live in snapshot_computed.of_pact(edition.pact, edition.period_end, territory):
        materialise(actor, live.definition.indicator, edition.period_end, territory)


def add_achievement(actor: User, edition: Edition, node: Node, **fields: Any) -> Achievement:
    """Tell a named achievement under a chapter or an action."""
    require_steering(actor)
    _without_figures(fields)
    with transaction.atomic():
        lock_open(edition.pk)
        told = Achievement.objects.create(edition=edition, node=node, **fields)
        record(actor, "achievement.add", f"campaigns.Achievement:{told.pk}", detail={"edition": edition.code})
    return told


def change_achievement(actor: User, achievement: Achievement, **fields: Any) -> Achievement:
    """Tell it otherwise, or under another node."""
    require_steering(actor)
    _without_figures(fields)
    with transaction.atomic():
        edition = lock_open(achievement.edition_id)
        for name, value in fields.items():
            setattr(achievement, name, value)
        achievement.save()
        record(actor, "achievement.change", f"campaigns.Achievement:{achievement.pk}", detail={"edition": edition.code})
    return achievement


def remove_achievement(actor: User, achievement: Achievement) -> None:
    """Take it out of an edition that is still open."""
    require_steering(actor)
    with transaction.atomic():
        edition = lock_open(achievement.edition_id)
        record(actor, "achievement.remove", f"campaigns.Achievement:{achievement.pk}", detail={"edition": edition.code})
        achievement.delete()


def _without_figures(fields: dict[str, Any]) -> None:
    """Refuse digits in what an achievement tells: a figure is a measurement, traced to its source."""
    faults = [
        Fault(
            name,
            _("Le récit contient un chiffre : « %(digits)s ».") % {"digits": found[0]},
            _("Un chiffre est une mesure, avec sa source : créez-la, ou écrivez le nombre en lettres."),
        )
        for name in ("title_fr", "title_en", "text_fr", "text_en")
        if (found := digits_in(fields.get(name, "")))
    ]
    if faults:
        raise BadInput(*faults)
