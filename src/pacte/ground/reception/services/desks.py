"""Opening a front desk at a place, closing it."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Site

from .. import reads
from ..models import FrontDesk
from ..permissions import require_keeper


def open_desk(actor: User, site: Site) -> FrontDesk:
    """Open the desk of a place, or open it again."""
    require_keeper(actor)
    with transaction.atomic():
        held = Site.objects.select_for_update(of=("self",)).filter(pk=site.pk).first()
        if held is None or not reads.sites_without_desk(actor).filter(pk=held.pk).exists():
            raise BadInput(Fault("site", _("Ce lieu a déjà un guichet ouvert."), _("Choisissez-en un autre.")))
        desk, _made = FrontDesk.objects.update_or_create(site=held, defaults={"closed_on": None})
        record(actor, "desk.open", desk.target, organisation=held.organisation.slug)
    return desk


def close_desk(actor: User, number: int) -> FrontDesk:
    """Close a desk from today on. Refused while somebody waits there or is received."""
    require_keeper(actor)
    with transaction.atomic():
        desk = FrontDesk.objects.select_for_update(of=("self",)).filter(pk=number).first()
        if desk is None or not reads.desks_kept_by(actor).filter(pk=desk.pk).exists():
            raise Http404
        if desk.arrivals.filter(ended_at__isnull=True).exists():
            raise BadInput(
                Fault("", _("Des personnes attendent encore à ce guichet."), _("Terminez d’abord leur visite."))
            )
        desk.closed_on = desk.closed_on or timezone.localdate()
        desk.save(update_fields=["closed_on"])
        record(actor, "desk.close", desk.target, organisation=desk.site.organisation.slug)
    return desk
