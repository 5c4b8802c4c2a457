"""Pages of a person: meeting, reading, correcting, hiding, and the way they are reached."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.messages.models import ContactRule
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.persons import ContactForm, MeetingForm, PersonFields, PersonForm, ProtectedAddressForm, RestrictionForm
from ..models import HeldEdit
from ..permissions import following_memberships, require_following
from ..reads import Sight
from ..reads.persons import other_records, page_of
from ..registry import panels
from ..services import meeting, persons, reaching
from ..services.opening import open_file, person_to_write


def address(key: UUID | str) -> str:
    return reverse("people:person", kwargs={"key": key})


@require_safe
@signed_in
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person, as far as this user may read; the opening is in the journal."""
    user = user_of(request)
    sight = open_file(user, key)
    page = {
        "sight": sight,
        "page": page_of(user, sight),
        "panels": panels(user, sight),
        "linked": other_records(user, sight.person),
    }
    return render(request, "people/person.html", page)


@form_view
@signed_in
def create(request: HttpRequest) -> HttpResponse:
    """Meet a person. Whoever may be the same is shown before anything is recorded."""
    user = user_of(request)
    require_following(user)
    form = MeetingForm(request.POST or None, homes=following_memberships(user))
    page: dict[str, Any] = {"form": form, "hits": []}
    if request.method == "POST" and form.is_valid():
        found = None if form.cleaned_data["anyway"] else meeting.alike(user, form.values(), form.other_names())
        if not found:
            return _met(user, form, request)
        page["hits"] = found
    status = 422 if request.method == "POST" else 200
    return render(request, "people/create.html", page, status=status)


def _met(user: User, form: MeetingForm, request: HttpRequest) -> HttpResponse:
    given = form.cleaned_data
    file = meeting.meet(
        user, given["organisation"], key=given["key"], purpose=given["purpose"], values=form.values(),
        names=form.other_names(),
    )  # fmt: skip
    messages.success(request, _("La personne est enregistrée. Vous êtes en charge de son dossier."))
    _say_default_day(request, form)
    return redirect(address(file.person.key))


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct what is said of a person. Over a newer version, what was typed is held and both are shown."""
    user = user_of(request)
    sight = person_to_write(user, key)
    form = PersonForm(request.POST or None, sight=sight)
    if request.method == "POST" and form.is_valid():
        held = persons.edit_person(
            user, key, version=form.cleaned_data["version"], values=form.values(), names=form.names()
        )
        return _kept(request, key, form, held)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/edit.html", {"form": form, "sight": sight}, status=status)


def _kept(request: HttpRequest, key: UUID, form: PersonForm, held: HeldEdit | None) -> HttpResponse:
    if held is not None:
        messages.warning(request, _("Quelqu’un a changé cette fiche pendant que vous écriviez. Rien n’est perdu."))
        return redirect("people:held_edit", key=held.key)
    messages.success(request, _("La fiche est à jour."))
    _say_default_day(request, form)
    return redirect(address(key))


def _say_default_day(request: HttpRequest, form: PersonFields) -> None:
    if form.gives_default_day:
        messages.info(
            request,
            _("Le 1er janvier est souvent une date par défaut : seule l’année de naissance est gardée."),
        )


@form_view
@signed_in
def contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """How the person asked to be reached."""
    user = user_of(request)
    sight = person_to_write(user, key)
    _require(sight, FieldClass.CONTACT)
    rule = ContactRule.objects.filter(recipient_key=sight.person.recipient_key).first()
    form = ContactForm(request.POST or None, rule=rule)
    return form_page(
        request,
        form,
        lambda: reaching.choose_contact(user, key, **form.choices()),
        page={
            "heading": _("Comment la joindre"), "back": address(key), "sight": sight, "rule": rule,
            "lead": _("Notez ce que la personne a demandé. Tous les messages le respectent."),
        },
        done=_("La façon de joindre la personne est notée."),
        to=lambda: address(key),
        template="people/contact.html",
    )  # fmt: skip


@form_view
@signed_in
def protected_address(request: HttpRequest, key: UUID) -> HttpResponse:
    """The protected address, for those whose role opens it; each opening is in the journal."""
    user = user_of(request)
    sight = person_to_write(user, key)
    _require(sight, FieldClass.PROTECTED_ADDRESS)
    open_file(user, key, "address")
    initial = {"address": reaching.protected_address(user, key), "version": sight.person.version}
    form = ProtectedAddressForm(request.POST or None, initial=initial)

    def act() -> None:
        try:
            reaching.keep_protected_address(user, key, **form.cleaned_data)
        except BadInput as bad:
            if any(fault.where == "version" for fault in bad.faults):
                form.read_again(sight.person.version)
            raise

    return form_page(
        request,
        form,
        act,
        page={"heading": _("Adresse protégée"), "back": address(key)},
        done=_("L’adresse protégée est à jour."),
        to=lambda: address(key),
        template="people/protected_address.html",
    )


def _require(sight: Sight, field_class: FieldClass) -> None:
    if not sight.shows(field_class):
        raise Refused(_("Votre rôle ne permet pas de changer ces informations."))


@form_view
@signed_in
def restrict(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hide a person from everyone but those who follow them."""
    user = user_of(request)
    sight = person_to_write(user, key)
    form = RestrictionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: persons.restrict(user, key, form.cleaned_data["reason"]),
        page={"heading": _("Mettre à l’abri"), "back": address(key), "sight": sight},
        done=_("La personne est à l’abri : seuls ceux qui la suivent la voient encore."),
        to=lambda: address(key),
        template="people/restrict.html",
    )


@form_view
@signed_in
def lift(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what lifting does, then do it."""
    user = user_of(request)
    sight = person_to_write(user, key)
    if request.method == "POST":
        done = _("La mise à l’abri est levée. Les partages qui ont pris fin ne reprennent pas.")
        return act_and_return(request, lambda: persons.lift(user, key), done=done, to=address(key))
    return render(request, "people/lift.html", {"sight": sight})
