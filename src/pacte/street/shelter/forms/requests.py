"""The sheet of a request: one page, a row per person, few gestures, everything typed kept whatever happens.

The place typed is located, rounded and forgotten: nobody's exact place of sleep is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.reads.locating import locate
from pacte.ground.people.enums import CareNeed, Gender
from pacte.ground.people.models import Person
from pacte.ground.people.reads.visibility import visible_to
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, text_area

from ..enums.requests import CallerKind, CallOutcome, DangerReason, RequestSource
from ..models import ShelterRequest, ShelterSite
from ..reads.priorities import to_state
from ..reads.requests_people import Known
from ..rules import requests as rules
from ..rules.requests import Asked, Someone

UNSAID = "unsaid"
WHO = [("", "—"), (Gender.WOMAN, _("Femme")), (Gender.MAN, _("Homme")), (Gender.OTHER, _("Autre")),
       (UNSAID, _("Genre non dit"))]  # fmt: skip
FIRST_ROWS, MORE_ROWS = 6, 6
CALLING = [choice for choice in CallOutcome.choices if choice[0] != CallOutcome.SAME_REQUEST]
PREFIX = "m"


class MemberRow(forms.Form):
    """Somebody of the household; a row without anything said is nobody."""

    who = forms.ChoiceField(label=_("Qui"), choices=WHO, required=False)
    age = forms.IntegerField(
        label=_("Âge"), required=False, min_value=0, max_value=rules.OLDEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    says_minor = forms.BooleanField(label=_("Dit être mineur"), required=False)
    group = forms.IntegerField(label=_("Groupe"), required=False, min_value=1, max_value=rules.MOST_GROUPS)
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def is_said(self) -> bool:
        """Is there somebody in this row?"""
        said = self.cleaned_data
        return bool(said.get("who") or said.get("age") is not None or said.get("says_minor") or said.get("person"))


class SheetForm(Explained):
    """What is asked beside the composition."""

    caller = forms.ChoiceField(label=_("Qui appelle"), choices=CallerKind.choices)
    outcome = forms.ChoiceField(label=_("Suite de l’appel"), choices=CALLING)
    source = forms.ChoiceField(label=_("Origine"), choices=RequestSource.choices)
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Arrondissement"), required=False, empty_label=_("Non dit")
    )
    place = forms.CharField(
        label=_("Adresse ou repère proche"), required=False, max_length=200,
        help_text=_("Sert à situer à un kilomètre près, puis est oublié."),
    )  # fmt: skip
    previous_site = forms.ModelChoiceField(
        ShelterSite.objects.none(), label=_("Site de la nuit d’avant"), required=False, empty_label=_("Aucun")
    )
    needs_step_free = forms.BooleanField(label=_("A besoin d’un accès de plain-pied"), required=False)
    animals = forms.IntegerField(label=_("Animaux"), required=False, min_value=0, max_value=rules.MOST_ANIMALS)
    care_need = forms.ChoiceField(label=_("Soins"), choices=[("", _("Non dit")), *CareNeed.choices], required=False)
    danger = forms.ChoiceField(
        label=_("Danger immédiat"), choices=[("", _("Non")), *DangerReason.choices], required=False
    )
    criteria = forms.MultipleChoiceField(
        label=_("Ce que le ménage dit de sa situation"), required=False, widget=forms.CheckboxSelectMultiple
    )
    way = forms.CharField(
        label=_("Comment joindre le ménage"),
        required=False,
        max_length=300,
        help_text=_("Un numéro, un lieu, une heure."),
    )
    relay = forms.CharField(
        label=_("Relais, s’il n’a pas de téléphone"), required=False, max_length=200, help_text=_("Qui transmet.")
    )
    words = forms.CharField(
        label=_("Ce qu’il faut savoir"), required=False, max_length=rules.LONGEST_WORDS, widget=text_area(2)
    )
    external_id = forms.CharField(label=_("Identifiant SI-SIAO"), required=False, max_length=60)
    to_complete = forms.BooleanField(label=_("À compléter plus tard"), required=False)
    agrees = forms.BooleanField(label=_("Le ménage accepte d’être séparé selon les groupes notés"), required=False)
    find = forms.CharField(label=_("Chercher une personne suivie"), required=False, max_length=200)
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    same_as = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, night: date, is_call: bool, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "territory", Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT))
        _offer(self, "previous_site", ShelterSite.objects.order_by("name"))
        stated, criteria = to_state(night), self.fields["criteria"]
        assert isinstance(criteria, forms.MultipleChoiceField)
        criteria.choices = stated
        absent = [] if is_call else ["caller", "outcome"]
        absent += [] if is_new and not is_call else ["source"]
        absent += [] if stated else ["criteria"]
        for name in absent:
            del self.fields[name]


def _offer(form: SheetForm, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class Sheet:
    """The whole page: the form and its rows. `do` is the button pressed: save, more rows, find, take a person in."""

    def __init__(
        self, user: User, night: date, data: QueryDict | None = None, *, is_call: bool = True,
        request: ShelterRequest | None = None, known: Known | None = None,
    ) -> None:  # fmt: skip
        self.user, self.night, self.request, self.known = user, night, request, known
        self.is_call = is_call and request is None
        self.do = _pressed(data) if data is not None else ""
        self.options: dict[str, Any] = {"night": night, "is_call": self.is_call, "is_new": request is None}
        if data is not None and self.do == "save":
            self.form = SheetForm(data, **self.options)
            self.rows = [MemberRow(data, prefix=f"{PREFIX}-{number}") for number in range(_count(data))]
            return
        values, rows = self._kept(data) if data is not None else self._first(request)
        if known is not None:
            rows = taken_in(rows, known)
        self._show(values, rows, more=MORE_ROWS if self.do == "more" else 0)

    def _kept(self, data: QueryDict) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What was typed, as it was typed."""
        form = SheetForm(**self.options)
        values = {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}
        row = MemberRow()
        rows = [
            {
                name: field.widget.value_from_datadict(data, {}, f"{PREFIX}-{number}-{name}")
                for name, field in row.fields.items()
            }
            for number in range(_count(data))
        ]
        return values, rows

    def _first(self, request: ShelterRequest | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        return ({}, []) if request is None else (initial_of(request), rows_of(request))

    def _show(self, values: dict[str, Any], rows: list[dict[str, Any]], more: int) -> None:
        said = len(rows) if more else max((at for at, row in enumerate(rows, 1) if any(row.values())), default=0)
        shown = min(max(FIRST_ROWS, said + 1) + more, rules.MOST_MEMBERS)
        rows = rows[:shown] + [{}] * (shown - len(rows))
        self.form = SheetForm(initial=values, **self.options)
        self.rows = [MemberRow(initial=row, prefix=f"{PREFIX}-{number}") for number, row in enumerate(rows)]

    @property
    def persons(self) -> list[UUID]:
        """Keys of the persons named in the rows."""
        found = []
        for row in self.rows:
            text = str(row["person"].value() or "")
            with suppress(ValueError):
                found.append(UUID(text))
        return found

    @property
    def row_errors(self) -> list[tuple[int, Any]]:
        """Rows that cannot be, by their number from one."""
        return [(number, row.errors) for number, row in enumerate(self.rows, 1) if row.is_bound and row.errors]

    @property
    def wants_request(self) -> bool:
        """Is the call about a place for the night?"""
        return not self.is_call or self.form.cleaned_data.get("outcome") == CallOutcome.REQUEST

    def is_valid(self) -> bool:
        """Whether everything typed can be read; says what cannot."""
        rows_hold = all(row.is_valid() for row in self.rows)
        if not rows_hold:
            for number, errors in self.row_errors:
                for texts in errors.values():
                    self.form.add_error(None, f"{_('Personne %(rank)d :') % {'rank': number}} {texts[0]}")
        holds = self.form.is_valid() and rows_hold
        if holds and not self.wants_request and any(row.is_said for row in self.rows):
            what = _("Vous avez décrit un ménage, mais cet appel n’est pas noté comme une demande.")
            self.form.add_error(
                "outcome", f"{what} {_('Choisissez « Demande d’hébergement », ou videz la composition.')}"
            )
            return False
        return holds

    def asked(self) -> Asked:
        """What was said. Raises BadInput for a place that is not found."""
        said = self.form.cleaned_data
        rows = [row.cleaned_data for row in self.rows if row.is_said]
        territory, point = self._where(said)
        return Asked(
            members=tuple(self._members(rows)), source=self._source(said),
            file=self._from("file"), household=self._from("household"),
            territory=territory, point=point, previous_site=said.get("previous_site"),
            needs_step_free=said["needs_step_free"], animals=said["animals"] or 0, care_need=said["care_need"],
            criteria=tuple(said.get("criteria") or ()), danger=said["danger"], parts=_parts(said["agrees"], rows),
            way=said["way"], relay=said["relay"], words=said["words"], external_id=said["external_id"],
            to_complete=said["to_complete"],
        )  # fmt: skip

    def _from(self, name: str) -> Any:
        """The file or the household that the request comes through."""
        return getattr(self.request or self.known, name, None)

    def _source(self, said: dict[str, Any]) -> str:
        if self.request is not None:
            return self.request.source
        return said.get("source") or RequestSource.CALL

    def _members(self, rows: list[dict[str, Any]]) -> Iterable[Someone]:
        keys = {row["person"] for row in rows if row.get("person")}
        seen: dict[UUID, Person] = (
            {each.key: each for each in visible_to(self.user).filter(key__in=keys)} if keys else {}
        )
        for row in rows:
            gender = "" if row["who"] == UNSAID else row["who"]
            yield Someone(row["age"], gender, row["says_minor"], seen.get(row["person"]), row["was"])

    def _where(self, said: dict[str, Any]) -> tuple[Territory | None, tuple[float, float] | None]:
        """The arrondissement, and a point for the distance: the place typed, else the middle of the arrondissement."""
        territory, text, was = said.get("territory"), said["place"].strip(), self.request
        if text:
            found = next(iter(locate(text)), None)
            if found is None:
                what = _("Nous ne trouvons pas ce lieu.")
                raise BadInput(
                    Fault("place", str(what), str(_("Écrivez un repère voisin, ou choisissez l’arrondissement.")))
                )
            return territory or found.territory, (found.latitude, found.longitude)
        if was is not None and was.latitude is not None and was.longitude is not None and was.territory == territory:
            return territory, (was.latitude, was.longitude)
        return territory, middle(territory)


def _pressed(data: QueryDict) -> str:
    """The button pressed; the Enter key saves, or searches when something to search for was typed."""
    said = data.get("do") or "save"
    if said != "enter":
        return said
    return "find" if data.get("find", "").strip() else "save"


def middle(territory: Territory | None) -> tuple[float, float] | None:
    """The middle of a territory's extent."""
    if territory is None or territory.south is None or territory.north is None:
        return None
    if territory.west is None or territory.east is None:
        return None
    return (territory.south + territory.north) / 2, (territory.west + territory.east) / 2


def _count(data: QueryDict) -> int:
    """How many rows were sent, never more than a request can hold."""
    numbers = [key.split("-")[1] for key in data if key.startswith(f"{PREFIX}-")]
    sent = max((int(number) + 1 for number in numbers if number.isdigit() and len(number) < 4), default=0)
    return min(sent, rules.MOST_MEMBERS + 1)


def _parts(agrees: bool, rows: list[dict[str, Any]]) -> tuple[tuple[int, ...], ...]:
    """The groups noted, when the household agrees; a number without agreement is nothing."""
    if not agrees:
        return ()
    groups = sorted({row["group"] or 0 for row in rows})
    return tuple(tuple(at for at, row in enumerate(rows) if (row["group"] or 0) == group) for group in groups)


def initial_of(request: ShelterRequest) -> dict[str, Any]:
    """What a request holds, as the form shows it. The caller has asked who may read inside it."""
    from ..services.requests_written import words_of

    way, relay = rules.way_parts(words_of(request.sealed_way))
    return {
        "territory": request.territory_id, "previous_site": request.previous_site_id,
        "needs_step_free": request.needs_step_free, "animals": request.animals or None,
        "care_need": request.care_need, "danger": request.danger, "criteria": request.criteria,
        "way": way, "relay": relay, "words": words_of(request.sealed_words),
        "external_id": request.external_id, "agrees": bool(request.parts), "version": request.version,
    }  # fmt: skip


def rows_of(request: ShelterRequest) -> list[dict[str, Any]]:
    """The household, a row each."""
    groups = {position: number for number, part in enumerate(request.parts, 1) for position in part}
    return [
        {
            "who": row.gender or UNSAID, "age": row.age, "says_minor": row.says_minor, "was": row.position,
            "group": groups.get(row.position),
        }
        for row in request.members.order_by("position")
    ]  # fmt: skip


def taken_in(rows: list[dict[str, Any]], known: Known) -> list[dict[str, Any]]:
    """The rows with this person in them: their household when nothing was said, else the first row without a name."""
    if not any(row.get(name) for row in rows for name in ("who", "age", "says_minor", "person")):
        return [_row_of(each) for each in known.members]
    kept = [dict(row) for row in rows]
    free = (row for row in kept if not row.get("person") and (row.get("who") or row.get("age")))
    target = next(free, None)
    if target is not None:
        target["person"] = str(known.person.key)
    return kept


def _row_of(each: Someone) -> dict[str, Any]:
    return {
        "who": each.gender or UNSAID, "age": each.age, "says_minor": each.says_minor,
        "person": str(each.person.key) if each.person else "",
    }  # fmt: skip
