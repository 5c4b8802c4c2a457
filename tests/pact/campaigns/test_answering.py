"""From what is asked to what is approved: each step kept, each wrong step refused with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators.models import Measurement
from pacte.ground.partners.enums import Role
from pacte.pact.campaigns import reads, services
from pacte.pact.campaigns.enums import RequestState
from pacte.pact.campaigns.models import FigureRequest, Transition
from tests.pact.campaigns.city import SmallPact
from tests.pact.campaigns.collection import END, START, Collection, collection_on


def state(request: FigureRequest) -> str:
    return FigureRequest.objects.with_state(timezone.localdate()).get(pk=request.pk).state  # type: ignore[attr-defined]


def test_a_campaign_asks_each_owner_for_its_figures(collection: Collection) -> None:
    asked = {
        request.indicator.code: (request.organisation.slug, request.period_start, request.period_end)
        for request in FigureRequest.objects.filter(campaign=collection.campaign)
    }
    assert asked == {
        "meals": ("association", START, END),
        "people": ("association", None, END),
        "share": ("autre", None, END),
        "sites": ("ville", None, END),
    }


def test_a_stock_is_asked_once(collection: Collection) -> None:
    twin = collection.request("people")
    twin.pk = None
    with pytest.raises(Exception, match=r"(?i)unique"):
        twin.save()


def test_a_contributor_sees_only_what_is_asked_of_theirs(collection: Collection) -> None:
    codes = {r.indicator.code for r in reads.requests_visible_to(collection.contributor)}
    assert codes == {"meals", "people"}
    assert reads.requests_visible_to(collection.team).count() == 4
    assert not reads.requests_visible_to(collection.small.user(Role.READER))


def test_a_contributor_of_one_territory_sees_what_is_inside_it(small: SmallPact) -> None:
    collection = collection_on(small)
    services.open_campaign(
        collection.team, collection.edition, title="Par territoire", period_start=START, period_end=END,
        opens_on=START, due_on=END, territories=[small.here, small.there],
    )  # fmt: skip
    local = small.user(Role.CONTRIBUTOR, small.association, small.here)
    assert {r.territory.code for r in reads.requests_visible_to(local)} == {"75120"}


def test_a_figure_goes_from_draft_to_approved_and_every_step_is_kept(collection: Collection) -> None:
    request = collection.request("meals")
    states = [state(request)]
    services.save_draft(collection.contributor, request, {"value": Decimal(4000), "qualifier": "about"})
    states.append(state(request))
    services.submit(collection.contributor, request)
    states.append(state(request))
    services.return_(collection.team, request, "Précisez la source")
    states.append(state(request))
    services.save_draft(collection.contributor, request, {"value": Decimal(4100)})
    services.submit(collection.contributor, request)
    services.approve(collection.team, request)
    states.append(state(request))
    assert states == ["awaited", "draft", "submitted", "returned", "approved"]
    kept = [(t.source, t.target, t.reason) for t in Transition.objects.all()]
    assert kept == [
        ("", "draft", ""),
        ("draft", "submitted", ""),
        ("submitted", "returned", "Précisez la source"),
        ("returned", "submitted", ""),
        ("submitted", "approved", ""),
    ]
    assert Transition.objects.last().actor == collection.team  # type: ignore[union-attr]


def test_the_state_is_late_once_the_due_date_is_past(small: SmallPact) -> None:
    collection = collection_on(small, due_in=-1)
    assert state(collection.request("meals")) == RequestState.LATE


def test_saving_the_same_draft_again_writes_nothing(collection: Collection) -> None:
    request = collection.request("meals")
    first = services.save_draft(collection.contributor, request, {"value": Decimal(4000)})
    again = services.save_draft(collection.contributor, request, {"value": Decimal(4000)})
    assert first.pk == again.pk
    assert Transition.objects.count() == 1


def test_another_organisation_or_the_team_may_not_answer(collection: Collection) -> None:
    for somebody in (collection.team, collection.small.user(Role.CONTRIBUTOR, collection.small.other)):
        with pytest.raises(Refused):
            services.save_draft(somebody, collection.request("meals"), {"value": Decimal(1)})


def test_a_contributor_may_not_approve(collection: Collection) -> None:
    request = collection.request("meals")
    services.save_draft(collection.contributor, request, {"value": Decimal(1)})
    services.submit(collection.contributor, request)
    with pytest.raises(Refused):
        services.approve(collection.contributor, request)


def test_a_return_needs_its_reason(collection: Collection) -> None:
    request = collection.request("meals")
    services.save_draft(collection.contributor, request, {"value": Decimal(1)})
    services.submit(collection.contributor, request)
    with pytest.raises(BadInput, match="motif"):
        services.return_(collection.team, request, " ")
    assert state(request) == "submitted"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "La valeur manque"),
        ({"value": Decimal("1.5")}, "nombre entier"),
        ({"value": Decimal(-1)}, "négatif"),
        ({"value": Decimal(1), "period_start": date(2018, 1, 1)}, "sort de la campagne"),
        ({"value": Decimal(1), "period_end": date(2021, 1, 1)}, "sort de la campagne"),
    ],
)
def test_a_wrong_answer_is_refused_in_words(collection: Collection, fields: dict[str, object], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        services.save_draft(collection.contributor, collection.request("meals"), fields)
    assert not Measurement.objects.exists()


def test_a_percentage_keeps_its_base(collection: Collection) -> None:
    other = collection.small.user(Role.CONTRIBUTOR, collection.small.other)
    with pytest.raises(BadInput, match="base"):
        services.save_draft(other, collection.request("share"), {"value": Decimal(47)})
    services.save_draft(other, collection.request("share"), {"value": Decimal(47), "base": "sorties"})


def test_an_approved_answer_to_a_fact_already_told_supersedes_it(collection: Collection) -> None:
    before = collection.small.measure("meals", 3900, period_start=START, period_end=END)
    request = collection.request("meals")
    services.save_draft(collection.contributor, request, {"value": Decimal(4000)})
    services.submit(collection.contributor, request)
    after = services.approve(collection.team, request)
    assert (after.supersedes, after.revision) == (before, 2)
    assert "Collecte d’essai" in after.revision_reason


def test_all_drafts_are_handed_in_at_once(collection: Collection) -> None:
    for code in ("meals", "people"):
        services.save_draft(collection.contributor, collection.request(code), {"value": Decimal(40)})
    assert services.submit_all(collection.contributor, collection.campaign) == 2
    assert services.submit_all(collection.contributor, collection.campaign) == 0


def test_a_closed_campaign_takes_no_more_answers(collection: Collection) -> None:
    services.close(collection.team, collection.campaign)
    with pytest.raises(BadInput, match="close"):
        services.save_draft(collection.contributor, collection.request("meals"), {"value": Decimal(1)})


def test_freezing_waits_for_every_figure_or_says_why_it_does_not(collection: Collection) -> None:
    with pytest.raises(BadInput, match="4 chiffres demandés"):
        services.freeze(collection.team, collection.edition)
    frozen = services.freeze(collection.team, collection.edition, force="La rencontre a lieu demain")
    assert frozen.freeze_reason == "La rencontre a lieu demain"
    with pytest.raises(BadInput, match="gelée"):
        services.save_draft(collection.contributor, collection.request("meals"), {"value": Decimal(1)})


def test_a_rights_withdrawn_membership_answers_nothing(collection: Collection) -> None:
    collection.contributor.memberships.update(ends_on=date(2019, 1, 1))
    with pytest.raises(Refused):
        services.save_draft(collection.contributor, collection.request("meals"), {"value": Decimal(1)})
