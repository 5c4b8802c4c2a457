"""Accounts and tokens as their pages show them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from .models import ApiTokenQuerySet, User
from .permissions import require_account_administration


def accounts_seen_by(actor: User, words: str = "") -> QuerySet[User]:
    """Every account, for the platform's administration; `words` narrows by name or address."""
    require_account_administration(actor)
    found = User.objects.order_by("display_name", "pk")
    for word in words.split():
        found = found.filter(Q(display_name__icontains=word) | Q(email__icontains=word))
    return found


def tokens_of(user: User) -> ApiTokenQuerySet:
    """The user's own tokens, closed ones included. Nobody sees another's."""
    return user.api_tokens.all()
