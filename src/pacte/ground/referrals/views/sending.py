"""Sending somebody to a service, and what the sender does with the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.reads import organisations_of
from pacte.ground.people.models import Household, Person
from pacte.ground.people.reads import FileSight
from pacte.ground.people.rules.bases import Basis
from pacte.ground.people.services.opening import file_to_write
from pacte.ground.people.services.sharing import available_bases
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import reads, services
from ..enums import Subject
from ..forms import AgreementForm, AnonymousForm, SendForm, ServiceFilter, first_values
from ..models import Referral
from ..permissions import TAKING_PART, require_taking_part
from ..reads.labels import composition


def address(key: UUID | str) -> str:
    return reverse("referrals:referral", kwargs={"key": key})


@form_view
@signed_in
def send(request: HttpRequest, file: UUID) -> HttpResponse:
    """Refer the person of one's own file: to which service, what it will see, on whose word."""
    user = user_of(request)
    sight, seen = file_to_write(user, file)
    follows = _redirected(user, request)
    chosen = ServiceFilter(request.GET)
    form = SendForm(
        request.POST or None, seen=seen, bases=_bases(seen.file.purpose), households=_households(user, sight.person),
        offered=_offered(request, chosen, seen), initial=_first(seen, follows),
    )  # fmt: skip
    made: list[Referral] = []

    def act() -> None:
        kept = form.cleaned_data
        made.append(
            services.send(
                user, file, kept["service"], form.ask, form.given, household=kept["household"], follows=follows
            )
        )

    person = {"key": sight.person.key}
    page = {"sight": sight, "filter": chosen, "follows": follows, "back": reverse("people:person", kwargs=person)}
    return form_page(
        request, form, act, page=page, done=_("L’orientation est envoyée."), to=lambda: address(made[0].key),
        template="referrals/send.html",
    )  # fmt: skip


@form_view
@signed_in
def send_anonymous(request: HttpRequest) -> HttpResponse:
    """Ask a service for somebody whose name is not said."""
    user = user_of(request)
    require_taking_part(user)
    chosen = ServiceFilter(request.GET)
    values = _narrowed(request, chosen)
    form = AnonymousForm(
        request.POST or None, organisations=organisations_of(user, *TAKING_PART),
        offered=reads.open_to(None, subjects=(Subject.ANONYMOUS,), **values),
    )  # fmt: skip
    made: list[Referral] = []

    def act() -> None:
        kept = form.cleaned_data
        sent = services.send_anonymous(user, kept["organisation"], kept["service"], form.ask, kept["description"])
        made.append(sent)

    return form_page(
        request, form, act, page={"filter": chosen, "back": reverse("referrals:sent")},
        done=_("La demande est envoyée."), to=lambda: address(made[0].key), template="referrals/send_anonymous.html",
    )  # fmt: skip


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back what nobody has answered."""
    user = user_of(request)
    found = sent_or_404(user, key)
    done = _("L’orientation est retirée ; le service ne voit plus la personne par elle.")
    return act_and_return(request, lambda: services.withdraw(user, found), done=done, to=address(key))


@require_POST
@signed_in
def note(request: HttpRequest, key: UUID) -> HttpResponse:
    """The answer is read."""
    user = user_of(request)
    found = sent_or_404(user, key)
    return act_and_return(
        request, lambda: services.note(user, found), done=_("C’est noté."), to=reverse("referrals:sent")
    )


@require_POST
@signed_in
def send_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send to the service proposed, on the person's new agreement."""
    user = user_of(request)
    found = sent_or_404(user, key)
    form = AgreementForm(request.POST)
    made: list[Referral] = []
    if found.file_id and not form.is_valid():
        from .answering import referral_page

        return render(request, "referrals/referral.html", referral_page(user, key, form), status=422)
    how = form.data.get("how", "")
    answer = act_and_return(
        request, lambda: made.append(services.send_again(user, found, how=how)),
        done=_("L’orientation est renvoyée au service proposé."), to=address(key),
    )  # fmt: skip
    return redirect(address(made[0].key)) if made else answer


def sent_or_404(user: User, key: UUID) -> Referral:
    """A referral of the user's side; refused to roles that take no part, 404 for any other."""
    require_taking_part(user)
    found = reads.sent_by(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _redirected(user: User, request: HttpRequest) -> Referral | None:
    """The referral that this one continues, when its address says so."""
    try:
        key = UUID(request.GET.get("suite", ""))
    except ValueError:
        return None
    return reads.sent_by(user).told().filter(key=key).first()


def _first(seen: FileSight, follows: Referral | None) -> dict[str, Any]:
    """What the form begins with: the needs of the file, or what the first referral said."""
    if follows is None:
        return first_values(seen.file)
    proposed = next((each.suggested for each in follows.events.all() if each.suggested), None)
    told = {"needs": follows.needs, "urgency": follows.urgency, "words": follows.words}
    return told | {"classes": follows.shared_classes, "service": proposed.key if proposed else None}


def _narrowed(request: HttpRequest, chosen: ServiceFilter) -> dict[str, Any]:
    """What narrows the services proposed; a form that is sent back is never narrowed."""
    return chosen.cleaned_data if request.method != "POST" and chosen.is_valid() else {}


def _offered(request: HttpRequest, chosen: ServiceFilter, seen: FileSight) -> Any:
    return reads.open_to(seen.file.organisation, **_narrowed(request, chosen))


def _bases(follow_up: str) -> list[Basis]:
    """The adopted bases towards any kind of partner; the verb asks for the right one."""
    found = {each.code: each for kind in OrganisationKind.values for each in available_bases(kind, follow_up)}
    return list(found.values())


def _households(user: User, person: Person) -> list[tuple[Household, str]]:
    """The households of which the person is today, each with whom it counts."""
    rows = Household.objects.filter(members__in=person.households.on(timezone.localdate())).distinct()
    return [(each, composition(user, each)) for each in rows]
