"""What the pages of this room share: who asks, and a form that is done or sent back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.forms import Explained

form_view = require_http_methods(["GET", "HEAD", "POST"])


def user_of(request: HttpRequest) -> User:
    """The signed-in user of a request that `signed_in` let through."""
    assert isinstance(request.user, User)
    return request.user


def form_page(
    request: HttpRequest,
    form: Explained,
    act: Callable[[], Any],
    *,
    page: dict[str, Any],
    done: str,
    to: Callable[[], str],
) -> HttpResponse:
    """Show the form; when it was posted and holds, act, say so and go; else send it back with its faults (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, done)
            return redirect(to())
    status = 422 if request.method == "POST" else 200
    return render(request, "partners/form.html", {"form": form, **page}, status=status)


def act_and_return(request: HttpRequest, act: Callable[[], Any], *, done: str, to: str) -> HttpResponse:
    """A button: act, say what came of it, go back."""
    try:
        act()
    except BadInput as bad:
        messages.error(request, str(bad))
    else:
        messages.success(request, done)
    return redirect(to)
