"""A frozen edition: computed figures become measurements, nothing moves any more, whoever asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Agreement
from pacte.pact.campaigns import reads, services, snapshot
from pacte.pact.campaigns.models import Achievement, Campaign, Edition, FrozenError
from pacte.pact.commitments.models import NodeIndicator
from tests.pact.campaigns.city import END, SmallPact, indicator
from tests.pact.campaigns.test_snapshot import sheet


@pytest.fixture
def agreements(small: SmallPact) -> Indicator:
    """The computed indicator: agreements in force, two of them on the edition's last day."""
    made = indicator("agreements", small.city, "agreement", "stock", computed_by="agreements_in_force")
    NodeIndicator.objects.create(node=small.rights, indicator=made)
    for title, end in (("Première", None), ("Deuxième", END), ("Finie", date(2018, 12, 31))):
        Agreement.objects.create(organisation=small.association, title=title, starts_on=date(2016, 1, 1), ends_on=end)
    return made


def value(edition: Edition, code: str = "agreements") -> str:
    return sheet(reads.snapshot_of(edition), code)["figures"][0]["value"]


def following(small: SmallPact) -> Edition:
    return Edition.objects.create(
        pact=small.pact, code="suivante", title_fr="Suivante", period_start=small.edition.period_start, period_end=END
    )


def test_the_open_edition_counts_agreements_live_and_lists_them(small: SmallPact, agreements: Indicator) -> None:
    built = sheet(reads.snapshot_of(small.edition), "agreements")
    assert (built["figures"][0]["value"], built["figures"][0]["status"]) == ("2", "live")
    assert [row["label"] for row in built["rows"]] == ["Première", "Deuxième"]


def test_freezing_writes_the_computed_figure_down_with_its_rows(small: SmallPact, agreements: Indicator) -> None:
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    written = Measurement.objects.get(definition__indicator=agreements)
    built = sheet(reads.snapshot_of(frozen), "agreements")
    assert (written.value, written.status, written.origin) == (2, "approved", "computed")
    assert built["figures"][0]["reference"] == written.reference
    assert len(built["rows"]) == 2


@pytest.mark.parametrize("act", ["add", "end", "back-date"])
def test_an_agreement_moves_the_open_edition_and_not_the_frozen_one(
    small: SmallPact, agreements: Indicator, act: str
) -> None:
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    edition = following(small)
    before = (value(frozen), value(edition))
    first = Agreement.objects.get(title="Première")
    if act == "add":
        Agreement.objects.create(organisation=small.city, title="Nouvelle", starts_on=date(2019, 1, 1))
    elif act == "end":
        Agreement.objects.filter(pk=first.pk).update(ends_on=date(2019, 6, 30))
    else:
        Agreement.objects.create(organisation=small.city, title="Antidatée", starts_on=date(2010, 1, 1))
    assert before == ("2", "2")
    assert (value(Edition.objects.get(pk=frozen.pk)), value(edition)) == ("2", "1" if act == "end" else "3")


def test_a_measurement_corrected_after_the_freeze_shows_as_a_revision_elsewhere_only(small: SmallPact) -> None:
    first = small.measure("sites", 58)
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    sealed = snapshot.canonical(reads.snapshot_of(frozen))
    small.revise(first, 60, "Deux lieux oubliés")
    again = Edition.objects.get(pk=frozen.pk)
    assert snapshot.canonical(reads.snapshot_of(again)) == sealed
    assert reads.is_intact(again)
    [figure] = sheet(reads.snapshot_of(following(small)), "sites")["figures"]
    assert (figure["value"], figure["revisions"][0]["reason"]) == ("60", "Deux lieux oubliés")


def test_a_figure_of_the_next_year_never_enters_the_frozen_edition(small: SmallPact) -> None:
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    small.measure("sites", 99, period_end=date(2020, 9, 30))
    assert sheet(reads.snapshot_of(Edition.objects.get(pk=frozen.pk)), "sites")["figures"] == []


def test_a_count_withheld_once_stays_withheld(small: SmallPact) -> None:
    first = small.measure("people", 5)
    services.freeze(small.user(Role.PACT_TEAM), small.edition)
    small.revise(first, 12)
    assert sheet(reads.snapshot_of(following(small)), "people")["figures"][0]["is_suppressed"]


def test_only_the_pact_team_freezes(small: SmallPact) -> None:
    with pytest.raises(Refused):
        services.freeze(small.user(Role.CONTRIBUTOR), small.edition)


def test_the_freeze_is_journaled_with_its_hash(small: SmallPact) -> None:
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    line = Entry.objects.get(action="edition.freeze")
    assert line.detail["sha256"] == frozen.snapshot_sha256 == snapshot.digest(reads.snapshot_of(frozen))


def test_a_frozen_edition_is_frozen_once(small: SmallPact) -> None:
    team = small.user(Role.PACT_TEAM)
    services.freeze(team, small.edition)
    with pytest.raises(BadInput, match="gelée"):
        services.freeze(team, small.edition)


def test_nothing_of_a_frozen_edition_is_written_again(small: SmallPact) -> None:
    team = small.user(Role.PACT_TEAM)
    told = services.add_achievement(team, small.edition, small.street, title_fr="Une halte", text_fr="Elle ouvre.")
    campaign = Campaign.objects.create(
        edition=small.edition, title="Collecte", period_start=END, period_end=END, opens_on=END, due_on=END
    )
    frozen = services.freeze(team, small.edition)
    with pytest.raises(BadInput, match="gelée"):
        services.change_achievement(team, told, title_fr="Autre")
    with pytest.raises(BadInput, match="gelée"):
        services.add_achievement(team, frozen, small.street, title_fr="Autre", text_fr="Autre")
    with pytest.raises(BadInput, match="gelée"):
        services.remove_achievement(team, told)
    for write in (frozen.save, frozen.delete, told.save, told.delete, campaign.save):
        with pytest.raises(FrozenError):
            write()
    with pytest.raises(FrozenError):
        Edition.objects.update(title_fr="Autre")


def test_the_database_itself_refuses_to_change_a_frozen_edition(small: SmallPact) -> None:
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE campaigns_edition SET title_fr = 'Autre' WHERE id = %s", [frozen.pk])


def test_the_account_that_froze_an_edition_may_be_erased(small: SmallPact) -> None:
    team = small.user(Role.PACT_TEAM)
    frozen = services.freeze(team, small.edition)
    team.delete()
    assert Edition.objects.get(pk=frozen.pk).frozen_by is None


@pytest.mark.parametrize("text", ["Elle a reçu 3 600 femmes.", "Depuis 2018.", "La moitié : ½."])
def test_an_achievement_with_a_figure_in_its_text_is_refused_with_the_reason(small: SmallPact, text: str) -> None:
    with pytest.raises(BadInput, match="Un chiffre est une mesure"):
        services.add_achievement(
            small.user(Role.PACT_TEAM), small.edition, small.street, title_fr="Une halte", text_fr=text
        )
    assert not Achievement.objects.exists()


def test_the_latest_frozen_edition_is_the_one_that_ends_last(small: SmallPact, django_assert_num_queries: Any) -> None:
    assert reads.latest_frozen() is None
    frozen = services.freeze(small.user(Role.PACT_TEAM), small.edition)
    following(small)
    assert reads.latest_frozen() == frozen


def test_a_definition_that_nobody_computes_is_left_out(small: SmallPact) -> None:
    Definition.objects.filter(indicator=small.indicators["sites"]).update(computed_by="unknown")
    assert sheet(reads.snapshot_of(small.edition), "sites")["figures"] == []
