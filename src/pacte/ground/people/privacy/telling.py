"""What the room says to a person, or to a relative, that it holds about the person: plain words, section by section."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import Asker, Section

from ..models import File, FileDocument, HouseholdMember, NeedLine, Note, Person, Sharing, Step, Tie
from ..rules.identity import write_birth


def tell(person: Person, asker: Asker) -> list[Section]:
    """Everything for the person. For a relative: identity and needs, nothing that says where or with whom they are,

    nor what a professional wrote; nothing at all of a restricted person.
    """
    if asker == Asker.RELATIVE:
        return [] if person.is_restricted else [_identity(person), _needs(person)]
    return [
        _identity(person), _contact(person), _files(person), _household(person), _notes(person), _needs(person),
        _steps(person), _sharings(person), _documents(person),
    ]  # fmt: skip


def day(value: date | datetime | None) -> str:
    """A day in full, or nothing."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(local, "j F Y")


def _identity(person: Person) -> Section:
    told = [
        (_("Pseudonyme"), person.pseudonym),
        (_("Prénom"), person.given_name),
        (_("Nom"), person.family_name),
        *((other.get_kind_display(), other.name) for other in person.other_names.all()),
        (_("Naissance"), write_birth(person.birth_date, person.birth_year, person.birth_precision)),
        (_("Genre"), person.get_gender_display()),
        (_("Langues parlées"), ", ".join(_language(code) for code in person.languages)),
        (_("Connue depuis"), day(person.created_at)),
        (_("Dernier contact"), day(person.last_contact_at)),
    ]
    return Section(_("Identité"), (_("Donnée"), _("Ce que nous avons")), _said(told))


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _contact(person: Person) -> Section:
    address = unseal(person.sealed_protected_address) if person.sealed_protected_address else ""
    told = [
        (_("Téléphone"), person.phone), (_("Adresse électronique"), person.email), (_("Relais"), person.relay),
        (_("Adresse protégée"), address),
    ]  # fmt: skip
    return Section(_("Coordonnées"), (_("Donnée"), _("Ce que nous avons")), _said(told))


def _files(person: Person) -> Section:
    rows = []
    for file in person.files.select_related("organisation").order_by("opened_on", "pk"):
        situation = [file.get_housing_display(), file.get_care_need_display()]
        situation += [_("mobilité réduite")] * file.reduced_mobility + [_("avec un animal")] * file.has_animal
        rows.append((
            file.organisation.name, file.get_purpose_display(), _span(file),
            " · ".join(str(part) for part in (*situation, file.summary) if part),
        ))  # fmt: skip
    columns = (_("Organisation"), _("Objet du suivi"), _("Dates"), _("Situation notée"))
    return Section(_("Dossiers"), columns, tuple(rows))


def _span(file: File) -> str:
    return f"{day(file.opened_on)} – {day(file.closed_on)}" if file.closed_on else _("depuis le ") + day(file.opened_on)


def _household(person: Person) -> Section:
    """With whom, by pseudonym, and never a restricted person: their safety goes before."""
    homes = HouseholdMember.objects.filter(person=person).values("household")
    others = HouseholdMember.objects.filter(household__in=homes, person__restricted_since__isnull=True)
    rows = [
        (member.person.label(), str(member.get_role_display()), day(member.since), day(member.until))
        for member in others.exclude(person=person).select_related("person")
    ]
    ties = Tie.objects.filter(person=person, other__restricted_since__isnull=True).select_related("other")
    rows += [(tie.other.label(), str(tie.get_kind_display()), day(tie.since), day(tie.until)) for tie in ties]
    return Section(_("Ménage et proches"), (_("Qui"), _("Lien"), _("Du"), _("Au")), tuple(rows))


def _notes(person: Person) -> Section:
    notes = Note.objects.filter(file__person=person).select_related("file__organisation").order_by("happened_on", "pk")
    rows = [
        (day(note.happened_on), note.file.organisation.name, _("Santé") if note.is_health else "", note.words)
        for note in notes
    ]
    return Section(_("Notes"), (_("Date"), _("Organisation"), _("Nature"), _("Note")), tuple(rows))


def _needs(person: Person) -> Section:
    needs = NeedLine.objects.filter(file__person=person).order_by("expressed_on", "pk")
    rows = [(str(need.get_need_display()), day(need.expressed_on), day(need.provided_on)) for need in needs]
    return Section(_("Besoins"), (_("Besoin"), _("Exprimé le"), _("Couvert le")), tuple(rows))


def _steps(person: Person) -> Section:
    steps = Step.objects.filter(file__person=person).select_related("file__organisation").order_by("due_at", "pk")
    rows = [
        (day(step.due_at), step.file.organisation.name, step.title, str(step.get_outcome_display())) for step in steps
    ]
    return Section(_("Étapes prévues"), (_("Pour le"), _("Organisation"), _("Objet"), _("Issue")), tuple(rows))


def _sharings(person: Person) -> Section:
    rows = []
    for sharing in Sharing.objects.filter(file__person=person).select_related("file__organisation", "organisation"):
        ground = sharing.get_how_display() if sharing.how else sharing.basis_code
        end = day(sharing.ended_at) or (_("prévu le ") + day(sharing.until) if sharing.until else "")
        rows.append((
            f"{sharing.file.organisation.name} → {sharing.organisation.name}", str(sharing.get_level_display()),
            f"{sharing.get_given_by_display()} ({ground})", day(sharing.given_on), end,
        ))  # fmt: skip
    columns = (_("Entre"), _("Ce qui est partagé"), _("Fondement"), _("Donné le"), _("Fin"))
    return Section(_("Partages"), columns, tuple(rows))


def _documents(person: Person) -> Section:
    kept = FileDocument.objects.filter(file__person=person).select_related("attachment", "file__organisation")
    rows = [
        (document.attachment.name, str(document.get_kind_display()), document.file.organisation.name,
         day(document.added_at))
        for document in kept.order_by("added_at", "pk")
    ]  # fmt: skip
    columns = (_("Document"), _("Nature"), _("Organisation"), _("Ajouté le"))
    return Section(_("Documents"), columns, tuple(rows))


def _said(told: list[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(label), str(value)) for label, value in told if value)
