"""Which health team covers which arrondissement, since when. One at a time; what it was asked before stays its own."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..models import TeamCoverage
from ..permissions import require_naming


def cover(actor: User, organisation: Organisation, territory: Territory, since: date) -> TeamCoverage:
    """This team covers this arrondissement from that day. Raises BadInput for a team not of health, or a second one."""
    require_naming(actor)
    if organisation.kind != OrganisationKind.HEALTH:
        raise BadInput(Fault("organisation", _("Une équipe de voisinage est un établissement de santé.")))
    with transaction.atomic():
        kept = TeamCoverage.objects.select_for_update().filter(territory=territory)
        if any(each.until is None or each.until >= since for each in kept):
            raise BadInput(
                Fault(
                    "territory", _("Une équipe couvre déjà cet arrondissement."), _("Terminez d’abord sa couverture.")
                )
            )
        made = TeamCoverage.objects.create(organisation=organisation, territory=territory, since=since)
        _journal(actor, "neighbours.cover", made)
    return made


def end(actor: User, coverage: TeamCoverage, until: date) -> None:
    """The team no longer covers it after that day. Raises BadInput before its first day."""
    require_naming(actor)
    with transaction.atomic():
        kept = TeamCoverage.objects.select_for_update().select_related("organisation", "territory").get(pk=coverage.pk)
        if until < kept.since:
            raise BadInput(Fault("until", _("La fin vient avant le début."), _("Choisissez un jour plus tard.")))
        kept.until = until
        kept.save(update_fields=["until"])
        _journal(actor, "neighbours.uncover", kept)


def _journal(actor: User, verb: str, coverage: TeamCoverage) -> None:
    record(
        actor, verb, f"neighbours.TeamCoverage:{coverage.pk}", organisation=coverage.organisation.slug,
        detail={"territory": coverage.territory.code},
    )  # fmt: skip
