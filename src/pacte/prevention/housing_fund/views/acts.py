"""What a worker does to one request: propose, notify, pay, follow the loan, note an appeal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view
from pacte.ground.web.forms import Explained

from ..forms.requests import AppealForm, InstalmentForm, PaymentForm, ProposalForm, RescheduleForm, SuspendForm
from ..models import FundRequest
from ..reads.standing import decision_of, paid_out
from ..rules.money import euros
from ..services import appeals, instructing, lapsing, letters, loans, paying
from ..services.standing import to_write
from .requests import page_of


def _form(
    request: HttpRequest, found: FundRequest, form: Explained, act: Callable[[], Any], *, heading: str, done: str,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    page = {"heading": heading, "lead": lead or found.label, "back": page_of(found.key)}
    return form_page(request, form, act, page=page, done=done, to=lambda: page_of(found.key))


@form_view
@signed_in
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """The proposal that the committee will decide."""
    user = user_of(request)
    found, sight = to_write(user, key)
    form = ProposalForm(request.POST or None, is_restricted=sight.sight.person.is_restricted)
    return _form(
        request, found, form,
        lambda: instructing.propose(
            user, key, form.cleaned_data["verdict"], form.sums, form.cleaned_data["reasons"],
            may_be_listed=bool(form.cleaned_data.get("may_be_listed")),
        ),
        heading=_("Proposer une décision"), done=_("La proposition attend la commission."),
        lead=_("%(label)s · %(sum)s demandés") % {"label": found.label, "sum": euros(found.asked_cents)},
    )  # fmt: skip


def _button(verb: Callable[[User, UUID], Any], done: Any) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A page of one button."""

    @require_POST
    @signed_in
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        user = user_of(request)
        return act_and_return(request, lambda: verb(user, key), done=str(done), to=page_of(key))

    return act


handed = _button(letters.handed, gettext_lazy("La décision est notifiée."))
write_to = _button(letters.write_to, gettext_lazy("Un message part : une réponse attend la personne."))
send_contract = _button(lapsing.send_contract, gettext_lazy("Le contrat est remis."))
return_contract = _button(lapsing.return_contract, gettext_lazy("Le contrat est signé."))


@require_POST
@signed_in
def lift(request: HttpRequest, key: UUID, condition: UUID) -> HttpResponse:
    """A condition is met."""
    user = user_of(request)
    done = _("La condition est levée.")
    return act_and_return(request, lambda: lapsing.lift(user, key, condition), done=done, to=page_of(key))


@form_view
@signed_in
def appeal(request: HttpRequest, key: UUID) -> HttpResponse:
    """An informal appeal."""
    user = user_of(request)
    found, _sight = to_write(user, key)
    form = AppealForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: appeals.receive(user, key, form.cleaned_data["words"], form.cleaned_data["on"]),
        heading=_("Noter un recours gracieux"), done=_("Le recours est noté. Une autre personne l’instruit."),
    )  # fmt: skip


@form_view
@signed_in
def pay(request: HttpRequest, key: UUID) -> HttpResponse:
    """A payment made."""
    user = user_of(request)
    found, _sight = to_write(user, key)
    decision = decision_of(found)
    left = (decision.total_cents if decision else 0) - paid_out(found)
    form = PaymentForm(request.POST or None, initial={"amount": left})
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return _form(
        request, found, form,
        lambda: paying.pay(
            user, key, said["amount"], said["on"], payee=said["payee"], reference=said["reference"]
        ),
        heading=_("Noter un paiement"), done=_("Le paiement est noté."),
        lead=_("Reste à payer : %(sum)s") % {"sum": euros(left)},
    )  # fmt: skip


@require_POST
@signed_in
def cancel_payment(request: HttpRequest, key: UUID, payment: UUID) -> HttpResponse:
    """A payment is cancelled by its counter-entry."""
    user = user_of(request)
    done = _("Le paiement est annulé par une écriture contraire.")
    return act_and_return(request, lambda: paying.cancel(user, key, payment), done=done, to=page_of(key))


@form_view
@signed_in
def receive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Money came back."""
    user = user_of(request)
    found, _sight = to_write(user, key)
    form = InstalmentForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: loans.receive(user, key, form.cleaned_data["amount"], form.cleaned_data["on"]),
        heading=_("Noter un versement reçu"), done=_("Le versement est noté."),
    )  # fmt: skip


@require_POST
@signed_in
def reverse_entry(request: HttpRequest, key: UUID, rank: int) -> HttpResponse:
    """A payment received is cancelled by an entry."""
    user = user_of(request)
    done = _("Le versement est annulé par une écriture contraire.")
    return act_and_return(
        request, lambda: loans.reverse(user, key, rank, timezone.localdate()), done=done, to=page_of(key)
    )


@form_view
@signed_in
def reschedule(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is owed, spread again."""
    user = user_of(request)
    found, _sight = to_write(user, key)
    form = RescheduleForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: loans.reschedule(user, key, form.cleaned_data["months"], form.cleaned_data["first_due"]),
        heading=_("Revoir l’échéancier"), done=_("L’échéancier est revu."),
        lead=_("Ce qui est payé garde sa date ; le reste dû est réparti de nouveau."),
    )  # fmt: skip


@form_view
@signed_in
def suspend(request: HttpRequest, key: UUID) -> HttpResponse:
    """A few months without instalments."""
    user = user_of(request)
    found, _sight = to_write(user, key)
    form = SuspendForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: loans.suspend(user, key, form.cleaned_data["months"], form.cleaned_data["from_day"]),
        heading=_("Suspendre les mensualités"), done=_("Les mensualités sont suspendues."),
    )  # fmt: skip
