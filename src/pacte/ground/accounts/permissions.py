"""Who may touch an account, and the decorator that asks for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest

from pacte.ground.declarations.errors import Refused

from .models import ApiToken, User
from .registry import standing

View = TypeVar("View", bound=Callable[..., Any])

PLATFORM_ADMIN = "platform_admin"


def signed_in(view: View) -> View:
    """Send whoever is not signed in to the sign-in page, and back afterwards."""
    return login_required(view)


def user_of(request: HttpRequest) -> User:
    """The signed-in user of a request that `signed_in` let through."""
    assert isinstance(request.user, User)
    return request.user


def may_administer_accounts(user: User) -> bool:
    """The platform's administration opens and closes accounts; memberships say what they may do."""
    return standing().has_role(user, PLATFORM_ADMIN)


def require_account_administration(user: User) -> None:
    """Refuse whoever is not of the platform's administration."""
    if not may_administer_accounts(user):
        raise Refused(
            "Seule l’administration de la plateforme gère les comptes. Demandez-lui ce dont vous avez besoin."
        )


def needs_second_factor(user: User) -> bool:
    """Roles that reach many people's data must prove themselves twice (ANSSI's advice for privileges).

    Demonstration accounts are spared: production refuses to start with them.
    """
    return not user.is_demonstration and standing().needs_second_factor(user)


def may_use(token: ApiToken) -> bool:
    """A token lives while it is open and its account is active and belongs to its organisation."""
    return token.is_open and token.user.is_active and token.organisation is not None
