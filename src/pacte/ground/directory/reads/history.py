"""An entry's history and what waits for it, in words: the name of a field, a value as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import Language
from pacte.ground.territory.models import Territory

from ..enums import Audience, Category
from ..models import NetworkLabel, Place, Service, SpecialPeriod, Stop

TOLD_BY_TITLE = frozenset({
    "category", "name", "kind", "first_day", "last_day", "label", "held_from", "held_until", "order", "is_active",
    "has_own_conditions",
})  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One field that changed: what it is, what it said, what it says."""

    label: str
    before: str
    after: str


def label_of(name: str) -> str:
    """The field's name on the pages."""
    for model in (Place, Service, Stop, SpecialPeriod):
        if name in _fields(model):
            return str(model._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
    return {"photo": _("Photo"), "merged_into": _("Double de"), "label": _("Label")}.get(name, name)


def said(name: str, value: Any) -> str:
    """A kept value in words; an absent one is said to be so."""
    if value is None or value in ("", []):
        words = _("non précisé")
    elif isinstance(value, bool):
        words = _("oui") if value else _("non")
    elif isinstance(value, list):
        words = ", ".join(_coded(name, str(each)) for each in value)
    elif name in {"territory", "organisation"}:
        words = _named(name, str(value))
    elif name == "photo":
        words = _("une photo")
    elif name in {"reviewed_on", "first_day", "last_day"} and (day := parse_date(str(value))):
        words = date_format(day, "j F Y")
    else:
        words = _coded(name, str(value))
    return words


def lines(changes: Mapping[str, Any]) -> list[Line]:
    """A change of the history, field by field; a service, a stop or a period in one line each."""
    found: list[Line] = []
    for name, both in changes.items():
        if not isinstance(both, list):
            continue
        before, after = both
        what, _colon, _key = name.partition(":")
        if _colon:
            found += _of_part(what, before, after)
        elif name == "created":
            source = _("depuis %(source)s") % {"source": after} if after else ""
            found.append(Line(_("Fiche créée"), "", source))
        elif name == "reminded":
            found.append(Line(_("Rappel envoyé à qui tient la fiche"), "", ""))
        elif name == "is_confidential":
            found.append(Line(_("Adresse confidentielle"), said(name, before), said(name, after)))
        else:
            found.append(Line(label_of(name), said(name, before), said(name, after)))
    return found


def _of_part(what: str, before: Any, after: Any) -> Iterable[Line]:
    heading = {
        "service": _("Service"), "stop": _("Arrêt"), "period": _("Période particulière"), "label": _("Label"),
    }.get(what, what)  # fmt: skip
    if before is None or after is None:
        yield Line(heading, _title(before), _title(after))
        yield from _said_of_new(heading, after or {})
        return
    title = _title(before) or _title(after)
    for name, value in after.items():
        if before.get(name) != value:
            label = f"{heading}{' ' + title if title else ''} · {label_of(name)}"
            yield Line(label, said(name, before.get(name)), said(name, value))


def _said_of_new(heading: str, values: Mapping[str, Any]) -> Iterable[Line]:
    """What a new service or stop says beyond its name: what was left alone is not repeated."""
    for name, value in values.items():
        if name not in TOLD_BY_TITLE and value not in (None, "", [], "everyone"):
            yield Line(f"{heading} · {label_of(name)}", "", said(name, value))


def _title(values: Any) -> str:
    if not values:
        return ""
    if "first_day" in values:
        days = {"first": said("first_day", values["first_day"]), "last": said("last_day", values["last_day"])}
        kind = said("kind", values["kind"])
        return f"{kind}, " + _("du %(first)s au %(last)s") % days
    name = values.get("name") or ""
    category = said("category", values["category"]) if values.get("category") else ""
    return " · ".join(part for part in (category, name) if part) or values.get("label", "")


def _coded(name: str, value: str) -> str:
    """The words of a code, whatever field holds it."""
    if name == "audiences" and value in Audience.values:
        return str(Audience(value).label)
    if name == "languages" and value in Language.values:
        return str(Language(value).label)
    if name == "category" and value in Category.values:
        return str(Category(value).label)
    for model in (Place, Service, SpecialPeriod):
        if name in _fields(model):
            words = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
            if value in words:
                return str(words[value])
    return value


def _named(name: str, code: str) -> str:
    if name == "organisation":
        return Organisation.objects.filter(slug=code).values_list("name", flat=True).first() or code
    return Territory.objects.filter(code=code).values_list("name_fr", flat=True).first() or code


def label_name(code: str) -> str:
    """A network label's name."""
    return NetworkLabel.objects.filter(code=code).values_list("name_fr", flat=True).first() or code


@lru_cache(maxsize=8)
def _fields(model: Any) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.concrete_fields)
