"""What pages that act share: a form that is done or sent back, a button that acts and returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacte.ground.declarations.errors import BadInput

from .forms import Explained

form_view = require_http_methods(["GET", "HEAD", "POST"])


def form_page(
    request: HttpRequest,
    form: Explained,
    act: Callable[[], Any],
    *,
    page: dict[str, Any],
    done: str,
    to: Callable[[], str],
    template: str = "web/form_page.html",
) -> HttpResponse:
    """Show the form; when it was posted and holds, act, say so and go; else send it back with its faults (422).

    `page` gives the template its `heading`, its `lead` and `back`, the address to return to without saving; `submit`
    names the main act when it is not "Enregistrer".
    """
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, done)
            return redirect(to())
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **page}, status=status)


def act_and_return(request: HttpRequest, act: Callable[[], Any], *, done: str, to: str) -> HttpResponse:
    """A button: act, say what came of it, go back."""
    try:
        act()
    except BadInput as bad:
        messages.error(request, str(bad))
    else:
        messages.success(request, done)
    return redirect(to)
