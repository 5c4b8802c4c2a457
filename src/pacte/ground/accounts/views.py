"""Pages of one's own account, of one's tokens, and of the accounts for the platform's administration."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from . import reads, services
from .forms import InvitationForm, PreferencesForm, RevocationForm, TokenForm
from .models import User
from .permissions import require_account_administration, signed_in, user_of
from .registry import standing


@form_view
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """My account."""
    user = user_of(request)
    initial = {"display_name": user.display_name, "language": user.language}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.set_preferences(user, **form.cleaned_data)
        messages.success(request, _("Vos préférences sont enregistrées."))
        response = redirect("accounts:profile")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response
    page = {"form": form, "organisations": standing().organisations(user)}
    return render(request, "accounts/account.html", page, status=_status(request, form))


@form_view
@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens; posting one revokes it."""
    user = user_of(request)
    form = RevocationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        services.revoke_token(user, form.cleaned_data["token"])
        messages.success(request, _("Le jeton est révoqué : il ne permet plus rien."))
        return redirect("accounts:tokens")
    page = {"form": form, "tokens": reads.tokens_of(user)}
    return render(request, "accounts/tokens.html", page, status=_status(request, form))


@never_cache
@form_view
@signed_in
def token_create(request: HttpRequest) -> HttpResponse:
    """A new token, whose text this answer shows and no other ever will."""
    user = user_of(request)
    form = TokenForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            token, text = services.create_token(user, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            return render(request, "accounts/token_created.html", {"token": token, "text": text})
    return render(request, "accounts/token_form.html", {"form": form}, status=_status(request, form))


@form_view
@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """All accounts. Words to search are posted: a name never stands in an address."""
    words = request.POST.get("words", "")
    page = Paginator(reads.accounts_seen_by(user_of(request), words), 50).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "words": words})


@form_view
@signed_in
def invite(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    user = user_of(request)
    require_account_administration(user)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = services.invite(user, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("Le compte est ouvert, le lien est parti. Donnez-lui maintenant un rôle."))
            return redirect("accounts:person", key=invited.opaque_id)
    return render(request, "accounts/invite.html", {"form": form}, status=_status(request, form))


@require_safe
@signed_in
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One account."""
    return render(request, "accounts/person.html", {"person": _seen(request, key)})


def _act(verb: Callable[[User, User], None], done: str) -> Callable[..., HttpResponse]:
    """A view that does one thing to one account, then shows it."""

    @require_POST
    @signed_in
    def view(request: HttpRequest, key: UUID) -> HttpResponse:
        found = _seen(request, key)
        try:
            verb(user_of(request), found)
        except BadInput as bad:
            messages.error(request, str(bad))
        else:
            messages.success(request, _(done))
        return redirect("accounts:person", key=key)

    return view


disable = _act(services.disable_account, "Le compte est fermé, ses sessions et ses jetons aussi.")
enable = _act(services.enable_account, "Le compte est rouvert, un lien est parti pour choisir un mot de passe.")
send_link = _act(services.send_link, "Le lien est parti.")


def _seen(request: HttpRequest, key: UUID) -> User:
    return get_object_or_404(reads.accounts_seen_by(user_of(request)), opaque_id=key)


def _status(request: HttpRequest, form: PreferencesForm | TokenForm | InvitationForm | RevocationForm) -> int:
    """A form sent back with its faults answers 422."""
    return 422 if request.method == "POST" and form.errors else 200
