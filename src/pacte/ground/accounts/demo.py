"""Accounts of the demonstration. Rooms that know roles ask for them; production refuses them."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.auth.hashers import make_password

from .models import User

PASSWORD = "demonstration-2019"  # noqa: S105 - published on purpose, with the demonstration
DOMAIN = "demo.pacte.example"


@lru_cache(maxsize=1)
def _hashed() -> str:
    """One slow hash for all the accounts: they share their password."""
    return make_password(PASSWORD)


def account(code: str, display_name: str) -> User:
    """The demonstration account `<code>@demo.pacte.example`, made when missing."""
    email = f"{code}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, display_name=display_name, is_demonstration=True, password=_hashed())
        user.save()
    return user
