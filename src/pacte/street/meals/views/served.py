"""What a slot served on a day, typed at its end."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..forms import ServedForm
from ..services import served as services
from .slots import address, kept_slot, lead_of


@form_view
@signed_in
def served(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note the portions served on a day, or correct them."""
    slot = kept_slot(request, key)
    form = ServedForm(request.POST or None, initial={"day": request.GET.get("jour") or timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.enter(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Noter les portions servies"),
            "lead": _("%(slot)s. Ce total remplace le compteur du lieu pour ce repas ce jour-là.")
            % {"slot": lead_of(slot)},
            "back": address(slot.place.key),
        },
        done=_("Le total est noté."),
        to=lambda: address(slot.place.key),
    )
