"""What answers a request: the statement, rectification, erasure, objection, limitation; and the agreed phrase."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.models import File, Person, Sharing
from pacte.ground.people.services.opening import person_to_write
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import RequestKind
from ..forms import ErasureForm, LimitForm, ObjectionForm, PhraseForm, RectifyForm
from ..models import Request
from ..permissions import require_desk
from ..reads import requests as reads
from ..reads.statements import room_labels
from ..services import answering, erasing, handling, phrases, statements
from .requests import address


def _ready(actor: User, request: Request, kind: str) -> tuple[Person | None, str]:
    """The person of a request that is ready to be acted on, or why it is not."""
    try:
        return handling.person_of(actor, request, kind), ""
    except BadInput as bad:
        return None, str(bad)


def _not_ready(request: HttpRequest, asked: Request, why: str) -> HttpResponse:
    page = {"asked": asked, "why": why, "back": address(asked)}
    return render(request, "data_protection/not_ready.html", page, status=422)


@require_POST
@signed_in
def statement(request: HttpRequest, key: UUID) -> HttpResponse:
    """Print what is held about the person, and keep it in the request."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    return act_and_return(
        request, lambda: statements.make_statement(user_of(request), found),
        done=_("Le relevé est prêt. Relisez-le avant de le remettre."), to=address(found),
    )  # fmt: skip


@form_view
@signed_in
def rectify(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct the person's own fields."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    person, why = _ready(user_of(request), found, RequestKind.RECTIFICATION)
    if person is None:
        return _not_ready(request, found, why)
    form = RectifyForm(request.POST or None, person=person)

    def act() -> None:
        told = {"version": form.cleaned_data["version"], "values": form.values(), "names": form.names()}
        answering.rectify(user_of(request), found, **told)

    page = {
        "heading": _("Corriger les données"),
        "lead": _("Ce que la personne dit d’elle-même."),
        "back": address(found),
    }
    return form_page(request, form, act, page=page, done=_("Les données sont corrigées."), to=lambda: address(found))


@form_view
@signed_in
def erase(request: HttpRequest, key: UUID) -> HttpResponse:
    """What would go, part by part; then, confirmed, it goes."""
    actor = user_of(request)
    require_desk(actor)
    found = reads.request_of(key)
    _person, why = _ready(actor, found, RequestKind.ERASURE)
    if why:
        return _not_ready(request, found, why)
    form = ErasureForm(request.POST or None, number=found.number)
    counts, labels = erasing.preview(actor, found), room_labels()
    page = {
        "asked": found, "back": address(found), "heading": _("Effacer les données"),
        "submit": _("Effacer pour toujours"),
        "counts": [(labels.get(room, room), count) for room, count in counts.items() if count],
    }  # fmt: skip
    return form_page(
        request, form, lambda: erasing.erase(actor, found), page=page, template="data_protection/erase.html",
        done=_("Les données sont effacées. Le certificat est prêt."), to=lambda: address(found),
    )  # fmt: skip


@require_safe
@signed_in
def certificate(request: HttpRequest, key: UUID) -> HttpResponse:
    """The certificate of an erasure; before one, back to the request."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    if found.erased_at is None:
        return redirect(address(found))
    response = HttpResponse(statements.print_certificate(user_of(request), found), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.number}-certificat.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@form_view
@signed_in
def object_to(request: HttpRequest, key: UUID) -> HttpResponse:
    """End the follow-ups and the sharings that the person no longer wants."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    person, why = _ready(user_of(request), found, RequestKind.OBJECTION)
    if person is None:
        return _not_ready(request, found, why)
    files = list(File.objects.open().filter(person=person).select_related("organisation"))
    given = Sharing.objects.in_force().filter(file__person=person).select_related("file__organisation", "organisation")
    form = ObjectionForm(request.POST or None, files=files, sharings=list(given))

    def act() -> None:
        ended, stopped = (
            [UUID(each) for each in form.cleaned_data.get(name, [])] for name in ("follow_ups", "sharings")
        )
        answering.object_to(user_of(request), found, files=ended, sharings=stopped)

    page = {
        "heading": _("Arrêter des suivis ou des partages"), "back": address(found), "submit": _("Arrêter"),
        "lead": _("Rien d’autre n’est touché : ce qui reste ouvert continue."),
    }  # fmt: skip
    done = _("C’est arrêté, à partir de maintenant.")
    return form_page(request, form, act, page=page, done=done, to=lambda: address(found))


@form_view
@signed_in
def limit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put the person's data out of sight."""
    require_desk(user_of(request))
    found = reads.request_of(key)
    person, why = _ready(user_of(request), found, RequestKind.RESTRICTION)
    if person is None:
        return _not_ready(request, found, why)
    form = LimitForm(request.POST or None)
    page = {
        "heading": _("Mettre les données à l’abri"), "back": address(found), "submit": _("Mettre à l’abri"),
        "lead": _("Seuls ceux qui suivent la personne aujourd’hui la verront. Tous les partages prennent fin."),
    }  # fmt: skip
    return form_page(
        request, form, lambda: answering.limit(user_of(request), found, form.cleaned_data["reason"]),
        page=page, done=_("Les données sont à l’abri."), to=lambda: address(found),
    )  # fmt: skip


@form_view
@signed_in
def phrase(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agree on a phrase with a person whom one follows."""
    person_to_write(user_of(request), key)
    form = PhraseForm(request.POST or None)
    back = reverse("people:person", kwargs={"key": key})
    page = {
        "heading": _("Convenir d’une phrase"), "back": back,
        "lead": _("Avec elle, la personne pourra demander ses données sans papiers. Laissez-la la taper elle-même."),
    }  # fmt: skip
    return form_page(
        request, form, lambda: phrases.agree(user_of(request), key, form.cleaned_data["phrase"]),
        page=page, done=_("La phrase est convenue."), to=lambda: back,
    )  # fmt: skip
