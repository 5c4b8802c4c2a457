"""Giving and ending roles. What changes here holds from the member's next request on."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.letters import set_password_address
from pacte.ground.accounts.models import User
from pacte.ground.accounts.services import open_account
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory

from ..enums import OrganisationKind, Role
from ..models import Membership, Organisation
from ..permissions import forget, may_give, require


def give_membership(
    actor: User,
    organisation: Organisation,
    *,
    email: str,
    display_name: str,
    role: str,
    territory: Territory | None,
    starts_on: date,
    ends_on: date | None = None,
) -> Membership:
    """Give someone a role, by their address. Who has no account is invited; the answer does not tell which."""
    _require_may_give(actor, organisation, role, territory)
    if ends_on is not None and ends_on < starts_on:
        raise BadInput(Fault("ends_on", _("La fin précède le début."), _("Choisissez un jour à partir du premier.")))
    with transaction.atomic():
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            user = open_account(actor, email=email, display_name=display_name)
        _check_not_held(user, organisation, role, territory, starts_on)
        membership = Membership.objects.create(
            user=user,
            organisation=organisation,
            role=role,
            territory=territory,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _record(actor, "membership.give", membership)
    forget(actor)
    return membership


def install_administrator(*, email: str, display_name: str, organisation_name: str) -> str:
    """From the machine itself: an account, the city's organisation, the role; the link to choose a password.

    Whoever runs commands on the machine already holds the database: there is no one to refuse.
    """
    today = timezone.localdate()
    with transaction.atomic():
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            user = open_account(None, email=email, display_name=display_name)
        organisation, _made = Organisation.objects.get_or_create(
            slug=slugify(organisation_name)[:60],
            defaults={"name": organisation_name, "kind": OrganisationKind.CITY},
        )
        held = Membership.objects.current(today).filter(user=user, organisation=organisation)
        if not held.filter(role=Role.PLATFORM_ADMIN).exists():
            membership = Membership.objects.create(
                user=user, organisation=organisation, role=Role.PLATFORM_ADMIN, starts_on=today
            )
            _record(None, "membership.give", membership)
    return set_password_address(user)


def end_membership(actor: User, membership: Membership) -> None:
    """Take a role back, at once: yesterday becomes its last day, or it goes if it had not begun before today."""
    _require_may_give(actor, membership.organisation, membership.role, membership.territory)
    today = timezone.localdate()
    with transaction.atomic():
        locked = Membership.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=membership.pk)
        _check_someone_stays(locked, today)
        _record(actor, "membership.end", locked)
        if locked.starts_on >= today:
            locked.delete()
        elif locked.ends_on is None or locked.ends_on >= today:
            locked.ends_on = today - timedelta(days=1)
            locked.save(update_fields=["ends_on"])
    forget(actor)


def _require_may_give(actor: User, organisation: Organisation, role: str, territory: Territory | None) -> None:
    require(
        may_give(actor, organisation, role, territory),
        _("Ce rôle, ou ce territoire, dépasse ce que vous pouvez donner. Demandez à l’administration."),
    )


def _check_not_held(
    user: User, organisation: Organisation, role: str, territory: Territory | None, starts_on: date
) -> None:
    held = Membership.objects.filter(user=user, organisation=organisation, role=role, territory=territory).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    )
    if held.exists():
        raise BadInput(
            Fault("role", _("Cette personne a déjà ce rôle ici."), _("Retirez-le d’abord si ses dates changent."))
        )


def _check_someone_stays(membership: Membership, today: date) -> None:
    """The platform keeps at least one administrator: nobody could give the role back."""
    if membership.role != Role.PLATFORM_ADMIN:
        return
    others = Membership.objects.current(today).filter(role=Role.PLATFORM_ADMIN).exclude(pk=membership.pk)
    if not others.exists():
        raise BadInput(
            Fault(
                "",
                _("C’est la dernière personne qui administre la plateforme."),
                _("Donnez d’abord ce rôle à quelqu’un d’autre."),
            )
        )


def _record(actor: User | None, action: str, membership: Membership) -> None:
    detail = {"role": str(membership.role), "user": str(membership.user.opaque_id)}
    target = f"partners.Membership:{membership.pk}"
    record(actor, action, target, organisation=membership.organisation.slug, detail=detail)
