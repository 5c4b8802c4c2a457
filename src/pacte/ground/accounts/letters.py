"""The letters that accounts send: a link by which one chooses a password."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from pacte.ground.messages.services import tell_user

from .models import User


def set_password_address(user: User) -> str:
    """A link that lets this user choose a password: once, within three days, under the city's public address."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.BASE_URL}{path}"


def send_password_link(user: User, link: str, *, is_new: bool = False) -> None:
    """Queue the letter that carries the link."""
    template = "accounts/mail/invitation" if is_new else "accounts/mail/password"
    tell_user(user, template=template, context={"link": link})
