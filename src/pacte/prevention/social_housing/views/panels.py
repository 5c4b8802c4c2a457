"""What the room shows elsewhere: on a person's page, and on the page of a case of its schemes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.reads.cases import CaseSight, cases_of
from pacte.ground.pathways.registry import CasePanel, CaseRow
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..models import SafePlaceRequest
from ..reads import requests as reads
from ..reads import safe_places


def request_panel(user: User, sight: Sight) -> Panel | None:
    """The person's requests, by number, for those who follow them; and how to register one."""
    own = sight.own_files
    if not own or not sight.shows(FieldClass.SITUATION):
        return None
    rows = [
        PanelRow(
            each.label, _("demande du %(day)s") % {"day": date_format(each.requested_on, "j F Y")},
            reverse("social_housing:request", kwargs={"key": each.key}),
        )
        for each in reads.of_cases(cases_of(user, sight.person))
    ]  # fmt: skip
    url = reverse("social_housing:request_new", kwargs={"file": own[0].file.key})
    return Panel(_("Logement social"), rows, (_("Enregistrer une demande"), url))


def safe_place_panel(user: User, sight: Sight) -> Panel | None:
    """What was asked to make the person safe, for those who follow them: never where."""
    if not sight.own_files:
        return None
    rows = [PanelRow(state_of(each)) for each in safe_places.in_sight(sight)]
    if not rows and not sight.person.is_restricted:
        return None
    url = reverse("social_housing:safe_places", kwargs={"key": sight.person.key})
    return Panel(_("Mise à l’abri"), rows, (_("Demander ou suivre"), url))


def state_of(asked: SafePlaceRequest) -> str:
    """Where the request stands, in words."""
    if asked.left_on:
        return _("Partie le %(day)s") % {"day": date_format(asked.left_on, "j F Y")}
    if asked.sheltered_on:
        return _("À l’abri depuis le %(day)s") % {"day": date_format(asked.sheltered_on, "j F Y")}
    if asked.withdrawn_on:
        return _("Demande reprise le %(day)s") % {"day": date_format(asked.withdrawn_on, "j F Y")}
    return _("Demandée le %(day)s") % {"day": date_format(asked.asked_on, "j F Y")}


def case_panels(user: User, sight: CaseSight) -> list[CasePanel]:
    """The request of a case: its points, and what is still to be shown."""
    found = reads.of_case(sight.case)
    describe = reverse("social_housing:request_of_case", kwargs={"case": sight.case.key})
    if found is None:
        acts = [(_("Décrire la demande"), describe)] if sight.may_write else []
        return [CasePanel(_("Demande de logement"), [CaseRow(_("La demande n’est pas encore décrite."))], acts)]
    page = reverse("social_housing:request", kwargs={"key": found.key})
    rows = [CaseRow(_("Demande du %(day)s") % {"day": date_format(found.requested_on, "j F Y")}, "", page)]
    told = reads.told(found)
    if told.score is not None and sight.shows(FieldClass.SITUATION):
        points = ngettext("%(n)d point", "%(n)d points", told.score.total) % {"n": told.score.total}
        rows.append(CaseRow(_("Cotation"), points, page))
    return [CasePanel(_("Demande de logement"), rows, [(_("Voir la demande"), page)])]


def safe_place_case_panels(user: User, sight: CaseSight) -> list[CasePanel]:
    """A case of making somebody safe: the way to ask, and what was answered."""
    person = sight.sight.person
    rows = [CaseRow(state_of(each)) for each in safe_places.in_sight(sight.sight)]
    url = reverse("social_housing:safe_places", kwargs={"key": person.key})
    acts = [(_("Demander ou suivre une mise à l’abri"), url)] if sight.may_write else []
    return [CasePanel(_("Mise à l’abri"), rows, acts)]
