"""A home: ranked by number, a sheet without identity, decided, declined, allocated, let; what each role never reads."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.prevention.social_housing.indicators import homes_allocated, homes_women_victims, requests_scored
from pacte.prevention.social_housing.models import DwellingCandidate, HousingRequest, OfferedDwelling
from pacte.prevention.social_housing.reads.dwellings import ranking_for, sheet_of
from pacte.prevention.social_housing.reads.simulating import simulated
from pacte.prevention.social_housing.services import dwellings
from tests.ground.people.making import followed, organisation, restricted, worker

from .making import asked, dwelling, grid

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


class Room:
    """A committee, a landlord, a worker, four requests of a grid in force."""

    def __init__(self) -> None:
        self.grid = grid()
        self.home, self.owner = organisation(), organisation(kind="landlord")
        self.by: User = worker(self.home)
        self.committee = worker(organisation(kind="city"), Role.COMMITTEE)
        self.landlord = worker(self.owner, Role.LANDLORD)
        self.dwelling = dwelling(self.owner)
        self.requests = [self.ask("hosted"), self.ask("homeless"), self.ask("homeless", "works-here"), self.ask()]

    def ask(self, *answers: str, **values: Any) -> HousingRequest:
        person = {"given_name": "Prénom-Caché", "family_name": "Nom-Caché", "gender": "woman"}
        return asked(followed(self.by, self.home, **person), *answers, **values)

    def sheet(self) -> list[DwellingCandidate]:
        dwellings.prepare_sheet(self.committee, self.dwelling.key)
        return list(self.dwelling.candidates.order_by("rank"))

    def decided(self) -> list[DwellingCandidate]:
        rows = self.sheet()
        dwellings.decide(self.committee, self.dwelling.key, TODAY(), {str(each.key): each.rank for each in rows})
        return list(self.dwelling.candidates.order_by("rank"))


@pytest.fixture
def room() -> Room:
    return Room()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_three_households_are_on_the_sheet_the_most_points_first(room: Room) -> None:
    assert [each.points for each in room.sheet()] == [20, 17, 4]


def test_a_home_too_small_or_too_dear_is_not_offered_and_the_page_says_to_how_many(room: Room) -> None:
    room.ask("homeless", adults=2)
    room.ask("homeless", resources_cents=60_000)
    found = ranking_for(room.dwelling, room.grid)
    assert (found.entrants, found.aside) == (4, 2)
    assert dict(found.excluded) == {"Trop petit pour le ménage": 1, "Loyer trop élevé pour les ressources": 1}


def test_other_ways_than_scoring_are_in_no_ranking(room: Room) -> None:
    room.ask("homeless", "violence", route="collective_agreement")
    assert ranking_for(room.dwelling, room.grid).entrants == 4


def test_every_score_on_the_sheet_is_the_sum_of_the_lines_shown(room: Room) -> None:
    room.ask("homeless", "violence", "disability")
    room.sheet()
    room.dwelling.refresh_from_db()
    for shown in sheet_of(room.dwelling, with_lines=True):
        assert shown.total == shown.candidate.points == sum(line.points for line in shown.lines)


def test_the_sheet_says_neither_who_nor_which_danger(room: Room) -> None:
    room.ask("homeless", "violence", papers=("complaint",), request_number="075-CACHE")
    room.sheet()
    pages = [
        client_of(user).get(reverse(f"social_housing:{name}", kwargs={"key": room.dwelling.key})).content.decode()
        for user in (room.committee, room.landlord) for name in ("sheet", "dwelling")
    ]  # fmt: skip
    pdf = client_of(room.committee).get(reverse("social_housing:sheet_pdf", kwargs={"key": room.dwelling.key}))
    read = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    for text in [*pages, read]:
        for word in ("Caché", "075-CACHE", "violence", "plainte"):
            assert word not in text
    assert "Situation protégée" in read and "Situation protégée" in pages[0]
    assert "Situation protégée" not in pages[2]


def test_a_landlord_reads_its_own_homes_and_no_line(room: Room) -> None:
    room.sheet()
    other = dwelling(organisation(kind="landlord"))
    page = reverse("social_housing:sheet", kwargs={"key": room.dwelling.key})
    assert "Vous n’avez pas de logement" not in client_of(room.landlord).get(page).content.decode()
    assert client_of(room.landlord).get(reverse("social_housing:dwelling", args=[other.key])).status_code == 404
    with pytest.raises(Refused):
        dwellings.prepare_sheet(room.landlord, room.dwelling.key)
    with pytest.raises(Http404):
        dwellings.withdraw(room.landlord, other.key)


def test_a_restricted_person_may_get_a_home_and_looks_like_anybody_on_the_sheet(room: Room) -> None:
    hidden, seen = room.ask("homeless", "violence"), room.ask("homeless", "disability")
    restricted(Person.objects.get(files__cases=hidden.case))
    room.sheet()
    room.dwelling.refresh_from_db()
    rows = {each.candidate.label: each for each in sheet_of(room.dwelling, with_lines=True)}
    assert {line.words for line in rows[hidden.label].lines} == {line.words for line in rows[seen.label].lines}


def test_a_restricted_person_is_in_no_simulation_nor_count_of_requests(room: Room) -> None:
    other = grid(in_force=False)
    before = (simulated(room.grid, other).requests, requests_scored(TODAY(), None).value)
    hidden = room.ask("homeless")
    restricted(Person.objects.get(files__cases=hidden.case))
    assert (simulated(room.grid, other).requests, requests_scored(TODAY(), None).value) == before


def test_one_household_at_a_time_and_the_next_rank_after_a_refusal(room: Room) -> None:
    first, second, _third = room.decided()
    dwellings.propose(room.committee, first.key)
    dwellings.allocate(room.committee, first.key)
    with pytest.raises(BadInput, match="déjà attribué"):
        dwellings.allocate(room.committee, second.key)
    dwellings.decline(room.landlord, first.key, "too_small", TODAY())
    dwellings.allocate(room.committee, second.key)
    dwellings.lease(room.landlord, second.key, TODAY())
    second.refresh_from_db()
    assert second.request is not None
    assert second.request.case.outcome == "rehoused"
    assert homes_allocated(TODAY(), None).value == 1


@pytest.mark.parametrize(("reason", "counted"), [("condition", 1), ("too_dear", 0), ("safety", 0)])
def test_only_the_refusal_of_a_home_that_fitted_is_counted(room: Room, reason: str, counted: int) -> None:
    first = room.decided()[0]
    dwellings.propose(room.committee, first.key)
    dwellings.decline(room.landlord, first.key, reason, TODAY())
    assert HousingRequest.objects.get(pk=first.request_id).fitting_refusals == counted


def test_a_decision_gives_each_rank_once_and_not_tomorrow(room: Room) -> None:
    rows = room.sheet()
    with pytest.raises(BadInput, match="une fois"):
        dwellings.decide(room.committee, room.dwelling.key, TODAY(), {str(each.key): 1 for each in rows})
    with pytest.raises(BadInput, match="à venir"):
        dwellings.decide(room.committee, room.dwelling.key, TODAY() + timedelta(days=1), {str(rows[0].key): 1})


def test_without_a_grid_in_force_nothing_is_prepared() -> None:
    home = dwelling(organisation(kind="landlord"))
    with pytest.raises(BadInput, match="Aucune grille n’est en vigueur"):
        dwellings.prepare_sheet(worker(organisation(), Role.COMMITTEE), home.key)


def test_a_home_of_a_woman_victim_is_counted_whoever_reserved_it(room: Room) -> None:
    give(room, room.ask("homeless", "violence"))
    assert homes_women_victims(TODAY(), None).value == 1
    assert not homes_women_victims(TODAY(), None).rows


def test_the_home_of_a_restricted_person_moves_no_count_before_the_next_year(room: Room) -> None:
    hidden = room.ask("homeless", "violence")
    restricted(Person.objects.get(files__cases=hidden.case))
    give(room, hidden)
    assert homes_women_victims(TODAY(), None).value == 0
    later = TODAY().replace(year=TODAY().year + 1, month=1, day=1)
    assert homes_women_victims(later, None).value == 1


def give(room: Room, request: HousingRequest) -> None:
    first = room.decided()[0]
    assert first.request_id == request.pk
    dwellings.propose(room.committee, first.key)
    dwellings.allocate(room.committee, first.key)


def test_a_home_is_offered_by_its_own_landlord_alone(room: Room) -> None:
    values = {"quota": "city", "rooms": 2, "rent_cents": 60_000, "available_on": TODAY(), "is_accessible": False,
              "surface": None, "territory": None}  # fmt: skip
    made = dwellings.offer(room.landlord, room.owner, dict(values))
    assert made.number > OfferedDwelling.objects.order_by("number")[0].number
    other: Organisation = organisation(kind="landlord")
    with pytest.raises(Refused):
        dwellings.offer(room.landlord, other, dict(values))


def test_pages_of_a_home_keep_to_their_queries(room: Room, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    client = client_of(room.committee)
    with django_assert_max_num_queries(28):
        assert client.get(reverse("social_housing:dwelling", args=[room.dwelling.key])).status_code == 200
    room.sheet()
    with django_assert_max_num_queries(20):
        assert client.get(reverse("social_housing:sheet", args=[room.dwelling.key])).status_code == 200
    with django_assert_max_num_queries(16):
        assert client.get(reverse("social_housing:dwellings")).status_code == 200
