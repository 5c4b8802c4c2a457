"""Passing many cases to a colleague at once, in the manner of a handover: one transaction, one line each.

The referent sees numbers alone. Restricted persons' cases are refused here: their worker passes them on one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import WorkerEnd
from pacte.ground.people.permissions.colleagues import is_colleague
from pacte.ground.people.services import files

from ..models import Case
from ..permissions import require_leading
from ..reads.load import cases_led, led_organisations
from .cases import give_lead

MOST = 500


@dataclass(frozen=True)
class Moved:
    """How many cases were passed on, and how many of those chosen were not any more to be."""

    moved: int
    left: int


def reassign(actor: User, organisation: Organisation, keys: Iterable[UUID | str], to: User) -> Moved:
    """Give these cases to a colleague, who follows their files from now on; whoever led them reads one month more.

    All or none. Raises Refused for whoever answers for no organisation, Http404 for an organisation that is not
    theirs, BadInput without a case, for more than 500, or for somebody who follows nobody in the organisation.
    """
    require_leading(actor)
    if organisation.pk not in {each.pk for each in led_organisations(actor)}:
        raise Http404
    wanted = {str(key) for key in keys}
    _check(wanted, organisation, to)
    with transaction.atomic():
        rows = cases_led(actor, organisation).in_the_open().filter(key__in=wanted).exclude(lead=to)
        held = Case.objects.select_for_update(of=("self",)).filter(pk__in=list(rows.values_list("pk", flat=True)))
        cases = list(held.select_related("file__organisation", "file__person", "lead", "scheme").order_by("number"))
        for case in cases:
            _pass_on(actor, organisation, case, to)
    return Moved(len(cases), len(wanted) - len(cases))


def _check(wanted: set[str], organisation: Organisation, to: User) -> None:
    faults = []
    if not wanted:
        faults.append(Fault("", _("Aucun parcours n’est choisi."), _("Cochez au moins un parcours.")))
    if len(wanted) > MOST:
        faults.append(
            Fault("", _("Plus de %(most)d parcours sont choisis.") % {"most": MOST}, _("Faites-le en deux fois."))
        )
    if not is_colleague(to, organisation):
        what = _("Cette personne ne suit pas de dossier dans votre organisation.")
        faults.append(Fault("to", what, _("Choisissez quelqu’un d’autre.")))
    if faults:
        raise BadInput(*faults)


def _pass_on(actor: User, organisation: Organisation, case: Case, to: User) -> None:
    assert case.file is not None
    lead = files.file_lead(case.file)
    was_lead = lead is not None and lead.user_id == case.lead_id
    if case.lead is not None and not _leads_others(case):
        files.leave(case.file, case.lead, WorkerEnd.HANDOVER)
        files.place(case.file, to, is_lead=was_lead)
    else:
        files.place(case.file, to)
    given_by = str(case.lead.opaque_id) if case.lead else ""
    detail = {"from": given_by, "to": str(to.opaque_id), "file": str(case.file.key)}
    give_lead(case, actor, to)
    record(actor, "case.reassign", case.target, organisation=organisation.slug, detail=detail)


def _leads_others(case: Case) -> bool:
    """Does the same worker go on with another running case of this file?"""
    return Case.objects.running().filter(file=case.file_id, lead=case.lead_id).exclude(pk=case.pk).exists()
