"""Who sees which figures, and which counts are withheld from whom."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from pacte.ground.indicators import reads
from pacte.ground.indicators.enums import MeasurementStatus as Status
from pacte.ground.partners.enums import Role

from .conftest import Figures


def test_drafts_and_private_indicators_are_seen_by_their_own_and_by_the_pact_s_team(figures: Figures) -> None:
    public = figures.measure(figures.indicator(), 120)
    draft = figures.measure(figures.indicator("draft"), 120, status=Status.DRAFT)
    private = figures.measure(figures.indicator("private", is_public=False), 120)
    everything = {public, draft, private}
    assert set(reads.visible_to(figures.user(Role.PACT_TEAM))) == everything
    assert set(reads.visible_to(figures.user(Role.CONTRIBUTOR))) == everything
    assert set(reads.visible_to(figures.user(Role.CONTRIBUTOR, figures.other))) == {public}
    assert set(reads.visible_to(AnonymousUser())) == {public}


def test_a_small_count_and_what_gives_it_away_are_withheld_from_others(figures: Figures) -> None:
    definition = figures.indicator()
    rows = [
        figures.measure(definition, value, territory=territory)
        for value, territory in ((4, figures.here), (30, figures.there), (34, figures.paris))
    ]
    reader, team = figures.user(Role.READER, figures.other), figures.user(Role.PACT_TEAM)
    assert [shown.is_suppressed for shown in reads.shown_to(reader, rows)] == [True, True, False]
    assert [shown.is_suppressed for shown in reads.shown_to(team, rows)] == [False, False, False]
    # Asking for one alone tells no more than asking for all.
    assert reads.shown_to(reader, rows[1:2])[0].is_suppressed


def test_an_earlier_revision_of_a_withheld_count_is_withheld(figures: Figures) -> None:
    definition = figures.indicator()
    first = figures.measure(definition, 14)
    second = figures.measure(definition, 9, supersedes=first, revision=2, revision_reason="Doublons")
    reader = figures.user(Role.READER, figures.other)
    assert [shown.is_suppressed for shown in reads.shown_to(reader, [first, second])] == [True, True]


def test_a_share_of_a_small_base_is_withheld(figures: Figures) -> None:
    definition = figures.indicator("share", unit="percent", kind="ratio")
    small = figures.measure(definition, 50, numerator=5, denominator=10)
    large = figures.measure(definition, 50, numerator=50, denominator=100, territory=figures.here)
    stated = figures.measure(definition, 50, base="sorties observées", territory=figures.there)
    reader = figures.user(Role.READER, figures.other)
    shown = reads.shown_to(reader, [small, large, stated])
    assert [one.is_suppressed for one in shown] == [True, False, False]


def test_what_counts_nobody_is_never_withheld(figures: Figures) -> None:
    row = figures.measure(figures.indicator("sites", unit="site"), 3)
    assert not reads.shown_to(figures.user(Role.READER), [row])[0].is_suppressed
