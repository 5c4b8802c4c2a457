"""Where the city reads before publishing, changes wait; closures and crowds never do."""

from __future__ import annotations

from datetime import date

import pytest

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.models import DirectoryPolicy, Proposal
from pacte.ground.directory.reads.history import lines
from pacte.ground.directory.services import (
    moderation,
    periods,
    places,
    policy,
    protected,
    saturation,
    services,
    stops,
)
from tests.ground.people.making import organisation, worker

from .making import place, service, stop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moderated(db: None) -> None:
    DirectoryPolicy.objects.create(is_moderated=True)


def waiting(given: object) -> Proposal:
    """What a verb gave back, which is a proposal here."""
    assert isinstance(given, Proposal)
    return given


def test_a_change_of_a_published_entry_waits_and_the_public_reads_the_former() -> None:
    home = organisation()
    kept = place(home)
    proposal = waiting(
        places.edit(worker(home, "site_manager"), kept.key, {"telephone": "01 22 22 22 22", "name": kept.name})
    )
    kept.refresh_from_db()
    assert proposal.values == {"telephone": "01 22 22 22 22"}
    assert kept.telephone == ""


def test_the_team_publishes_a_change_in_its_authors_name() -> None:
    home = organisation()
    author, kept = worker(home, "site_manager"), place(home)
    offered = service(kept)
    proposal = waiting(places.edit(author, kept.key, {"telephone": "01 22 22 22 22"}))
    services.edit(author, kept.key, offered.key, {"name": "Douches chaudes"})
    services.add(author, kept.key, {"category": "laundry"})
    moderation.publish(worker(organisation(), "pact_team"), proposal.key)
    kept.refresh_from_db()
    assert kept.telephone == "01 22 22 22 22"
    assert sorted(kept.services.values_list("category", "name")) == [("laundry", ""), ("shower", "Douches chaudes")]
    assert {change.author for change in kept.changes.all()} == {author}
    assert Proposal.objects.get().state == "published"


def test_what_one_author_changes_twice_is_one_proposal() -> None:
    home = organisation()
    author, kept = worker(home, "site_manager"), place(home)
    places.edit(author, kept.key, {"telephone": "01 22 22 22 22"})
    places.edit(author, kept.key, {"telephone": "01 33 33 33 33", "hours": "24/7"})
    assert Proposal.objects.get().values == {"telephone": "01 33 33 33 33", "hours": "24/7"}
    places.edit(author, kept.key, {"telephone": "", "hours": kept.hours})
    assert not Proposal.objects.exists()


def test_a_stop_is_proposed_changed_and_taken_off_by_the_team() -> None:
    home = organisation()
    author, bus = worker(home, "site_manager"), place(home, kind="itinerary")
    halt = stop(bus)
    proposal = waiting(stops.remove(author, bus.key, halt.key))
    assert bus.stops.exists()
    moderation.publish(worker(organisation(), "pact_team"), proposal.key)
    assert not bus.stops.exists()


def test_a_draft_is_published_by_the_team_alone() -> None:
    home = organisation()
    draft = place(home, status="draft")
    proposal = waiting(places.publish(worker(home, "site_manager"), draft.key))
    draft.refresh_from_db()
    assert draft.status == "draft"
    team = worker(organisation(), "pact_team")
    moderation.publish(team, proposal.key)
    draft.refresh_from_db()
    assert draft.status == "published"
    other = place(home, status="draft")
    places.publish(team, other.key)
    other.refresh_from_db()
    assert other.status == "published"


def test_a_change_sent_back_keeps_its_words_and_says_why() -> None:
    home = organisation()
    proposal = waiting(places.edit(worker(home, "site_manager"), place(home).key, {"telephone": "01 22 22 22 22"}))
    team = worker(organisation(), "pact_team")
    with pytest.raises(BadInput):
        moderation.send_back(team, proposal.key, " ")
    moderation.send_back(team, proposal.key, "Donnez le numéro de l’accueil.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.words) == ("returned", "Donnez le numéro de l’accueil.")
    assert proposal.values == {"telephone": "01 22 22 22 22"}
    with pytest.raises(BadInput):
        moderation.publish(team, proposal.key)


def test_keepers_do_not_publish_their_own_changes() -> None:
    home = organisation()
    keeper = worker(home, "site_manager")
    proposal = waiting(places.edit(keeper, place(home).key, {"telephone": "01 22 22 22 22"}))
    with pytest.raises(Refused):
        moderation.publish(keeper, proposal.key)


def test_closures_and_crowds_are_said_at_once() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    days = {"kind": "closed", "first_day": date(2030, 8, 1), "last_day": date(2030, 8, 31)}
    periods.add(keeper, kept.key, days)
    saturation.declare(keeper, kept.key, "high")
    places.archive(keeper, kept.key)
    kept.refresh_from_db()
    assert kept.periods.exists() and kept.saturation == "high" and kept.status == "archived"
    assert not Proposal.objects.exists()


def test_what_became_confidential_is_not_shown_by_a_change_that_waited() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home, address="9 rue Cachée")
    proposal = waiting(
        places.edit(keeper, kept.key, {"address": "11 rue Cachée", "description": "Au 9 rue Cachée, au fond."})
    )
    protected.make_confidential(keeper, kept.key)
    proposal.refresh_from_db()
    assert "Cach" not in str(proposal.values)
    moderation.publish(worker(organisation(), "pact_team"), proposal.key)
    kept.refresh_from_db()
    assert kept.address == "" and "Cach" not in kept.description


def test_the_city_turns_reading_before_publishing_off() -> None:
    team, home = worker(organisation(), "pact_team"), organisation()
    policy.choose(team, is_moderated=False, review_months=3, saturation_hours=2)
    kept = place(home)
    places.edit(worker(home, "site_manager"), kept.key, {"telephone": "01 22 22 22 22"})
    kept.refresh_from_db()
    assert kept.telephone == "01 22 22 22 22"
    with pytest.raises(BadInput):
        policy.choose(team, is_moderated=False, review_months=0, saturation_hours=500)
    with pytest.raises(Refused):
        policy.choose(worker(home, "site_manager"), is_moderated=False, review_months=3, saturation_hours=2)


def test_the_team_reads_all_that_a_new_service_says() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    values = {"category": "laundry", "hours": "Mo 10:00-12:00", "is_free": False, "price": "1 €", "languages": ["ar"]}
    proposal = waiting(services.add(keeper, kept.key, values))
    said = [(line.label, line.after) for line in lines(moderation.before_and_after(kept, proposal))]
    assert said == [
        ("Service", "Laverie"), ("Service · Horaires", "Mo 10:00-12:00"), ("Service · Gratuit", "non"),
        ("Service · Prix", "1 €"), ("Service · Langues parlées", "Arabe"),
    ]  # fmt: skip
