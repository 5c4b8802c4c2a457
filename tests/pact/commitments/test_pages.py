"""The whole pact of Paris on its pages and in its API, in a fixed number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.pact.commitments import demo, reads
from pacte.pact.commitments.models import Node, StateReport

TODAY = date(2019, 10, 1)


@pytest.fixture
def paris(db: None, settings: Any, tmp_path: Any) -> User:
    """The pact of Paris, seen by somebody of its team."""
    settings.MEDIA_ROOT = tmp_path
    demo.load(Plan(today=TODAY))
    return member(Role.PACT_TEAM, "ville-de-paris")


def member(role: str, organisation: str) -> User:
    user = User.objects.create_user(f"{role}@own.example", display_name="Une personne", is_demonstration=True)
    Membership.objects.create(
        user=user, organisation=Organisation.objects.get(slug=organisation), role=role, starts_on=date(2015, 1, 1)
    )
    return user


def test_the_tree_shows_every_node_within_its_query_budget(
    client: Client, paris: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(paris)
    with django_assert_max_num_queries(14):
        page = client.get("/engagements/").content.decode()
    assert all(f"/engagements/fiche/{code}/" in page for code in Node.objects.values_list("code", flat=True))
    assert "Objectifs compromis" in page
    assert "État non déclaré" in page


def test_the_structure_page_has_its_query_budget(
    client: Client, paris: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(paris)
    with django_assert_max_num_queries(13):
        assert client.get("/engagements/structure/").status_code == 200


def test_a_node_tells_its_states_figures_and_what_is_not_done(
    client: Client, paris: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(paris)
    with django_assert_max_num_queries(24):
        page = client.get("/engagements/fiche/street-shelter/").content.decode()
    assert "Chaque personne à la rue ne se voit pas encore proposer une place." in page
    assert page.index("un bâtiment doit être rendu") < page.index("de nouveaux bâtiments ouvrent")
    assert "Bâtiments de la Ville mis à disposition" in page
    shelter = client.get("/engagements/fiche/shelter/").content.decode()
    assert "23\u202f000" in shelter
    assert 'class="figure"' in shelter
    delay = client.get("/engagements/fiche/rsa_information_meeting/").content.decode()
    assert "au plus" in delay


def test_the_node_of_a_chapter_that_skips_a_level_has_its_page(client: Client, paris: User) -> None:
    client.force_login(paris)
    assert "Calculé chaque jour" in client.get("/engagements/fiche/steering/").content.decode()
    assert client.get("/engagements/fiche/unknown/").status_code == 404


def test_filters_keep_the_path_to_what_matches(paris: User) -> None:
    tree = reads.tree(reads.current_pact(), TODAY, reads.Filters(state="compromised"))
    shown = {branch.node.code for root in tree.branches for branch in root.walk() if branch.is_shown}
    kept = {branch.node.code for root in tree.branches for branch in root.walk()}
    assert shown == {"street-shelter", "women_safe_places"}
    assert kept == shown | {"street", "prevention", "prevention-women"}
    assert len(reads.tree(reads.current_pact(), TODAY, reads.Filters(chapter="rights")).branches) == 1


def test_silence_is_told_from_the_day_it_is_asked(paris: User) -> None:
    def silent(day: date) -> set[str]:
        tree = reads.tree(reads.current_pact(), day, reads.Filters(state="silent"))
        return {branch.node.code for root in tree.branches for branch in root.walk() if branch.is_shown}

    assert "street-shelter" not in silent(TODAY)
    assert "cooperation-volunteering" in silent(TODAY)
    assert "street-shelter" in silent(TODAY + timedelta(days=91))


def test_progress_counts_each_led_node_once(paris: User) -> None:
    tree = reads.tree(reads.current_pact(), TODAY)
    street = next(branch for branch in tree.branches if branch.node.code == "street")
    led = [branch for branch in street.walk() if branch.leaders]
    assert sum(count for _state, count in street.progress) == len(led)


def token(user: User, organisation: str, scope: str) -> dict[str, str]:
    text = f"pacte_{user.pk}"
    ApiToken.objects.create(
        user=user, organisation_key=organisation, label="essai", scope=scope, digest=fingerprint(text),
        expires_on=date.today() + timedelta(days=30),
    )  # fmt: skip
    return {"authorization": f"Bearer {text}"}


def test_programs_read_the_tree_and_a_node(client: Client, paris: User, django_assert_max_num_queries: Any) -> None:
    headers = token(paris, "ville-de-paris", Scope.READ)
    with django_assert_max_num_queries(10):
        tree = client.get("/api/v1/commitments/tree", headers=headers).json()
    assert [node["code"] for node in tree["nodes"]][:5] == [
        "rights",
        "prevention",
        "street",
        "insertion",
        "cooperation",
    ]
    node = client.get("/api/v1/commitments/nodes/street-shelter", headers=headers).json()
    assert [state["state"] for state in node["states"]] == ["compromised", "help_needed", "reachable"]
    assert client.get("/api/v1/commitments/nodes/unknown", headers=headers).status_code == 404


def test_a_program_of_the_leader_declares_a_state_and_that_of_another_finds_nothing(
    client: Client, paris: User
) -> None:
    body = {"state": "secured", "territory": "75056", "comment": "Fait."}
    url = "/api/v1/commitments/nodes/rights_appointments/states"
    caf = token(member(Role.CONTRIBUTOR, "caf"), "caf", Scope.WRITE)
    assert client.post(url, body, content_type="application/json", headers=caf).status_code == 201
    assert StateReport.objects.filter(node__code="rights_appointments", comment="Fait.").exists()
    other = "/api/v1/commitments/nodes/convergence/states"
    Membership.objects.create(
        user=User.objects.get(memberships__organisation__slug="caf"),
        role=Role.CONTRIBUTOR,
        organisation=Organisation.objects.get(slug="emmaus-defi"),
        starts_on=date(2015, 1, 1),
    )  # the token still speaks for the first organisation
    assert client.post(other, body, content_type="application/json", headers=caf).status_code == 404
