"""The pages of requests: few gestures without a script, nothing typed is lost, what is restricted stays closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.street.shelter.models import Call, ShelterRequest
from pacte.street.shelter.rules.requests import Asked, Someone
from pacte.street.shelter.services import requests, requests_in_hand
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.htmx import assert_swap_equals_reload
from tests.street.shelter import making

pytestmark = pytest.mark.django_db
CALL = {"do": "save", "caller": "household", "outcome": "request"}
"""What the first fields of a call say."""


@pytest.fixture
def line() -> Organisation:
    return organisation("line", kind="city")


@pytest.fixture
def regulator(line: Organisation) -> User:
    return worker(line, Role.REGULATOR)


@pytest.fixture
def page(client: Client, regulator: User) -> Client:
    client.force_login(regulator)
    return client


def rows(*people: tuple[str, str]) -> dict[str, str]:
    """The rows of the sheet, as (who, age)."""
    return {
        f"m-{number}-{name}": value for number, (who, age) in enumerate(people)
        for name, value in (("who", who), ("age", age))
    }  # fmt: skip


def post(page: Client, data: dict[str, Any], route: str = "shelter:call", **kwargs: Any) -> Any:
    return page.post(reverse(route, kwargs=kwargs or None), data)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_call_is_one_page_and_one_post(page: Client) -> None:
    assert "+ femme" in text(page.get(reverse("shelter:call")))
    answer = post(page, CALL | rows(("woman", "30"), ("unsaid", "3")) | {"way": "06 00 00 00 12"})
    made = ShelterRequest.objects.get()
    assert answer.status_code == 302 and answer["Location"] == reverse("shelter:request", kwargs={"key": made.key})
    assert (made.kind, made.size, made.state) == ("woman_with_children", 2, "qualified")
    shown = text(page.get(answer["Location"]))
    assert "1 femme (30 ans), 1 enfant (3 ans)" in shown and "06 00 00 00 12" in shown


def test_a_call_without_composition_is_sent_back_as_it_was_typed(page: Client) -> None:
    answer = post(page, CALL | {"words": "Il fait froid", "way": "Le gardien"})
    shown = text(answer)
    assert answer.status_code == 422 and "La composition du ménage manque." in shown
    assert "Il fait froid" in shown and "Le gardien" in shown and not Call.objects.exists()


def test_more_rows_keep_what_was_typed_and_a_household_of_thirty_is_told_that_no_room_takes_it(page: Client) -> None:
    answer = post(page, CALL | rows(("woman", "30"), *[("", "")] * 5) | {"do": "more", "words": "Des mots"})
    shown = text(answer)
    assert answer.status_code == 200 and 'name="m-11-who"' in shown and "Des mots" in shown
    answer = post(page, CALL | rows(*[("man", "30")] * 30))
    shown = text(page.get(answer["Location"]))
    assert "Aucun lot n’accueille 30 personnes ensemble" in shown and "Noter une séparation acceptée" in shown


def test_an_age_that_cannot_be_says_whose(page: Client) -> None:
    answer = post(page, CALL | rows(("woman", "30"), ("man", "130")))
    assert answer.status_code == 422 and "Personne 2" in text(answer)


def test_other_calls_are_counted_without_a_request(page: Client) -> None:
    assert post(page, CALL | {"outcome": "information"}).status_code == 302
    assert Call.objects.get().outcome == "information" and not ShelterRequest.objects.exists()
    answer = post(page, CALL | {"outcome": "signal"} | rows(("woman", "30")))
    assert answer.status_code == 422 and "Vous avez décrit un ménage" in text(answer)


def test_the_likely_same_household_is_proposed_and_the_answer_makes_one_request(page: Client) -> None:
    sheet = CALL | rows(("woman", "30"), ("unsaid", "3")) | {"way": "06 00 00 00 12"}
    post(page, sheet)
    made = ShelterRequest.objects.get()
    answer = post(page, sheet)
    assert answer.status_code == 422 and "Est-ce le même ménage ?" in text(answer) and str(made.key) in text(answer)
    post(page, sheet | {"same_as": str(made.key)})
    assert ShelterRequest.objects.count() == 1 and made.calls.count() == 2
    post(page, sheet | {"same_as": "none"})
    assert ShelterRequest.objects.count() == 2


def test_the_place_typed_is_located_and_forgotten(page: Client) -> None:
    Territory.objects.create(
        code="75120", kind="arrondissement", name_fr="20e arrondissement", postal_codes="75020",
        south=48.85, north=48.87, west=2.38, east=2.42,
    )  # fmt: skip
    answer = post(page, CALL | rows(("woman", "30")) | {"place": "Sous le pont inconnu de personne"})
    assert answer.status_code == 422 and "Nous ne trouvons pas ce lieu." in text(answer)
    assert post(page, CALL | rows(("woman", "30")) | {"place": "75020"}).status_code == 302
    made = ShelterRequest.objects.get()
    assert (made.latitude, made.longitude) == (48.86, 2.4) and made.territory is not None


def test_a_person_is_found_taken_in_with_the_household_and_named_to_who_may_see(
    page: Client, regulator: User, line: Organisation
) -> None:
    person = followed(regulator, line, given_name="Prénom-12", family_name="Exemple", birth_year=1990).person
    shown = text(post(page, CALL | {"do": "find", "find": "Exemple"}))
    assert str(person.key) in shown and "Prénom-12 Exemple" in shown
    assert "Prénom-12 Exemple" in text(post(page, CALL | {"do": "enter", "find": "Exemple"}))
    shown = text(post(page, CALL | {"do": "fill", "chosen": str(person.key)}))
    assert f'value="{person.key}"' in shown and "Prénom-12 Exemple" in shown
    sheet = CALL | rows(("woman", "34")) | {"m-0-person": str(person.key), "person": str(person.key)}
    answer = post(page, sheet)
    made = ShelterRequest.objects.get()
    assert made.members.get().person == person and made.file is not None
    shown = text(page.get(answer["Location"]))
    assert "Prénom-12 Exemple" in shown and "Prénom-12" not in shown.split("</title>")[0]
    page.force_login(worker(organisation(), Role.REGULATOR))
    shown = text(page.get(answer["Location"]))
    assert "Prénom-12" not in shown and "1 femme (34 ans)" in shown


def test_a_restricted_persons_request_shows_others_its_label_and_composition_alone(
    page: Client, regulator: User, line: Organisation
) -> None:
    person = followed(regulator, line).person
    made = requests.receive(
        regulator,
        Asked(members=(Someone(30, "woman", person=person),), way="06 00 00 00 12", words="Des mots à elle",
              danger="violence"),
    )  # fmt: skip
    restricted(person)
    url = reverse("shelter:request", kwargs={"key": made.key})
    assert "Des mots à elle" in text(page.get(url))
    page.force_login(worker(organisation(), Role.REGULATOR))
    shown = text(page.get(url))
    assert made.label in shown and "1 femme (30 ans)" in shown
    assert "Des mots" not in shown and "06 00" not in shown and "iolence" not in shown
    assert page.get(reverse("shelter:request_edit", kwargs={"key": made.key})).status_code == 403
    assert "Danger immédiat" not in text(page.get(reverse("shelter:queue")))


def test_a_minor_alone_leads_to_whom_to_call_and_to_no_other_way_out(page: Client) -> None:
    answer = post(page, CALL | rows(("man", "16")))
    made = ShelterRequest.objects.get()
    assert answer["Location"] == reverse("shelter:minor", kwargs={"key": made.key})
    shown = text(page.get(answer["Location"]))
    assert "Astreinte de l’aide sociale à l’enfance (exemple)" in shown and "119" in shown
    for route in ("shelter:request_cancel", "shelter:request_unmet"):
        assert post(page, {"reason": "no_place"}, route, key=made.key)["Location"] == answer["Location"]
    duty = {"duty_contact": "Une astreinte", "called_at": "2019-02-07T21:00", "named_adult": ""}
    answer = post(page, duty, "shelter:minor", key=made.key)
    assert answer.status_code == 422
    made.refresh_from_db()
    assert made.state == "qualified"


def test_whoever_has_it_in_hand_is_shown_and_taking_over_is_told(page: Client, line: Organisation) -> None:
    colleague = worker(line, Role.REGULATOR)
    made = requests.receive(colleague, Asked(members=(Someone(30, "man"),)))
    requests_in_hand.take(colleague, made)
    answer = page.post(reverse("shelter:request_take", kwargs={"key": made.key}), follow=True)
    assert "s’en occupe depuis" in text(answer) and "Reprendre la demande" in text(answer)
    answer = page.post(reverse("shelter:request_take", kwargs={"key": made.key}), {"over": "1"}, follow=True)
    assert "Vous avez la demande en main." in text(answer)


def test_what_is_known_of_a_request_is_on_its_sheet_to_be_changed(page: Client, regulator: User) -> None:
    made = requests.receive(
        regulator,
        Asked(members=(Someone(30, "woman"), Someone(40, "man"), Someone(3)), parts=((0, 2), (1,)), way="Le soir",
              relay="Une bénévole", animals=1),
    )  # fmt: skip
    url = reverse("shelter:request_edit", kwargs={"key": made.key})
    form = page.get(url).context["sheet"]
    data = {"do": "save", "version": made.version}
    data |= {name: value for name, value in form.form.initial.items() if value is not None and name != "version"}
    for number, row in enumerate(form.rows):
        data |= {f"m-{number}-{name}": value for name, value in row.initial.items() if value not in (None, False)}
    assert page.post(url, data).status_code == 302
    made.refresh_from_db()
    assert made.parts == [[0, 2], [1]] and made.has_relay and made.animals == 1
    assert page.post(url, data).status_code == 422


def test_the_queue_sorts_filters_and_swaps_as_it_reloads(page: Client, regulator: User) -> None:
    making.grid()
    first = requests.receive(regulator, Asked(members=(Someone(30, "woman"),)))
    second = requests.receive(regulator, Asked(members=(Someone(40, "man"),)))
    requests.close_unmet(regulator, first, "no_place")
    url = reverse("shelter:queue")
    assert second.label in text(page.get(url)) and first.label not in text(page.get(url))
    narrowed = page.get(url, {"state": "all", "kind": "single_woman", "sort": "received"})
    assert first.label in text(narrowed) and second.label not in text(narrowed)
    before = text(page.get(url, {"state": "all"}))
    requests.cancel(regulator, second)
    swap, after = (text(page.get(url, {"state": "all"}, headers=more)) for more in ({"HX-Request": "true"}, {}))
    assert_swap_equals_reload(before, swap, after, "queue")


def test_the_queue_and_the_request_keep_their_budget(
    page: Client, regulator: User, line: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    making.grid()
    for age in range(20, 50):
        person = followed(regulator, line).person
        made = requests.receive(regulator, Asked(members=(Someone(age, "woman", person=person), Someone(3))))
    with django_assert_max_num_queries(36):
        assert page.get(reverse("shelter:queue")).status_code == 200
    with django_assert_max_num_queries(50):
        assert page.get(reverse("shelter:request", kwargs={"key": made.key})).status_code == 200
    with django_assert_max_num_queries(24):
        assert page.get(reverse("shelter:call")).status_code == 200
