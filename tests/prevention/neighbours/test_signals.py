"""A landlord's signal: the tenant first, then the team; the landlord reads a status and a date, nothing of health."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Asker
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.people.models import AdoptedRules
from pacte.ground.territory.services.rooms import switch
from pacte.prevention.neighbours import indicators, privacy, worklist
from pacte.prevention.neighbours.models import NeighbourSignal, TeamCoverage
from pacte.prevention.neighbours.reads.signals import of_landlord, of_team, told
from pacte.prevention.neighbours.services import coverage, sheets, team
from pacte.prevention.neighbours.services.sheets import Information
from tests.ground.people.making import organisation, restricted, worker
from tests.prevention.neighbours.making import area, covered, informed, seen, shipped, written

pytestmark = pytest.mark.django_db
HEALTH_WORDS = "entend des voix la nuit"


@pytest.fixture
def health_team() -> Organisation:
    """A health team that covers the 20e, whose grid opens health data to it."""
    made = organisation("equipe", kind="health", is_discreet=True)
    covered(made)
    rights = [{"roles": ["social_worker"], "kinds": ["health"], "classes": ["identity", "free_text", "health"]}]
    AdoptedRules.objects.create(kind="field_classes", version="1", content={"rights": rights}, authority="La ville")
    return made


@pytest.fixture
def nurse(health_team: Organisation) -> User:
    return worker(health_team)


@pytest.fixture
def landlord() -> User:
    return worker(organisation("bailleur", kind="landlord"), "landlord")


@pytest.fixture
def taken(landlord: User, nurse: User) -> NeighbourSignal:
    """A signal that the team follows, with a visit and an evaluation."""
    shipped()
    signal = team.take(nurse, written(landlord).key)
    today = timezone.localdate()
    team.note_contact(
        nurse, signal.key, on=today, kind="visit", professions=["nurse"], outcome="met", words=HEALTH_WORDS
    )  # fmt: skip
    team.evaluate(nurse, signal.key, on=today, decision="care", words=HEALTH_WORDS)
    signal.refresh_from_db()
    return signal


@pytest.fixture
def room_on(db: None) -> None:
    """The city has switched the room on."""
    switch(worker(organisation("ville", kind="city"), "pact_team"), "neighbours", is_on=True, decided_by="Délibération")


def get(client: Client, user: User, route: str, **kwargs: Any) -> Any:
    client.force_login(user)
    return client.get(reverse(f"neighbours:{route}", kwargs=kwargs))


def test_an_informed_tenant_who_agrees_lets_the_sheet_go_to_the_team_that_covers_the_area(
    landlord: User, nurse: User, health_team: Organisation
) -> None:
    signal = written(landlord)
    assert (signal.state, signal.team, signal.received_on) == ("received", health_team, timezone.localdate())
    assert list(of_team(nurse)) == [signal]
    assert unseal(signal.sealed_facts) == "Volets fermés depuis un mois"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Information(), "pas encore informé"),
        (informed(consent="", consent_on=None), "n’a pas été demandé"),
        (informed(consent="refused"), "ne souhaite pas"),
    ],
)
def test_without_information_or_consent_the_sheet_waits_and_the_landlord_is_told_why(
    said: Information, why: str, landlord: User, nurse: User
) -> None:
    signal = written(landlord, information=said)
    assert signal.state == "held" and why in told(signal).waits
    assert not of_team(nurse).exists()


def test_a_danger_coded_and_written_goes_at_once_though_the_tenant_is_not_told(landlord: User, nurse: User) -> None:
    signal = written(landlord, information=Information(danger="life", danger_words="Gaz ouvert, ce matin"))
    assert signal.state == "received" and of_team(nurse).exists()
    with pytest.raises(BadInput, match="Dites en quoi le danger"):
        written(landlord, information=Information(danger="life"))


def test_a_held_sheet_goes_once_the_tenant_was_told_and_asked(landlord: User, nurse: User) -> None:
    signal = written(landlord, information=Information())
    sheets.complete(landlord, signal.key, informed())
    assert of_team(nurse).get() == signal


def test_a_sheet_says_facts_signs_and_days_in_order(landlord: User, nurse: User) -> None:
    today = timezone.localdate()
    with pytest.raises(BadInput) as bad:
        sheets.write(landlord, seen(signs=[], facts=" ", seen_until=today - timedelta(days=90)))
    assert {fault.where for fault in bad.value.faults} == {"signs", "facts", "seen_until"}


def test_an_area_that_no_team_covers_is_said(landlord: User, nurse: User) -> None:
    with pytest.raises(BadInput, match="Aucune équipe ne couvre"):
        written(landlord, territory=area("75101"))


def test_only_a_landlord_writes_a_sheet_and_only_a_team_works_on_it(landlord: User, nurse: User) -> None:
    with pytest.raises(Refused):
        written(nurse)
    with pytest.raises(Refused):
        team.take(landlord, written(landlord).key)


def test_another_landlord_and_another_team_reach_nothing(landlord: User, nurse: User) -> None:
    signal = written(landlord)
    stranger = worker(organisation(kind="landlord"), "landlord")
    elsewhere = organisation(kind="health")
    covered(elsewhere, area("75113"))
    assert not of_landlord(stranger).exists() and not of_team(worker(elsewhere)).exists()
    with pytest.raises(Http404):
        sheets.complete(stranger, signal.key, informed())
    with pytest.raises(Http404):
        team.take(worker(elsewhere), signal.key)


def test_taking_in_charge_opens_a_file_and_a_case_and_the_visits_are_told_in_it(taken: NeighbourSignal) -> None:
    assert taken.file and taken.case and taken.file.organisation == taken.team
    story = story_of(taken.case)
    assert {"signal_received", "tenant_informed", "visit_made", "evaluation_done"} <= set(story.happened)
    assert not [event for event in taken.case.events.all() if event.sealed_words]


def test_the_landlord_is_told_a_status_and_a_day_until_the_end(taken: NeighbourSignal, nurse: User) -> None:
    assert (told(taken).state, told(taken).on) == ("taken", timezone.localdate())
    closed = team.close(nurse, taken.key, outcome="tenancy_kept", on=timezone.localdate())
    assert (told(closed).state, told(closed).on) == ("closed", timezone.localdate())
    with pytest.raises(BadInput, match="clos"):
        team.note_contact(nurse, taken.key, on=timezone.localdate(), kind="phone", professions=[], outcome="met")


def test_for_a_person_put_out_of_sight_the_status_moves_no_more(taken: NeighbourSignal, nurse: User) -> None:
    assert taken.file is not None
    restricted(taken.file.person)
    colleague = worker(taken.team)
    signal = NeighbourSignal.objects.select_related("file__person").get(pk=taken.pk)
    assert told(signal).state == "received"
    assert not of_team(colleague).exists() and of_team(nurse).exists()


@pytest.mark.usefixtures("room_on")
def test_no_page_of_the_landlord_holds_a_word_of_health_nor_the_name_that_the_team_knows(
    client: Client, landlord: User, nurse: User, taken: NeighbourSignal
) -> None:
    assert taken.file is not None
    pages = [get(client, landlord, "home"), get(client, landlord, "signal", key=taken.key)]
    text = "\n".join(page.content.decode() for page in pages)
    for word in (HEALTH_WORDS, "Soins", "Infirm", "Visite à domicile", "psych", taken.file.person.pseudonym, "P-0"):
        assert word.lower() not in text.lower().replace("voisinage et santé", "")
    assert "Pris en charge" in text
    team_page = get(client, nurse, "signal", key=taken.key).content.decode()
    assert HEALTH_WORDS in team_page and "Soins" in team_page


@pytest.mark.usefixtures("room_on")
@pytest.mark.parametrize("route", ["assign", "take", "contact", "evaluate", "close"])
def test_a_landlord_is_refused_at_each_of_the_team_s_acts(
    route: str, client: Client, landlord: User, taken: NeighbourSignal
) -> None:
    assert get(client, landlord, route, key=taken.key).status_code == 403


@pytest.mark.usefixtures("room_on")
def test_a_team_member_who_does_not_follow_the_file_reads_no_health_word(
    client: Client, taken: NeighbourSignal
) -> None:
    text = get(client, worker(taken.team), "signal", key=taken.key).content.decode()
    assert HEALTH_WORDS not in text and "ceux à qui la grille adoptée ouvre les données de santé" in text


def test_without_an_adopted_grid_health_words_are_neither_kept_nor_read(landlord: User, nurse: User) -> None:
    shipped()
    AdoptedRules.objects.all().delete()
    signal = team.take(nurse, written(landlord).key)
    made = team.evaluate(nurse, signal.key, on=timezone.localdate(), decision="care", words=HEALTH_WORDS)
    assert made.sealed_health == ""


def test_my_day_names_nobody_and_says_nothing_of_health(landlord: User, nurse: User, taken: NeighbourSignal) -> None:
    written(landlord)
    written(landlord, information=Information())
    entries = [*worklist.of_landlords(landlord, date.today()), *worklist.of_teams(nurse, date.today())]
    assert len(entries) == 2
    assert "Locataire d’exemple" not in str(entries) and HEALTH_WORDS not in str(entries)


def test_the_journal_holds_codes_and_never_the_proposal(taken: NeighbourSignal) -> None:
    lines = [str(each.detail) for each in Entry.objects.filter(target=taken.target)]
    assert lines and not any("care" in line or "Locataire" in line for line in lines)


def test_the_person_s_own_statement_has_the_sheet_and_a_relative_s_has_nothing(taken: NeighbourSignal) -> None:
    assert taken.file is not None
    told_self = privacy.HOLDINGS[0].tell(taken.file.person, Asker.SELF)
    assert "Volets fermés depuis un mois" in str(told_self) and HEALTH_WORDS not in str(told_self)
    assert privacy.HOLDINGS[0].tell(taken.file.person, Asker.RELATIVE) == []


def test_a_sheet_whose_tenant_was_never_told_is_not_kept_three_months(landlord: User, nurse: User) -> None:
    held, sent = written(landlord, information=Information()), written(landlord)
    purged = privacy.RETENTION[0].purge(timezone.now() + timedelta(minutes=1))
    assert purged == 1 and not NeighbourSignal.objects.filter(pk=held.pk).exists()
    assert NeighbourSignal.objects.filter(pk=sent.pk).exists()


def test_two_years_after_the_end_no_word_is_left(taken: NeighbourSignal, nurse: User) -> None:
    team.close(nurse, taken.key, outcome="tenancy_kept", on=timezone.localdate())
    privacy.RETENTION[1].purge(timezone.now() + timedelta(days=1))
    taken.refresh_from_db()
    assert (taken.sealed_tenant, taken.signs, taken.reference) == ("", [], "")
    assert not taken.evaluations.exists() and taken.contacts.get().sealed_words == ""


def test_figures_count_signals_caseload_tenancies_and_areas_without_restricted_persons(
    landlord: User, nurse: User, taken: NeighbourSignal
) -> None:
    today = timezone.localdate()
    written(landlord)
    counts = [each.compute(today, None).value for each in indicators.DECLARED]
    assert counts == [2, 1, 0, 1]
    team.close(nurse, taken.key, outcome="tenancy_kept", on=today)
    assert indicators.tenancies_kept(today, None).value == 1
    assert indicators.caseload(today, None).value == 0
    assert taken.file is not None
    restricted(taken.file.person)
    assert indicators.tenancies_kept(today, None).value == 0


def test_a_team_is_of_health_and_alone_on_its_area(health_team: Organisation) -> None:
    steering = worker(organisation(kind="city"), "pact_team")
    with pytest.raises(BadInput, match="établissement de santé"):
        coverage.cover(steering, organisation(kind="association"), area("75119"), date(2019, 1, 1))
    with pytest.raises(BadInput, match="couvre déjà"):
        coverage.cover(steering, health_team, area(), date(2019, 1, 1))
    coverage.cover(steering, health_team, area("75119"), date(2019, 1, 1))
    assert TeamCoverage.objects.on(date(2019, 6, 1)).count() == 2
    assert indicators.areas_covered(date(2018, 6, 1), None).value == 1


def test_ending_the_case_elsewhere_closes_the_signal_and_resuming_it_opens_it_again(
    taken: NeighbourSignal, nurse: User
) -> None:
    from pacte.ground.pathways.services import recording

    assert taken.case is not None
    recording.close(nurse, taken.case.key, "declined", timezone.localdate())
    taken.refresh_from_db()
    assert taken.state == "closed"
    recording.reopen(nurse, taken.case.key)
    taken.refresh_from_db()
    assert (taken.state, taken.closed_on) == ("taken", None)


@pytest.mark.usefixtures("room_on")
def test_the_tenant_s_copy_is_an_accessible_pdf_with_what_was_written_and_what_they_may_do(
    client: Client, landlord: User, taken: NeighbourSignal
) -> None:
    import io

    import pypdf

    answer = get(client, landlord, "sheet", key=taken.key)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "Volets fermés depuis un mois" in text and "Un refus ne change rien à votre bail" in text
    assert HEALTH_WORDS not in text


@pytest.mark.usefixtures("room_on")
def test_pages_hold_their_query_budget(
    client: Client, landlord: User, nurse: User, taken: NeighbourSignal, django_assert_max_num_queries: Any
) -> None:
    for _each in range(5):
        written(landlord)
    for user, route, kwargs, budget in (
        (landlord, "home", {}, 16), (nurse, "home", {}, 18), (landlord, "signal", {"key": taken.key}, 18),
        (nurse, "signal", {"key": taken.key}, 45),
    ):  # fmt: skip
        client.force_login(user)
        with django_assert_max_num_queries(budget):
            assert client.get(reverse(f"neighbours:{route}", kwargs=kwargs)).status_code == 200


def test_the_room_is_off_until_the_city_decides(client: Client, landlord: User, nurse: User) -> None:
    assert get(client, landlord, "home").status_code == 404
