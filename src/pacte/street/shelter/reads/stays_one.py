"""One stay as a user reads it, and what they may do about it now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.people.models import File, Person
from pacte.ground.people.reads import Sight
from pacte.ground.people.reads.visibility import followed_by
from pacte.ground.people.registry import PanelRow

from ..enums.requests import ShelterRequestState
from ..enums.stays import PlacementState
from ..models import ShelterPlacement, ShelterRequest
from ..models.stays import PlacementQuerySet
from ..permissions import keeps_site, regulates
from .requests import is_open_to
from .stays import AWAITED, StayLine, lines, site_words
from .tonight import night_at

CURRENT = (PlacementState.ACCEPTED, PlacementState.ON_THE_WAY, PlacementState.PRESENT)


def may_read_danger(user: User, placement: ShelterPlacement) -> bool:
    """Why a household was placed at once is for the regulation, and not when somebody out of sight is in it."""
    return regulates(user) and is_open_to(user, placement.request)


def may_read_orientation(user: User, placement: ShelterPlacement) -> bool:
    """Where a household went is for the site's team, who wrote it, and the regulation as above."""
    return keeps_site(user, placement.lot.site) or may_read_danger(user, placement)


@dataclass(frozen=True)
class Sheet:
    """What the stay's page shows. `acts`: codes of what this user may do now. `file`: one that the user follows."""

    line: StayLine
    site: str
    acts: frozenset[str]
    danger_words: str
    orientation: str
    file: File | None
    regulates: bool
    is_in_question: bool
    is_expected: bool
    may_follow_site: bool

    @property
    def placement(self) -> ShelterPlacement:
        return self.line.placement


def sheet(user: User, placement: ShelterPlacement) -> Sheet:
    """The stay's page for this user, who has it within reach."""
    line = lines(user, [placement])[0]
    is_regulating = regulates(user)
    is_there = placement.state == PlacementState.PRESENT
    danger = placement.sealed_reason if may_read_danger(user, placement) else ""
    orientation = placement.sealed_orientation if may_read_orientation(user, placement) else ""
    return Sheet(
        line,
        site_words(user, placement.lot.site),
        _acts(line, is_regulating=is_regulating),
        unseal(danger) if danger else "",
        unseal(orientation) if orientation else "",
        _followed_file(user, placement.request),
        is_regulating,
        is_there and not line.units,
        placement.state in AWAITED,
        is_regulating or keeps_site(user, placement.lot.site),
    )


def _acts(line: StayLine, *, is_regulating: bool) -> frozenset[str]:
    """What the state allows; what only the regulation may do is kept for it."""
    placement, night = line.placement, night_at()
    state, tonight = placement.state, placement.first_night == night
    common = {
        "arrived": state in AWAITED or (state == PlacementState.NO_SHOW and tonight),
        "no_show": state in AWAITED,
        "on_the_way": line.may_leave,
        "site_refusal": state in AWAITED,
        "absent": bool(line.units) and state == PlacementState.PRESENT and not line.is_absent,
        "present": bool(line.units) and state == PlacementState.PRESENT and (line.is_absent or not line.is_noted),
        "end": state == PlacementState.PRESENT,
    }
    is_over = state == PlacementState.ENDED or (state == PlacementState.PRESENT and not line.units)
    own = {
        "accept": state == PlacementState.OFFERED,
        "decline": state in AWAITED,
        "transport": state in AWAITED,
        "message": state in AWAITED or state == PlacementState.PRESENT,
        "extend": state == PlacementState.PRESENT,
        "back": state in (PlacementState.NO_SHOW, PlacementState.DECLINED)
        and placement.request.state == ShelterRequestState.UNMET
        and placement.request.night == night,
        "ask_again": is_over and placement.request.night < night,
    }
    allowed = common | (own if is_regulating else {})
    return frozenset(code for code, is_allowed in allowed.items() if is_allowed)


def _followed_file(user: User, request: ShelterRequest) -> File | None:
    """The file of the request, when the user follows it: an orientation can then be sent from it."""
    if request.file_id is None:
        return None
    return followed_by(user).filter(pk=request.file_id).first()


def of_person(person: Person) -> PlacementQuerySet:
    """The places given to this person, by their file or as a member of the household."""
    asked = ShelterRequest.objects.filter(Q(file__person=person) | Q(members__person=person))
    rows = ShelterPlacement.objects.filter(request__in=asked.values("pk"))
    return rows.select_related("request", "lot__site__organisation", "lot__site__territory")


def panel_rows(user: User, sight: Sight) -> list[PanelRow]:
    """Where the person has a place now, on their page: for who sees how they live.

    A refuge is named to its own team and to whoever placed them there; to others it is not said which place it is.
    """
    if not sight.shows(FieldClass.SITUATION):
        return []
    rows = of_person(sight.person).filter(state__in=CURRENT).order_by(F("first_night").desc(), "pk")
    return [PanelRow(_place_words(user, row), _state_words(row), _url(user, row)) for row in rows]


def _place_words(user: User, placement: ShelterPlacement) -> str:
    """The site as this user may know it: here the regulation itself knows only what it placed."""
    site = placement.lot.site
    if site.is_confidential and placement.placed_by_id != user.pk and not keeps_site(user, site):
        return _("Site confidentiel")
    return site.name


def _state_words(placement: ShelterPlacement) -> str:
    since = placement.arrived_at or placement.placed_at
    day = timezone.localtime(since).strftime("%d/%m/%Y")
    return _("%(state)s depuis le %(day)s") % {"state": placement.get_state_display(), "day": day}


def _url(user: User, placement: ShelterPlacement) -> str:
    is_seen = regulates(user) or keeps_site(user, placement.lot.site)
    return reverse("shelter:stay", kwargs={"key": placement.key}) if is_seen else ""
