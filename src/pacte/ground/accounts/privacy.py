"""What accounts know of people, who may read it, how long it is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import FieldClass, Processing, Retention, Sensitive

from .models import ApiToken, User
from .permissions import may_administer_accounts
from .registry import standing


def _name(reader: User, row: User) -> bool:
    """One's own name, those of one's colleagues; all of them for those who look after the platform or the pact."""
    return reader.pk == row.pk or may_administer_accounts(reader) or standing().may_see_name(reader, row)


def _address(reader: User, row: User) -> bool:
    """One's own address; those that the platform or an organisation's administration writes to."""
    return reader.pk == row.pk or may_administer_accounts(reader) or standing().may_see_address(reader, row)


def _nobody(reader: User, row: Any) -> bool:
    """A secret is compared, never shown."""
    return False


def _owner(reader: User, row: Any) -> bool:
    return bool(row.user_id == reader.pk)


FIELDS = [
    Sensitive("accounts.User", "email", FieldClass.CONTACT, _address),
    Sensitive("accounts.User", "display_name", FieldClass.IDENTITY, _name),
    Sensitive("accounts.User", "password", FieldClass.CREDENTIAL, _nobody),
    Sensitive("accounts.ApiToken", "digest", FieldClass.CREDENTIAL, _nobody),
    Sensitive("accounts.ApiToken", "label", FieldClass.FREE_TEXT, _owner),
    Sensitive("mfa.Authenticator", "data", FieldClass.CREDENTIAL, _nobody),
    Sensitive("socialaccount.SocialAccount", "uid", FieldClass.CREDENTIAL, _nobody),
    Sensitive("usersessions.UserSession", "user_agent", FieldClass.PROFESSIONAL, _owner),
]


def _purge_tokens(before: datetime) -> int:
    """Tokens that died before this moment, by their date or by revocation."""
    dead = ApiToken.objects.filter(expires_on__lt=before.date()) | ApiToken.objects.filter(revoked_at__lt=before)
    return dead.delete()[0]


def _purge_sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).delete()[0]


RETENTION = [
    Retention(
        "accounts.ApiToken",
        timedelta(days=365),
        _("Un jeton éteint explique une année du journal."),
        _purge_tokens,
        is_sample=True,
    ),
    Retention(
        "sessions.Session",
        timedelta(0),
        _("Une session expirée n’ouvre plus rien."),
        _purge_sessions,
        reference="RGPD, article 5.1.e",
    ),
]
PROCESSING = [
    Processing(
        name=_("Comptes et droits d’accès"),
        purpose=_("Faire entrer chaque professionnel, et ne le faire entrer que là où il travaille."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les professionnels et les bénévoles qui ont un compte"),
        recipients=_("Soi-même, la référence de son organisation, l’administration de la plateforme"),
        models=(
            "accounts.User", "accounts.ApiToken", "mfa.Authenticator", "socialaccount.SocialAccount",
            "usersessions.UserSession", "sessions.Session",
        ),
        risks=(_("Un mot de passe volé ouvre des dossiers."),),
        measures=(_("Second facteur selon le rôle, essais limités, sessions et jetons fermés avec le compte."),),
    )
]  # fmt: skip
