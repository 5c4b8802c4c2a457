"""Keeping the agreements that bind partners to the pact. Their phase follows from their dates; nobody sets it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import Agreement, Organisation
from ..permissions import may_keep_partners, require


def sign_agreement(
    actor: User,
    organisation: Organisation,
    *,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    signed_on: date | None = None,
    scheme: str = "",
    through: Organisation | None = None,
) -> Agreement:
    """Record an agreement; its first day may be past, and then it counts from that day."""
    _require_keeper(actor, through)
    _check(starts_on, ends_on)
    with transaction.atomic():
        agreement = Agreement.objects.create(
            organisation=organisation,
            title=title,
            scheme=scheme,
            signed_on=signed_on,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _record(actor, "agreement.sign", agreement)
    return agreement


def end_agreement(
    actor: User, agreement: Agreement, *, ends_on: date, through: Organisation | None = None
) -> Agreement:
    """Give an agreement its last day, which still counts."""
    _require_keeper(actor, through)
    with transaction.atomic():
        locked = _lock(agreement)
        _check(locked.starts_on, ends_on)
        locked.ends_on = ends_on
        locked.save(update_fields=["ends_on"])
        _record(actor, "agreement.end", locked)
    return locked


def correct_agreement(
    actor: User,
    agreement: Agreement,
    *,
    title: str,
    starts_on: date,
    ends_on: date | None,
    signed_on: date | None = None,
    scheme: str = "",
) -> Agreement:
    """Correct what was recorded, dates included: figures of open editions follow, frozen ones do not move."""
    _require_keeper(actor, None)
    _check(starts_on, ends_on)
    with transaction.atomic():
        locked = _lock(agreement)
        locked.title, locked.scheme, locked.signed_on = title, scheme, signed_on
        locked.starts_on, locked.ends_on = starts_on, ends_on
        locked.save()
        _record(actor, "agreement.correct", locked)
    return locked


def _require_keeper(actor: User, through: Organisation | None) -> None:
    allowed = may_keep_partners(actor, through)
    require(allowed, _("L’équipe du Pacte tient les conventions. Demandez-le-lui."))


def _lock(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=agreement.pk)


def _check(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise BadInput(Fault("ends_on", _("La fin précède le début."), _("Choisissez un jour à partir du premier.")))


def _record(actor: User, action: str, agreement: Agreement) -> None:
    dates = {"starts_on": str(agreement.starts_on), "ends_on": str(agreement.ends_on or "")}
    target = f"partners.Agreement:{agreement.pk}"
    record(actor, action, target, organisation=agreement.organisation.slug, detail=dates)
