"""Giving, amending, submitting, returning, approving and correcting a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators import reads, services
from pacte.ground.indicators.enums import MeasurementStatus as Status
from pacte.ground.indicators.models import Measurement
from pacte.ground.partners.enums import Role

from .conftest import Figures, proposal


def test_a_contributor_gives_a_figure_and_the_pact_s_team_approves_it(figures: Figures) -> None:
    contributor, team = figures.user(Role.CONTRIBUTOR), figures.user(Role.PACT_TEAM)
    given = services.record_measurement(contributor, figures.indicator(), figures.here, figures.own, proposal(120))
    assert given.status == Status.DRAFT
    services.submit(contributor, given)
    approved = services.approve(team, given)
    assert (approved.status, approved.approved_by) == (Status.APPROVED, team)
    acts = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert acts == ["measurement.record", "measurement.submit", "measurement.approve"]


def test_a_figure_is_given_for_one_s_own_organisation_and_territory_only(figures: Figures) -> None:
    definition = figures.indicator()
    contributor = figures.user(Role.CONTRIBUTOR, territory=figures.here)
    for organisation, territory in ((figures.other, figures.here), (figures.own, figures.there)):
        with pytest.raises(Refused):
            services.record_measurement(contributor, definition, territory, organisation, proposal(120))
    with pytest.raises(Refused):
        services.record_measurement(figures.user(Role.READER), definition, figures.here, figures.own, proposal(3))
    assert not Measurement.objects.exists()


def test_a_faulty_value_writes_nothing(figures: Figures) -> None:
    contributor = figures.user(Role.CONTRIBUTOR)
    with pytest.raises(BadInput) as refusal:
        services.record_measurement(
            contributor, figures.indicator(), figures.here, figures.own, proposal(120, unit="meal")
        )
    assert refusal.value.faults[0].where == "unit"
    assert "personnes" in refusal.value.faults[0].remedy
    assert not Measurement.objects.exists()


def test_a_returned_figure_says_why_and_is_amended_then_submitted_again(figures: Figures) -> None:
    contributor, team = figures.user(Role.CONTRIBUTOR), figures.user(Role.PACT_TEAM)
    given = services.record_measurement(contributor, figures.indicator(), figures.here, figures.own, proposal(120))
    services.submit(contributor, given)
    with pytest.raises(BadInput):
        services.return_(team, given, "  ")
    assert services.return_(team, given, "Il manque le dernier mois.").review_note == "Il manque le dernier mois."
    services.amend(contributor, given, {"value": Decimal(131)})
    services.submit(contributor, given)
    assert services.approve(team, given).value == 131


def test_what_is_no_longer_a_draft_is_not_amended_and_a_draft_is_not_approved(figures: Figures) -> None:
    contributor, team = figures.user(Role.CONTRIBUTOR), figures.user(Role.PACT_TEAM)
    given = services.record_measurement(contributor, figures.indicator(), figures.here, figures.own, proposal(120))
    with pytest.raises(BadInput, match="brouillon"):
        services.approve(team, given)
    services.submit(contributor, given)
    with pytest.raises(BadInput):
        services.amend(contributor, given, {"value": Decimal(1)})
    with pytest.raises(Refused):
        services.approve(contributor, given)


def test_a_correction_supersedes_and_never_overwrites(figures: Figures) -> None:
    definition = figures.indicator()
    first = figures.measure(definition, 120)
    contributor, team = figures.user(Role.CONTRIBUTOR), figures.user(Role.PACT_TEAM)
    second = services.correct(contributor, first, {"value": Decimal(125)}, "Un site avait été oublié.")
    assert (second.revision, second.supersedes, second.status) == (2, first, Status.SUBMITTED)
    assert list(reads.current_measurements(["people"])) == [first]
    services.approve(team, second)
    first.refresh_from_db()
    assert first.value == 120
    assert list(reads.current_measurements(["people"])) == [second]
    assert [m.reference for m in reads.revisions_of(first)] == [f"m{first.pk}-r1", f"m{second.pk}-r2"]


def test_the_pact_s_team_corrects_at_once_and_only_the_last_approved_revision(figures: Figures) -> None:
    team, first = figures.user(Role.PACT_TEAM), figures.measure(figures.indicator(), 120)
    second = services.correct(team, first, {"value": Decimal(125)}, "Un site avait été oublié.")
    assert second.status == Status.APPROVED
    with pytest.raises(BadInput, match="révision"):
        services.correct(team, first, {"value": Decimal(126)}, "Encore un site.")
    draft = figures.measure(figures.indicator("others"), 5, status=Status.DRAFT)
    with pytest.raises(BadInput, match="pas validé"):
        services.correct(team, draft, {"value": Decimal(6)}, "Encore un site.")


@pytest.mark.parametrize(("changes", "reason", "where"), [({"value": Decimal(1)}, " ", "reason"), ({}, "Oui", "value")])
def test_a_correction_says_why_and_changes_something(figures: Figures, changes: dict, reason: str, where: str) -> None:
    team, first = figures.user(Role.PACT_TEAM), figures.measure(figures.indicator(), 120)
    with pytest.raises(BadInput) as refusal:
        services.correct(team, first, changes, reason)
    assert [fault.where for fault in refusal.value.faults] == [where]


def test_another_organisation_corrects_nothing(figures: Figures) -> None:
    first = figures.measure(figures.indicator(), 120)
    stranger = figures.user(Role.CONTRIBUTOR, figures.other)
    with pytest.raises(Refused):
        services.correct(stranger, first, {"value": Decimal(1)}, "Erreur")


def test_a_part_larger_than_its_recorded_total_is_refused(figures: Figures) -> None:
    total = figures.indicator("points", unit="site")
    part = figures.indicator("restaurants", unit="site", part_of=total.indicator)
    figures.measure(total, 130)
    team = figures.user(Role.PACT_TEAM)
    with pytest.raises(BadInput, match="dépasse"):
        services.record_measurement(team, part, figures.paris, figures.own, proposal(131, unit="site"))
