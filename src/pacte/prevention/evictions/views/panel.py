"""The room's part of a case's page: where the procedure stands, the debt, the diagnosis, the commission."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.registry import CasePanel, CaseRow

from ..models import Eviction
from ..reads.money import euros
from ..rules.arrears import months_of_rent
from ..rules.diagnosis import applies


def of_case(user: User, seen: CaseSight) -> list[CasePanel]:
    """What this user may see of the eviction on the page of its case."""
    eviction = Eviction.objects.filter(case=seen.case).select_related("diagnosis").first()
    if eviction is None:
        return []
    rows = []
    if eviction.ground:
        rows.append(CaseRow(_("Motif"), str(eviction.get_ground_display())))
    last = eviction.arrears.order_by("-on", "-pk").first()
    if last is not None:
        said = _("%(debt)s au %(day)s") % {"debt": euros(last.debt_cents), "day": date_format(last.on, "j F Y")}
        months = months_of_rent(last.debt_cents, last.rent_cents)
        if months is not None:
            said += " · " + _("%(months)s mois de loyer") % {"months": str(months).replace(".", ",")}
        rows.append(CaseRow(_("Dette"), said))
    if seen.shows(FieldClass.SITUATION):
        rows += _of_diagnosis(eviction)
    rows += [
        CaseRow(_("Commission"), f"{file.label} · {file.get_member_display() or _('à confier')}")
        for file in eviction.commission_files.all()
    ]
    address = reverse("evictions:eviction", kwargs={"key": seen.case.key})
    return [CasePanel(_("Expulsion"), rows, [(_("Voir la procédure"), address)])]


def _of_diagnosis(eviction: Eviction) -> list[CaseRow]:
    is_due = applies(eviction.ground)
    if is_due is False:
        return [CaseRow(_("Diagnostic"), _("Sans objet : le motif n’est pas un impayé."))]
    diagnosis = getattr(eviction, "diagnosis", None)
    if diagnosis is None:
        return [CaseRow(_("Diagnostic"), _("Pas encore proposé"))] if is_due else []
    if diagnosis.sent_on:
        said = _("Envoyé le %(day)s") % {"day": date_format(diagnosis.sent_on, "j F Y")}
        return [CaseRow(_("Diagnostic"), said)]
    return [CaseRow(_("Diagnostic"), str(diagnosis.get_state_display()))]
