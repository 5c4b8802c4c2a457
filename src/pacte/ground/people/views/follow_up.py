"""Writing in a file: notes, needs, steps, documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import DocumentKind, NoteAudience, StepKind
from ..forms.notes import DocumentForm, NeedForm, NoteEditForm, NoteForm, OutcomeForm, RemovalForm, StepForm
from ..models import NeedLine
from ..permissions import following_memberships
from ..reads.documents import class_of
from ..reads.notes import readable
from ..services import documents, files, needs, notes, opening, steps
from .common import KEEPING, keeping_page, opened, person_address, written_file


@form_view
@signed_in
def note_add(request: HttpRequest, file: UUID) -> HttpResponse:
    """Write a note."""
    sight, seen = written_file(request, file)
    initial = {"happened_on": timezone.localdate(), "audience": NoteAudience.WORKERS}
    form = NoteForm(request.POST or None, initial=initial, with_health=seen.shows(FieldClass.HEALTH))
    back = person_address(sight.person, seen)
    return form_page(
        request,
        form,
        lambda: notes.add(user_of(request), file, **form.cleaned_data),
        page={"heading": _("Écrire une note"), "lead": sight.label, "back": back},
        done=_("La note est enregistrée."),
        to=lambda: back,
        template=KEEPING,
    )


@require_safe
@signed_in
def file_notes(request: HttpRequest, file: UUID) -> HttpResponse:
    """Every note of a file that is open to the user, the latest first."""
    user = user_of(request)
    sight, seen = files.read_file(user, file)
    page = Paginator(readable([seen]), 50).get_page(request.GET.get("page"))
    inside = {each.organisation_id for each in following_memberships(user)}
    held = {"names_workers": seen.file.organisation_id in inside}
    context = {"sight": sight, "file": seen, "held": held, "page": page, "back": person_address(sight.person, seen)}
    return render(request, "people/notes.html", context)


@form_view
@signed_in
def note_edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change a note, over the version that was read."""
    note, own = notes.note_to_write(user_of(request), key)
    sight, seen = written_file(request, own.file.key)
    initial = {name: getattr(note, name) for name in ("version", "words", "happened_on", "audience")}
    form = NoteEditForm(request.POST or None, initial=initial)
    back = person_address(sight.person, seen)
    page = {"heading": _("Reprendre la note"), "lead": sight.label, "back": back}
    return keeping_page(
        request,
        form,
        lambda: notes.change(user_of(request), key, **form.cleaned_data),
        page=page,
        done=_("La note est à jour."),
        to=back,
    )


@form_view
@signed_in
def need_add(request: HttpRequest, file: UUID) -> HttpResponse:
    """What the person asks for, and what they were given."""
    sight, seen = written_file(request, file)
    form = NeedForm(request.POST or None, initial={"on": timezone.localdate()})
    back = person_address(sight.person, seen)

    def act() -> None:
        asked, given, day = (form.cleaned_data[name] for name in ("expressed", "provided", "on"))
        needs.note(user_of(request), file, expressed=asked, provided=given, on=day)

    page = {"heading": _("Noter des besoins"), "lead": sight.label, "back": back}
    return form_page(
        request, form, act, page=page, done=_("Les besoins sont notés."), to=lambda: back, template=KEEPING
    )


@require_POST
@signed_in
def need_provide(request: HttpRequest, file: UUID) -> HttpResponse:
    """A need that waits was answered today."""
    sight, seen = opening.file_to_write(user_of(request), file)
    number = request.POST.get("line", "")
    waiting = NeedLine.objects.filter(file=seen.file, provided_on__isnull=True)
    line = waiting.filter(pk=number).first() if number.isdecimal() and len(number) < 18 else None
    return act_and_return(
        request,
        lambda: needs.provide(user_of(request), file, [line.need] if line else []),
        done=_("Le besoin est noté comme couvert.") if line else _("Ce besoin était déjà couvert."),
        to=person_address(sight.person, seen),
    )


@form_view
@signed_in
def step_add(request: HttpRequest, file: UUID) -> HttpResponse:
    """Plan an appointment, a deadline, a task."""
    user = user_of(request)
    sight, seen = written_file(request, file)
    workers = User.objects.filter(pk__in=seen.file.workers.filter(until__isnull=True).values("user"))
    initial = {"kind": StepKind.APPOINTMENT, "for_user": user.pk}
    form = StepForm(request.POST or None, initial=initial, workers=workers.order_by("display_name", "pk"))
    back = person_address(sight.person, seen)

    def act() -> Any:
        values = {name: form.cleaned_data[name] for name in ("kind", "title", "for_user")}
        return steps.plan(user, file, due_at=form.due_at, **values)

    page = {"heading": _("Prévoir la suite"), "lead": sight.label, "back": back}
    return form_page(request, form, act, page=page, done=_("C’est prévu."), to=lambda: back, template=KEEPING)


@form_view
@signed_in
def step_end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what came of it."""
    step, own = steps.step_to_write(user_of(request), key)
    sight, seen = written_file(request, own.file.key)
    if not seen.shows(FieldClass.FREE_TEXT):
        raise Http404
    form = OutcomeForm(request.POST or None)
    back = person_address(sight.person, seen)
    return form_page(
        request,
        form,
        lambda: steps.end(user_of(request), key, form.cleaned_data["outcome"]),
        page={"heading": step.get_kind_display(), "lead": step.title, "back": back},
        done=_("C’est noté."),
        to=lambda: back,
        template=KEEPING,
    )


@form_view
@signed_in
def document_add(request: HttpRequest, file: UUID) -> HttpResponse:
    """Keep a document; the kinds offered are those that the user may open again."""
    sight, seen = written_file(request, file)
    kinds = [kind for kind in DocumentKind if kind != DocumentKind.SUMMARY and seen.shows(class_of(kind))]
    form = DocumentForm(request.POST or None, request.FILES or None, kinds=kinds)
    back = person_address(sight.person, seen)
    return form_page(
        request,
        form,
        lambda: documents.add(user_of(request), file, form.cleaned_data["file"], kind=form.cleaned_data["kind"]),
        page={"heading": _("Joindre un document"), "lead": sight.label, "back": back, "submit": _("Joindre")},
        done=_("Le document est dans le dossier."),
        to=lambda: back,
        template=KEEPING,
    )


@form_view
@signed_in
def document_remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete a document, once sure."""
    document, own = documents.document_to_write(user_of(request), key)
    sight, seen = opened(request, *opening.file_to_write(user_of(request), own.file.key))
    back = person_address(sight.person, seen)
    return form_page(
        request,
        RemovalForm({} if request.method == "POST" else None),
        lambda: documents.remove(user_of(request), key),
        page={
            "heading": _("Supprimer ce document ?"),
            "lead": document.attachment.name,
            "back": back,
            "submit": _("Supprimer le document"),
        },
        done=_("Le document est supprimé."),
        to=lambda: back,
        template=KEEPING,
    )
