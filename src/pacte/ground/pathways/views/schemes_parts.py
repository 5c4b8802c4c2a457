"""Adding, changing, taking away and moving the parts of a draft, one form each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.schemes_clocks import ClockForm, RuleForm
from ..forms.schemes_parts import FactForm, MeasureForm, OutcomeForm, PartForm, StepForm
from ..reads import schemes as reads
from ..rules import drafting
from ..rules.drafting import PartKind
from ..rules.scheme import Clock, Scheme
from ..services import schemes_parts as services
from .schemes_acts import kept, version_url

FORMS: dict[PartKind, type[PartForm]] = {
    PartKind.STEP: StepForm, PartKind.FACT: FactForm, PartKind.CLOCK: ClockForm, PartKind.OUTCOME: OutcomeForm,
    PartKind.MEASURE: MeasureForm,
}  # fmt: skip
ADDING = {
    PartKind.STEP: gettext_lazy("Ajouter une étape"), PartKind.FACT: gettext_lazy("Ajouter une précision"),
    PartKind.CLOCK: gettext_lazy("Ajouter un délai"), PartKind.OUTCOME: gettext_lazy("Ajouter une issue"),
    PartKind.MEASURE: gettext_lazy("Ajouter une mesure"),
}  # fmt: skip
CHANGING = {
    PartKind.STEP: gettext_lazy("Modifier l’étape"), PartKind.FACT: gettext_lazy("Modifier la précision"),
    PartKind.CLOCK: gettext_lazy("Modifier le délai"), PartKind.OUTCOME: gettext_lazy("Modifier l’issue"),
    PartKind.MEASURE: gettext_lazy("Modifier la mesure"),
}  # fmt: skip
PART_PAGE = "pathways/schemes/part.html"


def _said(request: HttpRequest, key: str, number: int) -> Scheme:
    """What the version says; 404 when its text cannot be read at all."""
    said = reads.written(kept(request, key, number)).scheme
    if said is None:
        raise Http404
    return said


def _kind(part: str) -> PartKind:
    try:
        return PartKind(part)
    except ValueError:
        raise Http404 from None


def _back(key: str, number: int, kind: PartKind) -> str:
    return f"{version_url(key, number)}#{kind.value}s"


@form_view
@signed_in
def part_add(request: HttpRequest, key: str, number: int, part: str) -> HttpResponse:
    """A part more."""
    said, kind = _said(request, key, number), _kind(part)
    return _form(request, key, number, FORMS[kind](request.POST or None, scheme=said), ADDING[kind])


@form_view
@signed_in
def part_edit(request: HttpRequest, key: str, number: int, part: str, name: str) -> HttpResponse:
    """The same part, otherwise."""
    said, kind = _said(request, key, number), _kind(part)
    form = FORMS[kind](request.POST or None, scheme=said, part=_part(said, kind, name))
    return _form(request, key, number, form, CHANGING[kind])


def _form(request: HttpRequest, key: str, number: int, form: PartForm, heading: Any) -> HttpResponse:
    kind = form.kind
    return form_page(
        request, form, lambda: services.put(user_of(request), key, number, kind, form.made()), template=PART_PAGE,
        page={"heading": heading, "lead": form.scheme.name, "back": _back(key, number, kind)},
        done=_("Le brouillon est à jour."), to=lambda: _back(key, number, kind),
    )  # fmt: skip


@require_POST
@signed_in
def part_remove(request: HttpRequest, key: str, number: int, part: str, name: str) -> HttpResponse:
    """A part less."""
    kept(request, key, number)
    kind = _kind(part)
    act = lambda: services.take(user_of(request), key, number, kind, name)  # noqa: E731
    return act_and_return(request, act, done=_("C’est retiré."), to=_back(key, number, kind))


@require_POST
@signed_in
def part_move(request: HttpRequest, key: str, number: int, part: str, name: str) -> HttpResponse:
    """A part one place up or down."""
    kept(request, key, number)
    kind, by = _kind(part), -1 if request.POST.get("to") == "up" else 1
    act = lambda: services.move(user_of(request), key, number, kind, name, by=by)  # noqa: E731
    return act_and_return(request, act, done=_("L’ordre est changé."), to=_back(key, number, kind))


def _part(said: Scheme, kind: PartKind, name: str) -> Any:
    found = drafting.part(said, kind, name)
    if found is None:
        raise Http404
    return found


@form_view
@signed_in
def rule_add(request: HttpRequest, key: str, number: int, clock: str) -> HttpResponse:
    """One more length of a delay."""
    return _rule(request, key, number, clock, None)


@form_view
@signed_in
def rule_edit(request: HttpRequest, key: str, number: int, clock: str, place: int) -> HttpResponse:
    """One of the lengths of a delay, otherwise."""
    return _rule(request, key, number, clock, place)


def _rule(request: HttpRequest, key: str, number: int, name: str, place: int | None) -> HttpResponse:
    said = _said(request, key, number)
    clock: Clock = _part(said, PartKind.CLOCK, name)
    if place is not None and place >= len(clock.rules):
        raise Http404
    rule = clock.rules[place] if place is not None else None
    form = RuleForm(request.POST or None, scheme=said, clock=clock, rule=rule)
    return form_page(
        request,
        form,
        lambda: services.put_rule(user_of(request), key, number, name, place=place, rule=form.made()),
        page={"heading": _("Une durée du délai"), "lead": clock.label, "back": _back(key, number, PartKind.CLOCK)},
        done=_("Le brouillon est à jour."),
        to=lambda: _back(key, number, PartKind.CLOCK),
    )


@require_POST
@signed_in
def rule_remove(request: HttpRequest, key: str, number: int, clock: str, place: int) -> HttpResponse:
    """One length less."""
    kept(request, key, number)
    act = lambda: services.put_rule(user_of(request), key, number, clock, place=place, rule=None)  # noqa: E731
    return act_and_return(request, act, done=_("C’est retiré."), to=_back(key, number, PartKind.CLOCK))
