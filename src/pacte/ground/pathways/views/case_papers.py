"""Papers of a case: documents asked and received, referrals that belong to it, and what is corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.web.acting import act_and_return, form_view

from ..enums import CaseEventKind
from ..forms import cases as forms
from ..models import CaseDocument
from ..reads.case_people import to_link
from ..reads.case_timeline import CORRECTABLE
from ..reads.case_words import name_of
from ..reads.stories import scheme_of
from ..services import case_referrals, recording
from ..services.case_corrections import Replacement
from ..services.opening import case_to_write
from .case_common import case_address, case_form, written


@form_view
@signed_in
def case_ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """A document is asked for."""
    seen = written(request, key)
    first = {"on": timezone.localdate(), "document": request.GET.get("document", "")[:60]}
    form = forms.DocumentAskForm(request.POST or None, scheme=scheme_of(seen.case), initial=first)
    return case_form(
        request, seen, form, lambda: recording.ask_document(user_of(request), key, **form.cleaned_data),
        heading=_("Demander un document"), done=_("La demande est notée."),
    )  # fmt: skip


@form_view
@signed_in
def case_give(request: HttpRequest, key: UUID) -> HttpResponse:
    """A document was received."""
    seen = written(request, key)
    first = {"on": timezone.localdate(), "document": request.GET.get("document", "")[:60]}
    form = forms.DocumentGiveForm(
        request.POST or None, request.FILES or None, scheme=scheme_of(seen.case), initial=first
    )  # fmt: skip

    def act() -> Any:
        said = form.cleaned_data
        return recording.give_document(user_of(request), key, said["document"], said["on"], said["file"])

    return case_form(
        request, seen, form, act, heading=_("Noter un document reçu"), done=_("Le document est noté comme reçu."),
    )  # fmt: skip


@require_POST
@signed_in
def case_document_remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete the file that was kept of a document."""
    user = user_of(request)
    kept = CaseDocument.objects.filter(attachment__key=key).select_related("case").first()
    if kept is None:
        case_to_write(user, key)
        raise Http404
    return act_and_return(
        request, lambda: recording.remove_document(user, key), done=_("Le fichier est supprimé."),
        to=case_address(kept.case),
    )  # fmt: skip


@form_view
@signed_in
def case_refer(request: HttpRequest, key: UUID) -> HttpResponse:
    """A referral of the person belongs to this case."""
    seen = written(request, key)
    user = user_of(request)
    form = forms.ReferralLinkForm(request.POST or None, referrals=to_link(user, seen.case))
    return case_form(
        request, seen, form, lambda: case_referrals.link(user, key, form.cleaned_data["referral"]),
        heading=_("Rattacher une orientation"), done=_("L’orientation est rattachée au parcours."),
        submit=_("Rattacher"), lead=_("Envoyée ou reçue pour cette personne, elle se lira dans son parcours."),
    )  # fmt: skip


@form_view
@signed_in
def case_correct(request: HttpRequest, key: UUID, event: UUID) -> HttpResponse:
    """An event was wrong: replaced or taken away; it stays in the story, struck through."""
    seen = written(request, key)
    found = seen.case.events.filter(key=event, kind__in=[each.value for each in CORRECTABLE]).first()
    if found is None or (found.kind == CaseEventKind.FACT and not seen.shows(FieldClass.SITUATION)):
        raise Http404
    scheme = scheme_of(seen.case)
    fact = scheme.fact(found.what)
    first = {"way": "replace", "on": found.on, "value": forms.typed(fact, found.value) if fact else None}
    form = forms.CorrectionForm(
        request.POST or None, scheme=scheme, kind=found.kind, what=found.what, initial=first
    )  # fmt: skip

    def act() -> Any:
        said = form.cleaned_data
        instead = None
        if said["way"] == "replace":
            instead = Replacement(said.get("what") or found.what, said.get("on") or found.on, said.get("value"))
        return recording.correct(user_of(request), key, event, replacement=instead, reason=said["reason"])

    named = name_of(scheme, found.what) if found.what else str(found.get_kind_display())
    return case_form(
        request, seen, form, act, heading=_("Corriger « %(what)s »") % {"what": named},
        done=_("C’est corrigé. Ce qui était noté reste lisible, barré."), submit=_("Corriger"),
        lead=_("Rien n’est effacé : ce qui était faux reste dans l’histoire, barré, avec la raison."),
    )  # fmt: skip
