"""Cards as those who issue them see them. A page's title and address never say whose card it is."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.partners.models import Organisation
from pacte.ground.people.permissions import require_following
from pacte.ground.people.reads import sight_of, visible_to
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..enums import CardKind
from ..forms import EndCardForm, IssueForm, PolicyForm, VouchersForm
from ..models import Card, CardPolicy
from ..reads import cards as reads
from ..rules.cards import printed
from ..services import cards as services
from .common import if_there

MOST = 60


@require_safe
@signed_in
def cards(request: HttpRequest) -> HttpResponse:
    """The cards in use that I may see, what is left to issue this month, the persons to whom one may be issued."""
    user = user_of(request)
    permissions.require_issuing(user)
    today = timezone.localdate()
    rows = list(reads.cards_of(user).filter(ended_at__isnull=True, valid_until__gte=today)[:MOST])
    page = {
        "cards": [(card, printed(card.number)) for card in rows],
        "labels": reads.labels(user, rows),
        "most": MOST,
        "quotas": [
            (organisation, reads.quota_left(organisation, CardKind.MONTHLY, today),
             reads.quota_left(organisation, CardKind.DAY, today))
            for organisation in _organisations(request)
        ],
        "policy": reads.policy_on(today),
    }  # fmt: skip
    return render(request, "meals/cards.html", page)


def _organisations(request: HttpRequest) -> list[Organisation]:
    held = permissions.issuing_memberships(user_of(request))
    return list({membership.organisation_id: membership.organisation for membership in held}.values())


@form_view
@signed_in
def vouchers(request: HttpRequest) -> HttpResponse:
    """Vouchers for a day, nobody's."""
    user = user_of(request)
    permissions.require_issuing(user)
    rows = Organisation.objects.filter(pk__in=[each.pk for each in _organisations(request)])
    form = VouchersForm(request.POST or None, organisations=rows)
    return form_page(
        request,
        form,
        lambda: services.issue_vouchers(user, **form.cleaned_data),
        page={
            "heading": _("Remettre des bons pour un jour"),
            "lead": _("Chaque bon ouvre un repas ce jour-là. Il n’est à aucun nom."),
            "back": reverse("meals:cards"),
            "submit": _("Remettre"),
        },
        done=_("Les bons sont prêts : leurs numéros sont dans la liste."),
        to=lambda: reverse("meals:cards"),
    )


@form_view
@signed_in
def issue(request: HttpRequest, key: UUID) -> HttpResponse:
    """A card for a person whom one follows."""
    user = user_of(request)
    permissions.require_issuing(user)
    require_following(user)
    person = visible_to(user).filter(key=key).first()
    sight = sight_of(user, person) if person else None
    if sight is None or not sight.may_write:
        raise Http404
    form = IssueForm(request.POST or None)
    made: list[Card] = []
    return form_page(
        request,
        form,
        lambda: made.append(services.issue_monthly(user, key, **form.cleaned_data)),
        page={
            "heading": _("Remettre une carte de restaurant solidaire"),
            "lead": _("Au restaurant, seul le numéro est demandé. Le nom n’y est pas connu."),
            "back": if_there("people:person", key=key) or reverse("meals:cards"),
            "submit": _("Remettre la carte"),
        },
        done=_("La carte est prête : donnez son numéro."),
        to=lambda: reverse("meals:card", kwargs={"key": made[0].key}),
    )


def _card(request: HttpRequest, key: UUID) -> Card:
    user = user_of(request)
    permissions.require_issuing(user)
    return get_object_or_404(reads.cards_of(user), key=key)


@require_safe
@signed_in
def card(request: HttpRequest, key: UUID) -> HttpResponse:
    """One card: its number in large, until when it serves."""
    found = _card(request, key)
    today = timezone.localdate()
    page = {
        "card": found,
        "number": printed(found.number),
        "opens": found.opens(today),
        "used": found.uses.filter(day=today).count(),
        "label": reads.labels(user_of(request), [found]).get(found.pk, ""),
        "person_url": if_there("people:person", key=found.person.key) if found.person else "",
    }
    return render(request, "meals/card.html", page)


@require_POST
@signed_in
def replace(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lost: this number stops, another takes over."""
    found = _card(request, key)
    made: list[Card] = []
    answer = act_and_return(
        request,
        lambda: made.append(services.replace(user_of(request), key)),
        done=_("L’ancien numéro ne sert plus. Voici le nouveau."),
        to=reverse("meals:card", kwargs={"key": found.key}),
    )
    if made:
        answer["Location"] = reverse("meals:card", kwargs={"key": made[0].key})
    return answer


@form_view
@signed_in
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """The card no longer serves."""
    found = _card(request, key)
    form = EndCardForm(request.POST or None)
    back = reverse("meals:card", kwargs={"key": found.key})
    return form_page(
        request,
        form,
        lambda: services.end(user_of(request), key, form.cleaned_data["why"]),
        page={
            "heading": _("Arrêter la carte"), "lead": _("Son numéro ne servira plus."), "back": back,
            "submit": _("Arrêter la carte"),
        },
        done=_("La carte ne sert plus."),
        to=lambda: back,
    )  # fmt: skip


@form_view
@signed_in
def policy(request: HttpRequest) -> HttpResponse:
    """The city's rule for cards."""
    user = user_of(request)
    permissions.require_coordination(user)
    held = reads.policy_on(timezone.localdate()) or CardPolicy()
    initial = {name: getattr(held, name) for name in ("monthly_quota", "voucher_quota", "meals_a_day", "source")}
    form = PolicyForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.set_policy(user, **form.cleaned_data),
        page={
            "heading": _("Règle des cartes"),
            "lead": _("Ces nombres sont un exemple, à remplacer par ceux de la ville.") if held.is_sample else "",
            "back": reverse("meals:grid"),
        },
        done=_("La règle est enregistrée."),
        to=lambda: reverse("meals:card_policy"),
    )
