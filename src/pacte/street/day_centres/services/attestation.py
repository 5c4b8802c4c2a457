"""The sheet that a person shows to prove their mail address: our own plain layout, and it says so."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.documents import pdf
from pacte.ground.people.reads import Sight
from pacte.ground.people.services.opening import open_file

from ..enums.mail import RUNNING
from ..models import CentrePolicy, MailAddress
from ..reads import mail as reads
from .common import note


def printed(actor: User, key: UUID | str) -> bytes:
    """The PDF of a running address. Reading the person's name is noted in the journal.

    Raises Refused when the actor's role does not open the identity, BadInput when the address does not run or its
    place is confidential, Http404 out of reach.
    """
    address = reads.address_of(actor, key)
    today = timezone.localdate()
    if address.state_on(today, CentrePolicy.current().mail_warning_days) not in RUNNING:
        raise BadInput(Fault("", _("Cette adresse n’est pas en cours."), _("Renouvelez-la d’abord.")))
    if not address.place.address:
        raise BadInput(Fault("", _("Ce lieu n’a pas d’adresse publique."), _("Complétez sa fiche de l’annuaire.")))
    assert address.person is not None
    sight = open_file(actor, address.person.key, "mail_address")
    if not sight.shows(FieldClass.IDENTITY):
        raise Refused(_("Votre rôle n’ouvre pas le nom de cette personne."))
    template = Path(apps.get_app_config("day_centres").path) / "typst" / "attestation.typ"
    content = _content(address, sight)
    now = timezone.localtime()
    try:
        made = pdf.compile(template, content, fonts=False, timestamp=now)
    except pdf.PdfNotMade as error:
        raise BadInput(
            Fault("", _("Ce nom ne peut pas être imprimé avec les polices du service."), _("Écrivez-le en latin."))
        ) from error
    note(actor, "mail_address.print", address.target, address.place)
    return made


def _content(address: MailAddress, sight: Sight) -> dict[str, object]:
    """The plain data of the sheet."""
    person, place, today = sight.person, address.place, timezone.localdate()
    assert address.starts_on is not None and address.ends_on is not None
    name = person.label()
    rows = [(_("Personne"), name)]
    if person.birth_date:
        rows.append((_("Née le"), date_format(person.birth_date, "j F Y")))
    town = f"{place.postal_code} {place.municipality}".strip()
    box = _("Boîte %(number)s, %(place)s") % {"number": address.box, "place": place.name}
    written = "\n".join(line for line in (name, box, place.address, town) if line)
    rows += [
        (_("Reçoit son courrier chez"), place.organisation.name if place.organisation else place.operator),
        (_("Adresse à écrire"), written),
        (_("Depuis le"), date_format(address.starts_on, "j F Y")),
        (_("Jusqu’au"), date_format(address.ends_on, "j F Y")),
    ]
    return {
        "title": _("Attestation d’élection de domicile"),
        "lead": _("La personne nommée ici reçoit son courrier à cette adresse."),
        "rows": [list(row) for row in rows],
        "law": _("Code de l’action sociale et des familles, articles L264-1 et suivants, D264-1."),
        "notice": _("Cette feuille est une mise en page propre à ce service : elle n’est pas le formulaire officiel."),
        "signed": _("Fait le %(day)s. Signature et cachet de l’organisme :") % {"day": date_format(today, "j F Y")},
        "author": "Pacte", "description": _("Adresse de courrier"), "footer": _("À garder par la personne"),
        "language": "fr", "date": {"year": today.year, "month": today.month, "day": today.day},
    }  # fmt: skip
