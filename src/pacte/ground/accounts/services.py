"""What one does with an account or a token. Memberships, which give rights, are another room's."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused

from .enums import Scope
from .letters import send_password_link, set_password_address
from .models import ApiToken, User
from .permissions import require_account_administration
from .registry import standing
from .rules import fingerprint, new_token

LONGEST_TOKEN = timedelta(days=366)


def invite(actor: User, *, email: str, display_name: str) -> User:
    """Open an account, for the platform's administration."""
    require_account_administration(actor)
    return open_account(actor, email=email, display_name=display_name)


def open_account(actor: User | None, *, email: str, display_name: str) -> User:
    """Open an account without a password nor any right, and send the link by which its owner chooses one.

    Whoever calls has checked that the actor may: the administration, a referent who invites a colleague, or
    (no actor) whoever runs commands on the machine itself.
    """
    address = email.strip().lower()
    _check_invitation(address, display_name)
    with transaction.atomic():
        user = User.objects.create_user(address, display_name=display_name.strip())
        record(actor, "account.invite", _target(user))
        send_password_link(user, set_password_address(user), is_new=True)
    return user


def _check_invitation(address: str, display_name: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadInput(
            Fault("email", _("Cette adresse n’est pas complète."), _("Écrivez-la ainsi : nom@organisme.fr."))
        ) from error
    if not display_name.strip():
        raise BadInput(Fault("display_name", _("Le nom manque."), _("Écrivez le nom que ses collègues verront.")))
    if User.objects.filter(email=address).exists():
        raise BadInput(
            Fault("email", _("Un compte a déjà cette adresse."), _("Ouvrez sa fiche pour renvoyer le lien."))
        )


def send_link(actor: User, user: User) -> None:
    """Send once more the link by which the account's owner chooses a password."""
    require_account_administration(actor)
    if not user.is_active:
        raise BadInput(Fault("", _("Ce compte est fermé."), _("Rouvrez-le d’abord : le lien partira aussitôt.")))
    with transaction.atomic():
        record(actor, "account.send_link", _target(user))
        send_password_link(user, set_password_address(user))


def disable_account(actor: User, user: User) -> None:
    """Close an account: its sessions end, its tokens and its password are dead, even if it is reopened later."""
    require_account_administration(actor)
    if actor.pk == user.pk:
        raise BadInput(
            Fault("", _("Vous ne pouvez pas fermer votre propre compte."), _("Demandez-le à une autre personne."))
        )
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        locked.is_active = False
        locked.set_unusable_password()  # changes the hash that every open session is checked against
        locked.save(update_fields=["is_active", "password"])
        locked.api_tokens.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
        for session in UserSession.objects.filter(user=locked):
            session.end()
        record(actor, "account.disable", _target(locked))
    user.refresh_from_db()


def enable_account(actor: User, user: User) -> None:
    """Reopen an account, and send the link by which its owner chooses a new password."""
    require_account_administration(actor)
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        locked.is_active = True
        locked.save(update_fields=["is_active"])
        record(actor, "account.enable", _target(locked))
        send_password_link(locked, set_password_address(locked))
    user.refresh_from_db()


def set_preferences(actor: User, *, display_name: str, language: str) -> None:
    """One's own displayed name and language."""
    if not display_name.strip():
        raise BadInput(Fault("display_name", _("Le nom manque."), _("Écrivez le nom que vos collègues verront.")))
    with transaction.atomic():
        User.objects.filter(pk=actor.pk).update(display_name=display_name.strip(), language=language)
        record(actor, "account.set_preferences", _target(actor), detail={"language": language})
    actor.refresh_from_db()


def create_token(
    actor: User, *, label: str, organisation_key: str, scope: str, expires_on: date
) -> tuple[ApiToken, str]:
    """A token for one of the user's own organisations. Its text is in the answer, and nowhere else ever again."""
    if standing().organisation(actor, organisation_key) is None:
        raise Refused(_("Un jeton parle au nom d’une organisation dont vous êtes membre. Choisissez-en une."))
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST_TOKEN:
        raise BadInput(
            Fault("expires_on", _("La date d’expiration ne convient pas."), _("Choisissez un jour d’ici à un an."))
        )
    text = new_token()
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=actor,
            label=label,
            organisation_key=organisation_key,
            scope=Scope(scope),
            expires_on=expires_on,
            digest=fingerprint(text),
        )
        record(
            actor, "token.create", f"accounts.ApiToken:{token.pk}",
            organisation=organisation_key, detail={"scope": token.scope},
        )  # fmt: skip
    return token, text


def revoke_token(actor: User, token: ApiToken) -> None:
    """Kill one's own token; what it did stays done. Revoking twice changes nothing."""
    if token.user_id != actor.pk:
        raise Refused(_("Ce jeton n’est pas le vôtre."))
    with transaction.atomic():
        changed = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
        if changed:
            record(actor, "token.revoke", f"accounts.ApiToken:{token.pk}", organisation=token.organisation_key)


def _target(user: User) -> str:
    return f"accounts.User:{user.opaque_id}"
