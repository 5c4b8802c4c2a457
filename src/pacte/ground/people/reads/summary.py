"""What the printed sheet of one sharing says: the classes and the audiences of that sharing, no more.

Health notes are never printed: they are sealed in the database, and a file on paper or on a disk is not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.messages.models import ContactRule

from ..enums import GivenBy, How, RuleKind, SharingLevel
from ..models import AdoptedRules, File, Person, Sharing
from ..rules.bases import bases_of
from ..rules.sight import AUDIENCES
from .sharing import classes_of_summary
from .sight import FileSight

MOST_NOTES = 6
JOINERS, TYPOGRAPHY = "\u200c\u200d", "’‘“”–—…€\u2009\u202f"

Lines = list[list[str]]


def content_of(seen: FileSight, sharing: Sharing) -> dict[str, Any]:
    """The data of the template; every text without control signs."""
    opened = classes_of_summary(sharing) & seen.seen.classes
    file = seen.file
    parts = [
        [_("La personne"), _identity(file.person, opened)],
        [_("La joindre"), _contact(file.person) if FieldClass.CONTACT in opened else []],
        [_("Sa situation"), _situation(file) if FieldClass.SITUATION in opened else []],
        [_("Besoins et étapes"), _plans(file) if FieldClass.FREE_TEXT in opened and _is_followed(sharing) else []],
    ]
    notes = _notes(file, sharing) if FieldClass.FREE_TEXT in opened else []
    page = reverse("people:person", kwargs={"key": file.person.key})
    content = {
        "title": _("Fiche de liaison"),
        "parties": [[_("De"), _name(file)], [_("Pour"), _receiver(sharing)],
                    [_("Faite le"), _day(timezone.localdate())]],
        "word": word_of(sharing),
        "parts": [{"title": title, "lines": lines} for title, lines in parts if lines],
        "notes_title": _("Notes pour les partenaires"), "notes": notes,
        "sealed": _("Les notes de santé ne s’impriment pas.") if FieldClass.HEALTH in sharing.classes else "",
        "withdrawal": _("La personne peut retirer ce partage à tout moment, auprès de l’une ou l’autre structure."),
        "signature": _("Signature de la personne (facultative)"),
        "page": f"{settings.BASE_URL}{page}", "page_words": _("Le dossier, pour qui y a droit :"),
    }  # fmt: skip
    made: dict[str, Any] = every_text(content, clean)
    return made


def word_of(sharing: Sharing) -> str:
    """On what the sharing stands, in one sentence."""
    level = SharingLevel(sharing.level).label
    if sharing.given_by == GivenBy.PERSON:
        said = _("La personne l’a permis %(how)s, le %(day)s. Partagé : %(level)s.")
        values = {"how": How(sharing.how).label.lower(), "day": _day(sharing.given_on), "level": level.lower()}
    else:
        said = _("Partage fondé sur : %(basis)s (liste %(version)s), le %(day)s. Partagé : %(level)s.")
        values = {
            "basis": basis_words(sharing), "version": sharing.basis_version, "day": _day(sharing.given_on),
            "level": level.lower(),
        }  # fmt: skip
    ends = _(" Jusqu’au %(day)s.") % {"day": _day(sharing.until)} if sharing.until else ""
    return said % values + ends


def words_of_bases() -> dict[tuple[str, str], str]:
    """Each basis ever adopted in its list's words, by version and code: one query for any number of sharings."""
    lists = AdoptedRules.objects.filter(kind=RuleKind.SHARING_BASES)
    return {(row.version, basis.code): basis.purpose for row in lists for basis in bases_of(row.content)}


def basis_words(sharing: Sharing, known: dict[tuple[str, str], str] | None = None) -> str:
    """The basis in the words of the list under which it was used; its code when the list is no longer known."""
    words = words_of_bases() if known is None else known
    return words.get((sharing.basis_version, sharing.basis_code), sharing.basis_code)


def every_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with each of its texts changed."""
    if isinstance(value, dict):
        return {name: every_text(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [every_text(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """Without the signs that draw nothing or turn a line around; those that join letters stay."""
    composed = unicodedata.normalize("NFC", text)
    kept = (sign if sign in JOINERS or unicodedata.category(sign)[0] != "C" else " " for sign in composed)
    return "".join(kept)


def drawable(text: str) -> str:
    """Letters that the product's own font may lack become a point: the sheet can always be made."""
    return "".join(sign if ord(sign) < 0x180 or sign in TYPOGRAPHY else "·" for sign in text)


def _name(file: File) -> str:
    return _("Un partenaire") if file.organisation.is_discreet else file.organisation.name


def _receiver(sharing: Sharing) -> str:
    """A sheet is carried about: it does not name an organisation whose name is to be withheld."""
    hidden = sharing.organisation.is_discreet
    return _("La structure que la personne connaît") if hidden else sharing.organisation.name


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _line(label: Any, value: Any) -> Lines:
    return [[str(label), str(value)]] if value else []


def _identity(person: Person, opened: frozenset[str]) -> Lines:
    known_as = _line(_("Pseudonyme"), person.pseudonym)
    if FieldClass.IDENTITY not in opened:
        return known_as
    born = _day(person.birth_date) if person.birth_date else person.birth_year
    others = ", ".join(other.name for other in person.other_names.all())
    name = " ".join(part for part in (person.given_name, person.family_name) if part)
    return [*_line(_("Nom"), name), *known_as, *_line(_("Autres noms"), others), *_line(_("Naissance"), born)]


def _contact(person: Person) -> Lines:
    rule = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
    if rule is not None and rule.never_contact:
        return _line(_("Contact"), _("La personne ne souhaite pas être contactée."))
    return [
        *_line(_("Téléphone"), person.phone), *_line(_("Adresse électronique"), person.email),
        *_line(_("Relais"), person.relay), *_line(_("Langues"), ", ".join(map(_language, person.languages))),
    ]  # fmt: skip


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _situation(file: File) -> Lines:
    marks = [(_("mobilité réduite"), file.reduced_mobility), (_("avec un animal"), file.has_animal)]
    return [
        *_line(_("Lieu de vie"), file.get_housing_display()),
        *_line(_("À savoir"), ", ".join(word for word, holds in marks if holds)),
        *_line(_("En quelques mots"), file.summary),
    ]  # fmt: skip


def _is_followed(sharing: Sharing) -> bool:
    return sharing.level != SharingLevel.EXISTENCE


def _plans(file: File) -> Lines:
    waiting = [need.get_need_display() for need in file.needs.all() if need.provided_on is None]
    steps = [
        f"{date_format(timezone.localtime(step.due_at), 'j F Y, H:i')} · {step.title}"
        for step in file.steps.all() if not step.outcome
    ]  # fmt: skip
    return [*_line(_("Besoins"), ", ".join(waiting)), *(pair for step in steps[:5] for pair in _line(_("Prévu"), step))]


def _notes(file: File, sharing: Sharing) -> list[dict[str, str]]:
    told = file.notes.filter(is_health=False, audience__in=AUDIENCES[sharing.level])
    return [{"day": _day(note.happened_on), "text": note.text} for note in told[:MOST_NOTES]]
