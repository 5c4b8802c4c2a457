"""Signals: handed in once, routed to the nearest desk, answered once; who sent them learns a state and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry as JournalLine
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.enums import SignalState
from pacte.ground.pathways.models import Case, Signal
from pacte.ground.pathways.reads import signals as reads
from pacte.ground.pathways.reads.desks import desk_for
from pacte.ground.pathways.services import cases, desks, signals, signals_answering
from pacte.ground.pathways.services.signals import Given
from pacte.ground.people.enums import RuleKind
from pacte.ground.people.models import AdoptedRules, Person
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.ground.pathways.making import desk, scheme, signal
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db

GIVEN: dict[str, Any] = {"kind": "arrears", "source": "landlord", "contact": "Un numéro", "who": "Prénom Exemple"}


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


@pytest.fixture
def landlord() -> User:
    return worker(organisation("bailleur", kind="landlord"), Role.LANDLORD)


@pytest.fixture
def areas() -> dict[str, Territory]:
    city = Territory.objects.create(code="75056", kind=TerritoryKind.CITY, name_fr="Paris")
    kind = TerritoryKind.ARRONDISSEMENT
    return {"city": city} | {
        code: Territory.objects.create(code=code, kind=kind, name_fr=code, parent=city) for code in ("75120", "75101")
    }


def handed_in(by: User, **values: Any) -> Signal:
    home = Organisation.objects.get(memberships__user=by)
    return signals.hand_in(by, home, Given(**GIVEN | values))


def opens_health() -> None:
    rights = [{"roles": ["social_worker"], "kinds": ["association"], "classes": ["identity", "health"]}]
    AdoptedRules.objects.create(kind=RuleKind.FIELD_CLASSES, version="essai", content={"rights": rights})


def test_a_signal_is_sealed_numbered_and_goes_to_the_desk_that_answers_it(home: Organisation, landlord: User) -> None:
    at = desk(home, answer_within=5)
    made = handed_in(landlord, reference="BAIL-7", debt=112_900, months=3)
    assert made.desk == at
    assert made.due_on == timezone.localdate() + timedelta(days=5)
    assert made.label == f"A-{made.number:05}"
    assert "Prénom" not in made.sealed_who
    assert unseal(made.sealed_who) == "Prénom Exemple"
    assert made.facts == {"debt": 112_900, "months": 3}
    assert JournalLine.objects.filter(action="signal.hand_in", target=made.target).count() == 1


def test_the_same_form_sent_twice_is_one_signal(landlord: User) -> None:
    key = uuid4()
    assert handed_in(landlord, key=key).pk == handed_in(landlord, key=key).pk
    assert Signal.objects.count() == 1


def test_a_key_already_drawn_by_another_is_refused_without_a_trace(landlord: User) -> None:
    key = uuid4()
    handed_in(landlord, key=key)
    with pytest.raises(BadInput, match="déjà transmise"):
        signals.tell(Given(**GIVEN | {"key": key}))


def test_the_nearest_desk_answers_then_the_whole_citys_then_none(
    home: Organisation, areas: dict[str, Territory]
) -> None:
    whole, near = desk(home), desk(organisation(), territory=areas["75120"])
    assert desk_for("arrears", areas["75120"]) == near
    assert desk_for("arrears", areas["75101"]) == whole
    assert desk_for("arrears", None) == whole
    assert desk_for("debt", areas["75120"]) is None


def test_a_desk_on_a_grouping_answers_for_what_it_groups(home: Organisation, areas: dict[str, Territory]) -> None:
    group = Territory.objects.create(code="dst-1", kind=TerritoryKind.DIRECTORATE, name_fr="Direction")
    group.members.add(areas["75120"])
    at = desk(home, territory=group)
    assert desk_for("arrears", areas["75120"]) == at
    assert desk_for("arrears", areas["75101"]) is None


def test_a_closed_desk_and_an_inactive_organisation_answer_nothing(home: Organisation) -> None:
    desk(home, closed_on=date(2020, 1, 1))
    desk(organisation(is_active=False))
    assert desk_for("arrears", None) is None


def test_without_a_desk_a_signal_waits_and_is_counted_then_goes_to_the_desk_that_opens(
    home: Organisation, landlord: User
) -> None:
    made = handed_in(landlord)
    assert made.desk is None
    assert reads.standing_of_city(timezone.localdate()).without_desk == 1
    team = worker(organisation(), Role.PACT_TEAM)
    at = desks.open_desk(team, home, ["arrears"], answer_within=10)
    made.refresh_from_db()
    assert made.desk == at
    assert made.due_on == timezone.localdate() + timedelta(days=10)
    desks.close_desk(team, at.pk)
    made.refresh_from_db()
    assert made.desk is None


def test_desks_are_kept_by_the_pacts_team_within_bounds_and_one_kind_has_one_desk(
    home: Organisation, actor: User
) -> None:
    with pytest.raises(Refused):
        desks.open_desk(actor, home, ["arrears"], answer_within=10)
    team = worker(organisation(), Role.PACT_TEAM)
    with pytest.raises(BadInput, match="1 à 90"):
        desks.open_desk(team, home, ["arrears"], answer_within=0)
    with pytest.raises(BadInput, match="Aucun signal"):
        desks.open_desk(team, home, ["unknown"], answer_within=5)
    at = desks.open_desk(team, home, ["arrears"], answer_within=5)
    with pytest.raises(BadInput, match="répond déjà"):
        desks.open_desk(team, home, ["arrears", "debt"], answer_within=5)
    assert desks.change_desk(team, at.pk, ["debt"], answer_within=7, is_sample=True).kinds == ["debt"]


def test_each_role_signals_what_it_may_and_for_its_own_organisation(home: Organisation, landlord: User) -> None:
    with pytest.raises(BadInput, match="ne transmet pas ce signal"):
        handed_in(landlord, kind="psychic_suffering")
    with pytest.raises(BadInput, match="ne parle pas"):
        handed_in(landlord, source="hospital")
    office = worker(organisation("office", kind="public_body"), Role.CONTRIBUTOR)
    assert handed_in(office, source="housing_aid_office").pk
    with pytest.raises(BadInput, match="ne transmet pas"):
        handed_in(office, source="housing_aid_office", kind="family_violence")
    with pytest.raises(Http404):
        signals.hand_in(landlord, home, Given(**GIVEN))
    with pytest.raises(Refused):
        handed_in(worker(organisation(), Role.READER))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reference": "Madame Exemple"}, "jamais un nom"),
        ({"observed_on": date(2100, 1, 1)}, "à venir"),
        ({"debt": 0}, "plus grand que zéro"),
        ({"months": 900}, "entre 1 et 240"),
        ({"words": "x" * 2001}, "trop long"),
        ({"who": "", "reference": ""}, "de qui il s’agit"),
    ],
)
def test_what_does_not_read_is_said_and_nothing_is_written(landlord: User, values: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        handed_in(landlord, **values)
    assert not Signal.objects.exists()


def test_who_asks_for_themselves_gives_a_way_to_be_reached_and_no_name() -> None:
    made = signals.tell(Given(kind="arrears", contact="Un numéro"))
    assert made.source == "tenant"
    assert made.sealed_who == ""
    with pytest.raises(BadInput, match="comment vous répondre"):
        signals.tell(Given(kind="arrears", contact=" "))


def test_the_desks_workers_read_it_and_nobody_else(
    home: Organisation, actor: User, areas: dict[str, Territory]
) -> None:
    here = signal(desk(home), territory=areas["75120"])
    assert reads.signal_sight(actor, here.key) is not None
    assert reads.signal_sight(worker(organisation()), here.key) is None
    assert reads.signal_sight(worker(home, Role.OUTREACH_WORKER), here.key) is None
    assert reads.signal_sight(worker(home, territory=areas["75101"]), here.key) is None
    assert reads.signal_sight(worker(home, territory=areas["75120"]), here.key) is not None
    with pytest.raises(Refused):
        signals_answering.open_signal(worker(home, Role.PACT_TEAM), here.key)
    with pytest.raises(Http404):
        signals_answering.open_signal(worker(organisation()), here.key)


def test_opening_a_signal_is_in_the_journal(home: Organisation, actor: User) -> None:
    here = signal(desk(home))
    signals_answering.open_signal(actor, here.key)
    line = JournalLine.objects.get(action="signal.open")
    assert (line.target, line.organisation, line.actor_key) == (here.target, "bureau", actor.opaque_id)


@pytest.mark.parametrize(
    "told", [{"kind": "psychic_suffering"}, {"kind": "leaving_hospital"}, {"kind": "arrears", "source": "hospital"}]
)
def test_a_signal_that_tells_health_says_neither_kind_nor_words_nor_source_without_the_grid(
    home: Organisation, actor: User, told: dict[str, str]
) -> None:
    here = signals.tell(Given(**GIVEN | {"words": "Des mots", "debt": 100} | told))
    at = desk(home, told["kind"])
    Signal.objects.update(desk=at)
    sight = reads.signal_sight(actor, here.key)
    assert sight is not None
    assert (sight.kind, sight.words, sight.source, sight.euros) == ("Un signal à traiter", "", "Un partenaire", "")
    assert sight.contact == "Un numéro"
    assert reads.waiting_first(actor, kind=told["kind"]) == []
    opens_health()
    sight = reads.signal_sight(actor, here.key)
    assert sight is not None
    assert sight.words == "Des mots"
    assert sight.kind != "Un signal à traiter"


def test_a_signal_opens_a_case_that_keeps_it(home: Organisation, actor: User) -> None:
    scheme()
    here, today = signal(desk(home)), timezone.localdate()
    file = followed(actor, home)
    case = signals_answering.open_pathway(
        actor, here.key, file=file.key, scheme="visit", step="alert_received", on=today
    )
    here.refresh_from_db()
    assert (here.state, here.case, here.file, here.answered_by) == ("opened", case, file, actor)
    assert here.answered_at is not None
    assert case.lead == actor


def test_a_signal_opens_a_case_for_somebody_met_for_the_first_time(home: Organisation, actor: User) -> None:
    scheme()
    here, drawn, today = signal(desk(home)), uuid4(), timezone.localdate()
    begins: dict[str, Any] = {"person": drawn, "scheme": "visit", "step": "alert_received", "on": today}
    with pytest.raises(BadInput, match="pour qui"):
        signals_answering.open_for_new(actor, here.key, values={"given_name": " "}, **begins)
    case = signals_answering.open_for_new(actor, here.key, values={"given_name": "Prénom"}, **begins)
    assert case.file is not None
    assert case.file.person.key == drawn
    assert Person.objects.count() == 1


def test_when_the_case_cannot_begin_neither_person_nor_answer_remains(home: Organisation, actor: User) -> None:
    here = signal(desk(home))
    with pytest.raises(BadInput):
        signals_answering.open_for_new(
            actor, here.key, values={"given_name": "Prénom"}, person=uuid4(), scheme="none", step="none",
            on=timezone.localdate(),
        )  # fmt: skip
    here.refresh_from_db()
    assert here.state == SignalState.WAITING
    assert not Person.objects.exists()


def test_several_signals_join_one_case_of_the_actor_alone(home: Organisation, actor: User) -> None:
    scheme()
    at, today = desk(home), timezone.localdate()
    file = followed(actor, home)
    case = cases.start(actor, file.key, "visit", "alert_received", today)
    first, second = signal(at), signal(at)
    signals_answering.join_case(actor, first.key, case.key)
    signals_answering.join_case(actor, second.key, case.key)
    assert case.signals.count() == 2
    theirs = worker(home)
    with pytest.raises(Http404):
        signals_answering.join_case(theirs, signal(at).key, case.key)


def test_a_signal_is_closed_with_a_coded_reason_and_answered_once(home: Organisation, actor: User) -> None:
    here = signal(desk(home), received_at=timezone.now() - timedelta(days=3))
    with pytest.raises(BadInput, match="de la liste"):
        signals_answering.close_signal(actor, here.key, "because")
    signals_answering.close_signal(actor, here.key, "solved")
    sight = reads.signal_sight(actor, here.key)
    assert sight is not None
    assert (sight.signal.state, sight.signal.closing, sight.days_to_answer, sight.is_late) == (
        "closed",
        "solved",
        3,
        False,
    )
    with pytest.raises(BadInput, match="déjà sa réponse"):
        signals_answering.close_signal(actor, here.key, "solved")


def test_passed_to_another_territory_the_delay_still_runs_from_receipt(
    home: Organisation, actor: User, areas: dict[str, Territory]
) -> None:
    there = desk(organisation(), territory=areas["75101"], answer_within=4)
    here = signal(desk(home), territory=areas["75120"], received_at=timezone.now() - timedelta(days=2))
    signals_answering.pass_on(actor, here.key, areas["75101"])
    here.refresh_from_db()
    assert (here.desk, here.due_on) == (there, timezone.localdate() + timedelta(days=2))
    assert reads.signal_sight(actor, here.key) is None


def test_once_answered_for_a_restricted_person_it_is_in_no_list_but_of_those_who_see_them(
    home: Organisation, actor: User
) -> None:
    scheme()
    here = signal(desk(home), sealed_who="")
    file = followed(actor, home)
    signals_answering.open_pathway(
        actor, here.key, file=file.key, scheme="visit", step="alert_received", on=timezone.localdate()
    )
    other = worker(home)
    assert reads.signal_sight(other, here.key) is not None
    restricted(file.person)
    assert reads.signal_sight(other, here.key) is None
    assert reads.signal_sight(actor, here.key) is not None


def test_who_sent_it_reads_its_state_and_nothing_else(home: Organisation, actor: User, landlord: User) -> None:
    desk(home)
    made = handed_in(landlord, reference="BAIL-7")
    (line,) = reads.sent_for(landlord)
    assert (line.label, line.reference, line.state) == (made.label, "BAIL-7", "Reçue")
    assert set(vars(line)) == {"label", "reference", "received_on", "state"}
    signals_answering.close_signal(actor, made.key, "refused")
    assert reads.sent_for(landlord)[0].state == "Close"
    assert reads.sent_for(worker(organisation(), Role.LANDLORD)) == []


def test_the_pacts_team_reads_counts_and_restricted_persons_are_in_none(home: Organisation, actor: User) -> None:
    today = timezone.localdate()
    at, file = desk(home), followed(actor, home)
    signal(at, due_on=today - timedelta(days=1))
    signal(at, due_on=today + timedelta(days=2))
    signal(None, due_on=None)
    signal(at, file=restricted(file.person).files.first())
    found = reads.standing_of_city(today)
    assert (found.waiting, found.soon, found.overdue, found.without_desk) == (3, 1, 1, 1)
    assert reads.standing_by_desk(today)[at.pk].waiting == 2
    assert Case.objects.count() == 0
