"""What can be held back by a conflict, and how each is read and written again: a file, a note, a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass

from ..enums import BirthPrecision, CareNeed, Gender, Housing, NameKind, NoteAudience, Purpose
from ..models import HeldEdit
from ..rules.edits import Part, Shape, Values
from . import files, notes, persons
from .opening import file_to_write, person_to_write


@dataclass(frozen=True)
class Current:
    """What is kept now: how it is called, its version, its values, and the parts that this user may see."""

    title: str
    version: int
    values: dict[str, Any]
    parts: list[Part]


@dataclass(frozen=True)
class Subject:
    """`read(actor, key)` raises Http404 to who may not write; `apply` writes values over a version."""

    read: Callable[[User, str], Current]
    apply: Callable[[User, str, int, dict[str, Any]], HeldEdit | None]


def subject_of(edit: HeldEdit) -> Subject:
    """How the thing that this edit changes is read and written; Http404 for one that is not known."""
    found = SUBJECTS.get(edit.subject.partition(":")[0])
    if found is None:
        raise Http404
    return found


def _read_file(actor: User, key: str) -> Current:
    _sight, seen = file_to_write(actor, key)
    file = seen.file
    values = {name: getattr(file, name) for name in files.EDITABLE}
    return Current(_("Le dossier"), file.version, values, _file_parts() if seen.shows(FieldClass.SITUATION) else [])


def _file_parts() -> list[Part]:
    return [
        Part("purpose", _("Objet du suivi"), _chosen("purpose", Purpose)),
        Part("housing", _("Lieu de vie"), _chosen("housing", Housing)),
        Part("care_need", _("Besoin de soins"), _chosen("care_need", CareNeed)),
        Part("reduced_mobility", _("Mobilité réduite"), _yes_or_no("reduced_mobility")),
        Part("has_animal", _("Avec un animal"), _yes_or_no("has_animal")),
        Part("summary", _("Situation en quelques mots"), _text("summary"), Shape.TEXT),
    ]


def _apply_file(actor: User, key: str, version: int, values: dict[str, Any]) -> HeldEdit | None:
    return files.edit_file(actor, key, version=version, values=values)


def _read_note(actor: User, key: str) -> Current:
    note, _seen = notes.note_to_write(actor, key)
    values = {"words": note.words, "audience": note.audience, "happened_on": note.happened_on.isoformat()}
    parts = [
        Part("happened_on", _("Date"), _day("happened_on")),
        Part("audience", _("Qui peut la lire"), _chosen("audience", NoteAudience)),
        Part("words", _("Texte de la note"), _text("words"), Shape.TEXT),
    ]
    return Current(_("La note"), note.version, values, parts)


def _apply_note(actor: User, key: str, version: int, values: dict[str, Any]) -> HeldEdit | None:
    if "happened_on" in values:
        values = values | {"happened_on": date.fromisoformat(values["happened_on"])}
    return notes.change(actor, key, version=version, **values)


def _read_person(actor: User, key: str) -> Current:
    sight = person_to_write(actor, key)
    person = sight.person
    values: dict[str, Any] = {name: getattr(person, name) for name in PERSON_FIELDS}
    values["birth_date"] = person.birth_date.isoformat() if person.birth_date else None
    values["names"] = [[other.kind, other.name] for other in person.other_names.all()]
    parts = _identity_parts() if sight.shows(FieldClass.IDENTITY) else []
    if sight.shows(FieldClass.CONTACT):
        parts += _contact_parts()
    return Current(_("Ce qui est dit de la personne"), person.version, values, parts)


PERSON_FIELDS = (
    "given_name", "family_name", "birth_year", "birth_precision", "gender", "languages", "phone", "email", "relay",
)  # fmt: skip


def _identity_parts() -> list[Part]:
    birth = ("birth_date", "birth_year", "birth_precision")
    return [
        Part("given_name", _("Prénom"), _text("given_name"), Shape.LINE),
        Part("family_name", _("Nom"), _text("family_name"), Shape.LINE),
        Part("names", _("Autres noms"), _other_names),
        Part("birth", _("Naissance"), _birth, names=birth),
        Part("gender", _("Genre"), _chosen("gender", Gender)),
        Part("languages", _("Langues parlées"), lambda values: ", ".join(values.get("languages") or [])),
    ]


def _contact_parts() -> list[Part]:
    return [
        Part("phone", _("Téléphone"), _text("phone"), Shape.LINE),
        Part("email", _("Adresse électronique"), _text("email"), Shape.LINE),
        Part("relay", _("Relais"), _text("relay"), Shape.LINE),
    ]


def _apply_person(actor: User, key: str, version: int, values: dict[str, Any]) -> HeldEdit | None:
    names = values.pop("names", None)
    if values.get("birth_date"):
        values["birth_date"] = date.fromisoformat(values["birth_date"])
    other = None if names is None else [(kind, name) for kind, name in names]
    return persons.edit_person(actor, key, version=version, values=values, names=other)


def _text(name: str) -> Callable[[Values], str]:
    return lambda values: values.get(name) or ""


def _chosen(name: str, words: Any) -> Callable[[Values], str]:
    labels = dict(words.choices)
    return lambda values: str(labels.get(values.get(name), ""))


def _yes_or_no(name: str) -> Callable[[Values], str]:
    return lambda values: _("Oui") if values.get(name) else _("Non")


def _day(name: str) -> Callable[[Values], str]:
    return lambda values: date_format(date.fromisoformat(values[name])) if values.get(name) else ""


def _birth(values: Values) -> str:
    if values.get("birth_date"):
        return date_format(date.fromisoformat(values["birth_date"]))
    year = str(values.get("birth_year") or "")
    return (
        _("vers %(year)s") % {"year": year} if year and values.get("birth_precision") == BirthPrecision.ABOUT else year
    )


def _other_names(values: Values) -> str:
    labels = dict(NameKind.choices)
    return ", ".join(f"{name} ({str(labels.get(kind, kind)).lower()})" for kind, name in values.get("names") or [])


SUBJECTS = {
    "file": Subject(_read_file, _apply_file),
    "note": Subject(_read_note, _apply_note),
    "person": Subject(_read_person, _apply_person),
}
