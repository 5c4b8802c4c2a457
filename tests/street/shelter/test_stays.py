"""Stays: from the place proposed to the orientation that ends it; night after night without being asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import Closure, HeldUnit, Lot, RequestEvent, ShelterPlacement, ShelterRequest
from pacte.street.shelter.reads import stays as reads
from pacte.street.shelter.reads.availability import available
from pacte.street.shelter.reads.stays_evening import could_take
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.requests import Someone
from pacte.street.shelter.services import placing, stays
from pacte.street.shelter.services.stays_nights import go_on
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, declared, lot, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def regulator() -> User:
    return worker(organisation(), "regulator")


@pytest.fixture
def keeper(home: Organisation) -> User:
    return worker(home, "site_manager")


def offered(by: User, at: Lot, request: ShelterRequest | None = None) -> ShelterPlacement:
    return placing.place(by, request or asked(), at, origin="direct")


def there(by: User, at: Lot, request: ShelterRequest | None = None) -> ShelterPlacement:
    return stays.arrived(by, offered(by, at, request))


def slept_since(placement: ShelterPlacement, nights: int = 1) -> ShelterPlacement:
    """The same stay, begun so many nights earlier, with nothing held for tonight yet."""
    shift = timedelta(days=nights)
    ShelterPlacement.objects.filter(pk=placement.pk).update(first_night=placement.first_night - shift)
    HeldUnit.objects.filter(placement=placement).update(night=night_at() - timedelta(days=1))
    ShelterRequest.objects.filter(pk=placement.request_id).update(night=night_at() - shift)
    if placement.last_night is not None:
        ShelterPlacement.objects.filter(pk=placement.pk).update(last_night=placement.last_night - shift)
    placement.refresh_from_db()
    return placement


def units(placement: ShelterPlacement, night: date | None = None) -> list[int]:
    held = HeldUnit.objects.filter(placement=placement, night=night or night_at())
    return sorted(held.values_list("position", flat=True))


def test_a_place_accepted_makes_its_request_placed_and_only_the_regulation_says_so(
    home: Organisation, regulator: User, keeper: User
) -> None:
    held = offered(regulator, lot(site(home), free=2))
    with pytest.raises(Refused):
        stays.accept(keeper, held)
    stays.accept(regulator, held)
    held.refresh_from_db()
    assert (held.state, held.request.state) == ("accepted", "placed")
    assert RequestEvent.objects.filter(request=held.request, kind="accepted").count() == 1
    with pytest.raises(BadInput, match="Ce séjour est maintenant : Acceptée"):
        stays.accept(regulator, held)


@pytest.mark.parametrize(("back", "state", "reason"), [(True, "qualified", ""), (False, "unmet", "household_too_far")])
def test_a_household_refuses_and_the_regulation_chooses_whether_it_waits_again(
    back: bool, state: str, reason: str, home: Organisation, regulator: User
) -> None:
    at = lot(site(home), free=1)
    held = offered(regulator, at)
    with pytest.raises(BadInput):
        stays.decline(regulator, held, "site_full", back=back)
    stays.decline(regulator, held, "household_too_far", back=back, words="Trop loin du travail")
    held.request.refresh_from_db()
    assert (held.request.state, held.request.unmet_reason) == (state, reason)
    assert available(night_at(), [at])[at.pk].free == 1
    assert ShelterPlacement.objects.get().state == "declined"
    event = RequestEvent.objects.get(kind="household_refused")
    assert event.reason == "household_too_far" and unseal(event.sealed_words) == "Trop loin du travail"


def test_a_site_refuses_with_a_reason_of_its_own_and_cannot_close_the_request(
    home: Organisation, regulator: User, keeper: User
) -> None:
    held = offered(regulator, lot(site(home), free=1))
    with pytest.raises(BadInput):
        stays.refuse_by_site(keeper, held, "household_too_far")
    with pytest.raises(Refused):
        stays.refuse_by_site(keeper, held, "site_full", back=False)
    stays.refuse_by_site(keeper, held, "site_full")
    held.request.refresh_from_db()
    assert held.request.state == "qualified"
    assert RequestEvent.objects.filter(kind="site_refused", reason="site_full").exists()


def test_the_team_of_another_site_says_nothing_of_a_stay(home: Organisation, regulator: User) -> None:
    stranger = worker(organisation(), "site_manager")
    held = offered(regulator, lot(site(home), free=1))
    for act in (stays.arrived, stays.no_show, stays.on_the_way):
        with pytest.raises(Refused):
            act(stranger, held)
    assert not reads.within_reach(stranger).exists()


def test_who_does_not_come_gives_the_place_back_at_once_and_who_could_have_it_is_said(
    home: Organisation, regulator: User, keeper: User
) -> None:
    at = lot(site(home), units=1, free=1)
    held = offered(regulator, at)
    asked()
    asked((30, "woman"), (4, ""), kind="woman_with_children")
    stays.no_show(keeper, held)
    held.request.refresh_from_db()
    assert (held.request.state, held.request.unmet_reason) == ("unmet", "no_show")
    assert not units(held) and could_take(at) == 1


def test_who_comes_late_is_received_while_the_place_is_free(home: Organisation, regulator: User, keeper: User) -> None:
    at = lot(site(home), units=1, free=1)
    held = stays.no_show(keeper, offered(regulator, at))
    stays.arrived(keeper, held)
    held.refresh_from_db()
    assert (held.state, held.request.state, units(held)) == ("present", "arrived", [1])
    assert held.request.unmet_reason == "" and held.request.closed_at is None


def test_who_comes_after_the_place_was_given_is_told_so(home: Organisation, regulator: User, keeper: User) -> None:
    at = lot(site(home), units=1, free=1)
    late = stays.no_show(keeper, offered(regulator, at))
    offered(regulator, at)
    with pytest.raises(BadInput, match="La place a été donnée entre-temps"):
        stays.arrived(keeper, late)


def test_the_regulation_puts_back_in_the_queue_a_household_noted_as_not_come(
    home: Organisation, regulator: User, keeper: User
) -> None:
    held = stays.no_show(keeper, offered(regulator, lot(site(home), free=1)))
    stays.back_to_queue(regulator, held)
    held.request.refresh_from_db()
    assert (held.request.state, held.request.unmet_reason) == ("qualified", "")
    with pytest.raises(BadInput, match="ne peut plus revenir"):
        stays.back_to_queue(regulator, held)


def test_whoever_leaves_for_the_site_is_on_the_way_and_their_transport_has_left(
    home: Organisation, regulator: User
) -> None:
    held = offered(regulator, lot(site(home), free=1))
    with pytest.raises(BadInput):
        stays.ask_transport(regulator, held, "helicopter")
    stays.ask_transport(regulator, held, "taxi")
    stays.ask_transport(regulator, held, "team")
    stays.on_the_way(regulator, held)
    held.refresh_from_db()
    assert held.state == "on_the_way" and held.transport.kind == "team" and held.transport.left_at
    assert held.request.state == "placed"


def test_at_noon_a_stay_goes_on_in_its_own_unit_without_being_asked_for(home: Organisation, regulator: User) -> None:
    at = lot(site(home), units=4, free=4)
    first, second = there(regulator, at), there(regulator, at)
    slept_since(first), slept_since(second)
    stays.end(regulator, first, "own_choice")
    declared(at, 3)
    assert stays.continue_stays(timezone.now()) == 1
    assert stays.continue_stays(timezone.now()) == 0
    assert units(second) == [2]
    assert available(night_at(), [at])[at.pk].free == 3, "who stays is not in the beds declared free"


def test_one_night_away_keeps_the_place(home: Organisation, regulator: User, keeper: User) -> None:
    held = there(regulator, lot(site(home), free=1))
    stays.be_present(keeper, held, "absent")
    slept_since(held)
    stays.continue_stays(timezone.now())
    assert units(held) == [1] and HeldUnit.objects.get(night=night_at()).presence == ""


def test_a_stay_that_cannot_go_on_is_shown_and_never_dropped(home: Organisation, regulator: User) -> None:
    at = lot(site(home), units=2, free=2)
    older, newer = there(regulator, at), there(regulator, at)
    slept_since(older, 2), slept_since(newer)
    Closure.objects.create(site=at.site, lot=at, units=1, reason="works", from_night=night_at())
    assert stays.continue_stays(timezone.now()) == 1
    newer.refresh_from_db()
    assert newer.state == "present" and units(older) and not units(newer)
    assert list(reads.in_question(night_at())) == [newer]
    assert [line.placement for line in reads.attention(regulator).in_question] == [newer]
    Closure.objects.all().delete()
    assert stays.continue_stays(timezone.now()) == 1 and not reads.in_question(night_at()).exists()


def test_a_household_is_never_cut_in_two_to_go_on(home: Organisation, regulator: User) -> None:
    at = lot(site(home), units=3, free=3, audience="anyone")
    pair = there(regulator, at, asked((30, "woman"), (31, "man"), kind="couple"))
    alone = there(regulator, at)
    slept_since(pair, 2), slept_since(alone)
    Closure.objects.create(site=at.site, lot=at, units=2, reason="works", from_night=night_at())
    go_on(at, night_at())
    assert units(alone) == [3] or units(alone) == [1]
    assert not units(pair) and list(reads.in_question(night_at())) == [pair]


def test_a_single_night_ends_at_noon_and_asks_for_a_new_request(home: Organisation, regulator: User) -> None:
    held = there(regulator, lot(site(home), free=1, lasts=False))
    assert stays.continue_stays(timezone.now()) == 0
    slept_since(held)
    assert stays.continue_stays(timezone.now()) == 1
    held.refresh_from_db()
    assert (held.state, held.end) == ("ended", "night_over")
    assert held.held.count() == 1, "the night that was slept stays"


def test_a_stay_with_a_last_night_is_in_question_after_it_and_not_ended(home: Organisation, regulator: User) -> None:
    held = there(regulator, lot(site(home), free=2))
    stays.extend(regulator, held, night_at() + timedelta(days=1))
    ShelterPlacement.objects.filter(pk=held.pk).update(last_night=night_at())
    held.refresh_from_db()
    slept_since(held)
    stays.continue_stays(timezone.now())
    held.refresh_from_db()
    assert held.state == "present" and list(reads.in_question(night_at())) == [held]
    stays.extend(regulator, held, None)
    assert units(held) == [1] and not reads.in_question(night_at()).exists()


def test_more_nights_are_refused_in_the_past_too_far_and_without_a_unit(home: Organisation, regulator: User) -> None:
    at = lot(site(home), units=1, free=1, lasts=False)
    held = there(regulator, at)
    past, far = night_at() - timedelta(days=1), night_at() + timedelta(days=400)
    for night, words in ((past, "passée"), (far, "trop loin"), (None, "nuit par nuit")):
        with pytest.raises(BadInput, match=words):
            stays.extend(regulator, held, night)
    slept_since(held)
    declared(at, 1)
    offered(regulator, at)
    with pytest.raises(BadInput, match="plus d’unité libre"):
        stays.extend(regulator, held, night_at())


@pytest.mark.parametrize("end", ["other_shelter", "housed", "hospital", "site_closed", "other"])
def test_nobody_is_put_out_without_an_orientation(end: str, home: Organisation, keeper: User, regulator: User) -> None:
    held = there(regulator, lot(site(home), free=1))
    with pytest.raises(BadInput, match="Personne ne sort sans orientation"):
        stays.end(keeper, held, end, "  ")
    held.refresh_from_db()
    assert held.state == "present"
    stays.end(keeper, held, end, "Chez l’association d’à côté")
    held.refresh_from_db()
    assert (held.state, held.end) == ("ended", end) and "association" not in held.sealed_orientation
    assert unseal(held.sealed_orientation) == "Chez l’association d’à côté"


@pytest.mark.parametrize("end", ["own_choice", "lost", "death", "prison", "left_region"])
def test_an_end_that_nobody_decides_for_the_household_needs_no_words(
    end: str, home: Organisation, keeper: User, regulator: User
) -> None:
    held = stays.end(keeper, there(regulator, lot(site(home), free=1)), end)
    assert held.state == "ended"


def test_the_end_of_a_night_is_chosen_by_nobody(home: Organisation, keeper: User, regulator: User) -> None:
    with pytest.raises(BadInput, match="pas de la liste"):
        stays.end(keeper, there(regulator, lot(site(home), free=1)), "night_over")


@pytest.mark.parametrize(("hour", "kept"), [(9, 1), (20, 0)])
def test_a_night_already_slept_stays_noted_and_one_to_come_is_given_back(
    hour: int, kept: int, home: Organisation, keeper: User, regulator: User, at_hour: Callable[[int], None]
) -> None:
    at_hour(hour)
    held = stays.end(keeper, there(regulator, lot(site(home), free=1)), "own_choice")
    assert held.held.count() == kept


@pytest.fixture
def at_hour(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Today at this local hour, for whoever asks the time."""

    def freeze(hour: int) -> None:
        moment = timezone.make_aware(datetime.combine(date(2019, 2, 8), time(hour)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return freeze


def test_a_household_at_the_door_is_written_by_its_composition_where_the_115_does_not_give_the_lot(
    home: Organisation, keeper: User
) -> None:
    here = site(home)
    own, given = lot(here, free=3, in_rounds=False), lot(here, free=3)
    with pytest.raises(BadInput, match="attribué par le 115"):
        stays.take_in(keeper, given, [Someone(40, "man")])
    with pytest.raises(BadInput, match="Personne n’est inscrit"):
        stays.take_in(keeper, own, [])
    request, placed = stays.take_in(keeper, own, [Someone(40, "woman"), Someone(3, "")])
    assert placed is not None and (placed.origin, placed.state, placed.persons) == ("site", "present", 2)
    request.refresh_from_db()
    assert (request.source, request.kind, request.state) == ("site", "woman_with_children", "arrived")


def test_a_minor_alone_at_the_door_is_not_placed_and_not_turned_away(home: Organisation, keeper: User) -> None:
    own = lot(site(home), free=3, in_rounds=False)
    request, placed = stays.take_in(keeper, own, [Someone(16, "man")])
    assert placed is None and request.state == "received" and request.is_minor_alone


def test_nothing_is_written_when_the_lot_is_full_or_another_site_s(home: Organisation, keeper: User) -> None:
    full = lot(site(home), free=0, in_rounds=False)
    with pytest.raises(BadInput):
        stays.take_in(keeper, full, [Someone(40, "man")])
    with pytest.raises(Refused):
        stays.take_in(worker(organisation(), "site_manager"), full, [Someone(40, "man")])
    assert not ShelterRequest.objects.exists()


def test_whoever_is_there_is_noted_present_in_one_gesture_and_nobody_elsewhere(
    home: Organisation, regulator: User, keeper: User
) -> None:
    at = lot(site(home), units=3, free=3)
    one, away = there(regulator, at), there(regulator, at)
    HeldUnit.objects.update(presence="")
    stays.be_present(keeper, away, "absent")
    assert stays.all_present(keeper, [one, away]) == 1
    assert dict(HeldUnit.objects.values_list("placement", "presence")) == {one.pk: "present", away.pk: "absent"}


def test_an_arrival_noted_the_day_after_goes_on_the_same_day(home: Organisation, regulator: User, keeper: User) -> None:
    held = slept_since(offered(regulator, lot(site(home), free=1)))
    stays.arrived(keeper, held)
    assert units(held) == [1] and units(held, night_at() - timedelta(days=1)) == [1]
