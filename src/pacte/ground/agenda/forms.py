"""What is typed in the agenda: a session, a seat for somebody, a tour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.directory.enums import PlaceKind
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.reads import divisions
from pacte.ground.web.forms import Explained, day_field, text_area

from .enums import Frequency, RegistrationMode, SessionKind, Span
from .models import Session
from .services import Repeat

TYPED = [kind for kind in SessionKind.choices if kind[0] != SessionKind.MOBILE_STOP]
"""The stops of a mobile service come from its tours."""


class Named(forms.ModelChoiceField):
    """A row, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "display_name", None) or obj.name)


class ManyNamed(forms.ModelMultipleChoiceField):
    """Rows, by their name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "display_name", None) or obj.name)


def _time(**options: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)


def _area() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Arrondissement"), required=False)


def _areas(field: Any, anywhere: Any) -> None:
    field.choices = [("", anywhere), *((each.code, each.name_fr) for each in divisions())]


class SessionForm(Explained):
    """A session; `organisations` and `places` are those in whose name and where the user announces."""

    kind = forms.ChoiceField(label=_("Nature"), choices=TYPED)
    title = forms.CharField(
        label=_("Titre"), max_length=160, help_text=_("Il est lu dans les agendas : ne nommez personne.")
    )
    description = forms.CharField(label=_("Présentation"), required=False, max_length=4000, widget=text_area(4))
    organisation = Named(Organisation.objects.none(), label=_("Organisation"), empty_label=None)
    place = Named(Place.objects.none(), label=_("Lieu de l’annuaire"), required=False, empty_label=_("Ailleurs"))
    place_words = forms.CharField(label=_("Ailleurs : où ?"), required=False, max_length=200)
    area = _area()
    day = day_field(label=_("Jour"))
    starts = _time(label=_("De"))
    ends = _time(label=_("À"), help_text=_("Une heure plus tôt que le début tombe le lendemain."))
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=5000, help_text=_("Vide : sans limite.")
    )
    registration = forms.ChoiceField(label=_("Inscription"), choices=RegistrationMode.choices)
    closes_before = forms.IntegerField(
        label=_("Clôture, heures avant le début"), required=False, min_value=0, max_value=720
    )
    is_public = forms.BooleanField(label=_("Annoncer au public"), required=False)
    is_for_partners = forms.BooleanField(label=_("Annoncer aux partenaires du Pacte"), required=False)
    frequency = forms.ChoiceField(
        label=_("Revient"), required=False, choices=[("", _("Une seule fois")), *Frequency.choices]
    )
    until = day_field(label=_("Jusqu’au"), required=False)
    skips_holidays = forms.BooleanField(label=_("Sauf les jours fériés"), required=False, initial=True)

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        places: QuerySet[Place],
        session: Session | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self._choose("organisation", organisations)
        self._choose("place", places)
        _areas(self.fields["area"], _("Toute la ville"))
        if session is not None:
            for name in ("organisation", "frequency", "until", "skips_holidays"):
                del self.fields[name]
            if session.series_id is not None:
                self.fields["span"] = forms.ChoiceField(
                    label=_("Ce qui change"), choices=Span.choices, widget=forms.RadioSelect, initial=Span.ONE
                )
            if session.kind == SessionKind.MOBILE_STOP:
                del self.fields["kind"]

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("frequency") and not cleaned.get("until"):
            self.add_error("until", now_("Dites jusqu’à quel jour la séance revient."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        held = self.cleaned_data
        names = ("kind", "title", "description", "place", "place_words", "capacity", "registration", "is_public",
                 "is_for_partners")  # fmt: skip
        starts_at = timezone.make_aware(datetime.combine(held["day"], held["starts"]))
        last = held["day"] + timedelta(days=1) if held["ends"] < held["starts"] else held["day"]
        return {name: held[name] for name in names if name in held} | {
            "closes_before": held["closes_before"] or 0, "starts_at": starts_at,
            "ends_at": timezone.make_aware(datetime.combine(last, held["ends"])),
            "territory": next((each for each in divisions() if each.code == held["area"]), None),
        }  # fmt: skip

    def repeat(self) -> Repeat | None:
        """How it comes back, if it does."""
        held = self.cleaned_data
        if not held.get("frequency"):
            return None
        return Repeat(held["frequency"], held["until"], bool(held["skips_holidays"]))


def initial_of(session: Session) -> dict[str, Any]:
    """A session as its form shows it."""
    names = ("kind", "title", "description", "place", "place_words", "capacity", "registration", "closes_before",
             "is_public", "is_for_partners")  # fmt: skip
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {name: getattr(session, name) for name in names} | {
        "day": start.date(), "starts": start.time(), "ends": end.time(),
        "area": session.territory.code if session.territory else "",
    }  # fmt: skip


class CancelForm(Explained):
    """Why a session is cancelled."""

    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=200, help_text=_("Les inscrits le liront. Ne nommez personne.")
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session.series_id is not None:
            self.fields["span"] = forms.ChoiceField(
                label=_("Ce qui est annulé"), choices=Span.choices, widget=forms.RadioSelect, initial=Span.ONE
            )


class SlotsForm(Explained):
    """How a permanence is cut into slots."""

    minutes = forms.IntegerField(label=_("Durée d’un créneau (minutes)"), min_value=5, max_value=240, initial=30)
    posts = forms.IntegerField(
        label=_("Personnes reçues en même temps"), min_value=1, max_value=50, initial=1,
        help_text=_("Le nombre de postes ou de guichets."),
    )  # fmt: skip
    registration = forms.ChoiceField(
        label=_("Qui prend rendez-vous ?"), choices=[row for row in RegistrationMode.choices if row[0] != "free"],
        initial=RegistrationMode.PROFESSIONAL,
    )  # fmt: skip


class SeatForm(Explained):
    """A seat for a person whom one follows."""

    person = forms.ChoiceField(label=_("Dossier"), help_text=_("Une personne que vous suivez."))
    seats = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=10, initial=1, help_text=_("Avec qui l’accompagne.")
    )

    def __init__(self, *args: Any, persons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choisissez un dossier")), *persons]


class TourForm(Explained):
    """Which itinerary is run, when, by whom."""

    place = Named(Place.objects.none(), label=_("Itinéraire"), empty_label=_("Choisissez un itinéraire"))
    day = day_field(label=_("Jour"))
    staff = ManyNamed(User.objects.none(), label=_("Équipe"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, places: QuerySet[Place], staff: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("place", places.filter(kind=PlaceKind.ITINERARY)), ("staff", staff)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class FindForm(Explained):
    """What narrows the public's agenda."""

    kind = forms.ChoiceField(label=_("Quoi ?"), required=False, choices=[("", _("Tout")), *SessionKind.choices])
    area = _area()
    day = day_field(label=_("À partir du"), required=False)
    words = forms.CharField(label=_("Mots"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _areas(self.fields["area"], _("Partout"))


class NumberForm(Explained):
    """A certificate's number, as it is printed."""

    number = forms.CharField(label=_("Numéro de l’attestation"), max_length=20)
