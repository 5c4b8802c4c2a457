"""The diagnosis as the judge receives it: a layout of our own with the fields that the judge needs, black on white."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.documents import pdf
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.rules.story import Story
from pacte.ground.pathways.services.opening import open_case

from ..enums import SCHEME, DiagnosisState
from ..models import Eviction, SocialDiagnosis
from ..reads.diagnosis import texts_of
from ..reads.money import euros
from ..rules.arrears import months_of_rent
from ..rules.diagnosis import left_to_live


def printed(actor: User, key: UUID | str) -> bytes:
    """The PDF of a diagnosis. The opening of the person's file is noted in the journal.

    Raises Http404 out of reach or without a diagnosis, Refused when the actor's role does not open the identity.
    """
    seen = open_case(actor, key, "print")
    eviction = Eviction.objects.filter(case=seen.case).select_related("landlord", "case").first()
    diagnosis = SocialDiagnosis.objects.filter(eviction=eviction).first() if eviction else None
    if seen.case.scheme.key != SCHEME or eviction is None or diagnosis is None:
        raise Http404
    if not (seen.shows(FieldClass.SITUATION) and seen.shows(FieldClass.IDENTITY)):
        raise Refused(_("Votre rôle n’ouvre pas la situation de cette personne."))
    template = Path(apps.get_app_config("evictions").path) / "typst" / "diagnosis.typ"
    content = _content(seen.label, eviction, diagnosis, story_of(seen.case))
    try:
        return pdf.compile(template, content, fonts=False, timestamp=timezone.localtime())
    except pdf.PdfNotMade as error:
        what = _("Un signe de ce texte ne peut pas être imprimé.")
        raise BadInput(Fault("", what, _("Écrivez-le en lettres latines."))) from error


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("non précisé")


def _content(name: str, eviction: Eviction, diagnosis: SocialDiagnosis, story: Story) -> dict[str, Any]:
    """The plain data of the sheet."""
    held = story.happened.get("hearing_held", ())
    hearing = story.planned.get("hearing_held") or (held[-1] if held else None)
    texts, today = texts_of(diagnosis), timezone.localdate()
    is_held = diagnosis.state == DiagnosisState.HELD
    head = [
        (_("Personne assignée"), name), (_("Parcours"), eviction.case.label), (_("Audience"), _day(hearing)),
        (_("Bailleur"), str(eviction.get_landlord_kind_display()) or _("non précisé")),
        (_("Entretien"), str(diagnosis.get_state_display())),
        (_("Proposé le"), f"{_day(diagnosis.offered_on)}, {str(diagnosis.get_way_display()).lower()}"),
    ]  # fmt: skip
    sections = [{"title": _("Le foyer et ses moyens, par mois"), "rows": _means(diagnosis)}] if is_held else []
    sections.append({"title": _("La dette"), "rows": _debt(eviction, diagnosis)})
    titles = {
        "situation": _("Situation du foyer et origine de l’impayé"), "steps": _("Démarches faites et en cours"),
        "tenant_comment": _("Observations de la personne"), "landlord_comment": _("Observations du bailleur"),
    }  # fmt: skip
    return {
        "title": _("Diagnostic social et financier"),
        "lead": _("Pour le juge des contentieux de la protection et pour la commission de coordination des actions de prévention des expulsions (CCAPEX)."),  # noqa: E501
        "head": [list(row) for row in head], "sections": sections,
        "texts": [{"title": titles[each], "text": text} for each, text in texts.items() if text],
        "absent": "" if is_held else _("La personne n’a pas été entendue : ce qui suit vient du dossier seul."),
        "notice": _("Mise en page propre à ce service, avec les rubriques utiles au juge ; elle n’est pas le modèle officiel (arrêté du 23 août 2022)."),  # noqa: E501
        "footer": f"{eviction.case.label} · " + _("Document confidentiel"), "author": "Pacte",
        "description": _("Diagnostic remis au juge et à la commission"), "language": "fr",
        "date": {"year": today.year, "month": today.month, "day": today.day},
        "signed": _("Établi le %(day)s. Organisme et signature :") % {"day": date_format(today, "j F Y")},
    }  # fmt: skip


def _means(diagnosis: SocialDiagnosis) -> list[list[str]]:
    left = left_to_live({
        name: getattr(diagnosis, name) for name in ("resources_cents", "aid_cents", "charges_cents", "rent_cents")
    })  # fmt: skip
    rows = [
        (_("Adultes"), _number(diagnosis.adults)), (_("Enfants"), _number(diagnosis.children)),
        (_("Ressources"), _amount(diagnosis.resources_cents)), (_("Aide au logement"), _amount(diagnosis.aid_cents)),
        (_("Loyer et charges locatives"), _amount(diagnosis.rent_cents)),
        (_("Autres charges"), _amount(diagnosis.charges_cents)), (_("Reste pour vivre"), _amount(left)),
        (_("Souhait du foyer"), str(diagnosis.get_wish_display()) or _("non précisé")),
    ]  # fmt: skip
    return [list(row) for row in rows]


def _debt(eviction: Eviction, diagnosis: SocialDiagnosis) -> list[list[str]]:
    last = eviction.arrears.order_by("-on", "-pk").first()
    debt = diagnosis.debt_cents if diagnosis.debt_cents is not None else (last.debt_cents if last else None)
    months = months_of_rent(debt, last.rent_cents) if last and debt is not None else None
    rows = [[_("Dette locative"), _amount(debt)]]
    if months is not None:
        rows.append([_("En mois de loyer hors charges"), str(months).replace(".", ",")])
    rows.append([_("Loyer repris en entier depuis le"), _day(diagnosis.rent_resumed_on)])
    rows.append([_("Versement proposé, en plus du loyer"), _amount(diagnosis.offered_monthly_cents)])
    return rows


def _amount(cents: int | None) -> str:
    return euros(cents) or _("non précisé")


def _number(value: int | None) -> str:
    return _("non précisé") if value is None else str(value)
