"""Keeping the services that receive people, and how long each kind has to answer."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation

from ..models import YEAR_IN_HOURS, ReceivingService, ServiceKind
from ..permissions import may_keep_service, may_keep_services_of, require_keeping, require_settling

DAY = 24
SAMPLE_KINDS = (
    ("emergency_shelter", "Hébergement d’urgence", "Emergency shelter", 4, 2),
    ("shelter", "Hébergement et réinsertion", "Reintegration shelter", 10 * DAY, 7 * DAY),
    ("housing", "Logement accompagné", "Supported housing", 15 * DAY, 10 * DAY),
    ("day_centre", "Accueil de jour", "Day centre", 2 * DAY, DAY),
    ("rights", "Accès aux droits", "Access to rights", 5 * DAY, 3 * DAY),
    ("health", "Soins et santé", "Care and health", 3 * DAY, 2 * DAY),
    ("employment", "Emploi et insertion", "Work and insertion", 10 * DAY, 7 * DAY),
    ("prevention", "Prévention de la perte du logement", "Prevention of eviction", 7 * DAY, 5 * DAY),
    ("outreach", "Maraude", "Outreach", DAY, 12),
)
"""Kinds of service with delays in hours: an example, which comes from no text, for the city to settle."""


def take_sample_kinds(actor: User) -> int:
    """Add the kinds given as examples that are not there yet; returns how many."""
    require_settling(actor)
    with transaction.atomic():
        made = add_sample_kinds()
        record(actor, "service_kind.take_samples", "", detail={"count": made})
    return made


def add_sample_kinds() -> int:
    """The examples themselves, marked as such; those that exist are left as they are."""
    missing = missing_samples()
    for code, name_fr, name_en, answer_within, remind_after in missing:
        ServiceKind.objects.create(
            code=code, name_fr=name_fr, name_en=name_en, answer_within=answer_within, remind_after=remind_after,
            is_sample=True,
        )  # fmt: skip
    return len(missing)


def missing_samples() -> list[tuple[str, str, str, int, int]]:
    """The kinds given as examples that are not there."""
    known = set(ServiceKind.objects.values_list("code", flat=True))
    return [row for row in SAMPLE_KINDS if row[0] not in known]


def save_kind(
    actor: User,
    kind: ServiceKind | None,
    *,
    name_fr: str,
    name_en: str = "",
    answer_within: int,
    remind_after: int,
) -> ServiceKind:
    """Settle a kind of service and its delays, in hours: it is no example any more.

    Referrals already sent keep their date.
    """
    require_settling(actor)
    _check_hours(answer_within, remind_after)
    code = re.sub(r"-+", "_", slugify(name_fr))[:60]
    if kind is None and (not code or ServiceKind.objects.filter(code=code).exists()):
        raise BadInput(Fault("name_fr", _("Ce type de service existe déjà."), _("Choisissez un autre nom.")))
    with transaction.atomic():
        held = ServiceKind.objects.select_for_update().get(pk=kind.pk) if kind else ServiceKind(code=code)
        held.name_fr, held.name_en = name_fr.strip(), name_en.strip()
        held.answer_within, held.remind_after, held.is_sample = answer_within, remind_after, False
        held.save()
        delays = {"answer_within": answer_within, "remind_after": remind_after}
        record(actor, "service_kind.settle", f"referrals.ServiceKind:{held.code}", detail=delays)
    return held


def add_service(actor: User, organisation: Organisation, **values: Any) -> ReceivingService:
    """Say that an organisation receives people referred to it."""
    require_keeping(actor)
    if not may_keep_services_of(actor, organisation):
        raise Refused(_("La référence de cette organisation tient la liste de ses services. Demandez-le-lui."))
    _check_service(**values)
    with transaction.atomic():
        service = ReceivingService.objects.create(organisation=organisation, **values)
        record(actor, "service.add", service.target, organisation=organisation.slug)
    return service


def change_service(actor: User, service: ReceivingService, **values: Any) -> None:
    """Correct what is said of a service, or give it its last day. Referrals already sent go on."""
    if not may_keep_service(actor, service):
        raise Refused(_("La référence de cette organisation tient la liste de ses services. Demandez-le-lui."))
    _check_service(**values)
    with transaction.atomic():
        held = ReceivingService.objects.select_for_update(of=("self",)).get(pk=service.pk)
        for name, value in values.items():
            setattr(held, name, value)
        held.save()
        record(actor, "service.change", held.target, organisation=service.organisation.slug)


def _check_service(
    *, takes_persons: bool, takes_households: bool, takes_anonymous: bool, opens_on: date | None = None,
    closes_on: date | None = None, **_other: Any,
) -> None:  # fmt: skip
    if not (takes_persons or takes_households or takes_anonymous):
        what = _("Ce service ne reçoit personne.")
        raise BadInput(Fault("takes_persons", what, _("Cochez au moins une sorte de demande.")))
    if opens_on and closes_on and closes_on < opens_on:
        what = _("Le dernier jour précède le premier.")
        raise BadInput(Fault("closes_on", what, _("Choisissez un jour à partir du premier.")))


def _check_hours(answer_within: int, remind_after: int) -> None:
    for where, hours in (("answer_within", answer_within), ("remind_after", remind_after)):
        if not 1 <= hours <= YEAR_IN_HOURS:
            raise BadInput(Fault(where, _("Donnez un nombre d’heures entre 1 et %(most)d.") % {"most": YEAR_IN_HOURS}))
    if remind_after > answer_within:
        what = _("Le rappel part après la date de la réponse attendue.")
        raise BadInput(Fault("remind_after", what, _("Choisissez un rappel plus tôt.")))
