"""The tree is data: levels and nodes are added, renamed, moved; what would break it is refused with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators.models import Measurement, Target
from pacte.ground.partners.enums import Role
from pacte.pact.commitments import services
from pacte.pact.commitments.models import Level, Node, NodeIndicator
from pacte.pact.commitments.services import NodeChange
from tests.pact.commitments.conftest import World


def as_is(node: Node) -> NodeChange:
    return NodeChange(level=node.level, parent=node.parent, name_fr=node.name_fr, position=node.order or 1)


def depths(world: World) -> dict[str, int]:
    return dict(Level.objects.filter(pact=world.pact).values_list("code", "depth"))


def test_only_the_pact_team_changes_the_tree(world: World) -> None:
    leader = world.member(Role.ORGANISATION_ADMIN, world.leader)
    with pytest.raises(Refused, match="Équipe du Pacte"):
        services.add_level(leader, world.pact, label_fr="Objectif", position=1)
    with pytest.raises(Refused):
        services.edit_node(leader, world.action, as_is(world.action))


def test_a_level_is_added_between_two_others(world: World) -> None:
    services.add_level(world.team, world.pact, label_fr="Objectif", position=2)
    assert depths(world) == {"chapitre": 1, "objectif": 2, "engagement": 3, "action": 4}


def test_a_level_is_renamed_and_keeps_its_code(world: World) -> None:
    services.edit_level(world.team, world.levels[2], label_fr="Mesure", position=3)
    assert Level.objects.get(code="action").label_fr == "Mesure"


def test_an_order_that_turns_the_tree_upside_down_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="« Halte » passerait au-dessus de « Abriter »"):
        services.edit_level(world.team, world.levels[2], label_fr="Action", position=2)
    assert depths(world) == {"chapitre": 1, "engagement": 2, "action": 3}


def test_only_an_empty_level_goes(world: World) -> None:
    with pytest.raises(BadInput, match="Des éléments sont à ce niveau"):
        services.remove_level(world.team, world.levels[2])
    world.action.delete()
    services.remove_level(world.team, world.levels[2])
    assert depths(world) == {"chapitre": 1, "engagement": 2}


def test_a_node_may_skip_a_level(world: World) -> None:
    change = NodeChange(level=world.levels[2], parent=world.chapter, name_fr="Compter la nuit", leaders=[world.leader])
    node = services.add_node(world.team, world.pact, change)
    assert (node.code, node.parent, node.key) == ("compter-la-nuit", world.chapter, "street")
    assert [part.role for part in node.parts.all()] == ["leader"]
    assert services.add_node(world.team, world.pact, change).code == "compter-la-nuit-2"


def test_a_node_never_hangs_from_itself_nor_from_its_branch(world: World) -> None:
    with pytest.raises(BadInput, match="son propre ancêtre"):
        services.edit_node(world.team, world.chapter, replace(as_is(world.chapter), parent=world.action))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda world: {"level": world.levels[0]}, "Le parent doit être à un niveau plus haut"),
        (lambda world: {"level": world.levels[2]}, "Ses enfants seraient au même niveau"),
        (lambda world: {"name_fr": "Ouvrir 12 lieux"}, "un chiffre y serait sans source"),
        (lambda world: {"name_fr": " "}, "Cet élément n’a pas de nom"),
        (lambda world: {"starts_on": date(2019, 2, 1), "ends_on": date(2019, 1, 1)}, "La fin précède le début"),
        (lambda world: {"leaders": [world.leader], "partners": [world.leader]}, "à la fois pilote et partenaire"),
    ],
)
def test_a_wrong_change_is_refused_whole(world: World, change: Any, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        services.edit_node(world.team, world.commitment, replace(as_is(world.commitment), **change(world)))
    world.commitment.refresh_from_db()
    assert (world.commitment.name_fr, world.commitment.level) == ("Abriter", world.levels[1])


def test_a_branch_that_moves_takes_the_colour_of_its_chapter(world: World) -> None:
    rights = Node.objects.create(level=world.levels[0], code="droits", key="rights", name_fr="Droits")
    services.edit_node(world.team, world.commitment, replace(as_is(world.commitment), parent=rights))
    world.action.refresh_from_db()
    assert world.action.key == "rights"
    assert Entry.objects.filter(action="pact.move_node").exists()


def test_siblings_keep_one_order(world: World) -> None:
    names = ["Un", "Deux", "Trois"]
    made = [
        services.add_node(
            world.team, world.pact, NodeChange(level=world.levels[2], parent=world.commitment, name_fr=n, position=9)
        )
        for n in names
    ]
    services.edit_node(world.team, made[2], replace(as_is(made[2]), position=1))
    found = Node.objects.filter(parent=world.commitment).order_by("order").values_list("name_fr", flat=True)
    assert list(found) == ["Trois", "Halte", "Un", "Deux"]


def test_a_node_with_a_history_stays(world: World) -> None:
    with pytest.raises(BadInput, match="Cet élément a une histoire"):
        services.remove_node(world.team, world.commitment)
    services.remove_node(world.team, world.action)
    assert not Node.objects.filter(code="halte").exists()


def test_a_chapter_shows_three_big_figures_at_most(world: World) -> None:
    links = [
        services.attach_indicator(world.team, world.action, world.indicator(f"i{rank}"), is_headline=True)
        for rank in range(3)
    ]
    with pytest.raises(BadInput, match="Ce chapitre a déjà ses trois grands chiffres"):
        services.attach_indicator(world.team, world.chapter, world.indicator("i4"), is_headline=True)
    services.set_headline(world.team, links[0], is_headline=False)
    assert services.attach_indicator(world.team, world.chapter, world.indicator("i5"), is_headline=True).is_headline
    with pytest.raises(BadInput, match="déjà ses trois"):
        services.set_headline(world.team, links[0], is_headline=True)


def test_a_branch_does_not_bring_a_fourth_big_figure(world: World) -> None:
    other = Node.objects.create(level=world.levels[0], code="droits", name_fr="Droits")
    for rank in range(3):
        services.attach_indicator(world.team, other, world.indicator(f"a{rank}"), is_headline=True)
    services.attach_indicator(world.team, world.action, world.indicator("b"), is_headline=True)
    with pytest.raises(BadInput, match="déjà ses trois"):
        services.edit_node(world.team, world.commitment, replace(as_is(world.commitment), parent=other))


def test_an_indicator_measures_a_node_once_and_its_figures_outlive_the_tie(world: World) -> None:
    indicator = world.indicator("repas")
    link = services.attach_indicator(world.team, world.action, indicator)
    with pytest.raises(BadInput, match="mesure déjà cet élément"):
        services.attach_indicator(world.team, world.action, indicator)
    services.detach_indicator(world.team, link)
    assert not NodeIndicator.objects.exists()
    assert indicator.definitions.exists()


def test_a_target_is_one_per_territory_and_day(world: World) -> None:
    indicator = world.indicator("repas")
    for value in (50, 60):
        services.set_target(world.team, indicator, territory=world.paris, value=Decimal(value), due_on=date(2020, 1, 1))
    assert [target.value for target in Target.objects.all()] == [60]
    with pytest.raises(BadInput, match="Une cible n’est pas négative"):
        services.set_target(world.team, indicator, territory=world.paris, value=Decimal(-1))
    services.remove_target(world.team, Target.objects.get())
    assert not Target.objects.exists()


def test_a_baseline_is_an_approved_figure_of_the_same_indicator(world: World) -> None:
    repas, kits = world.indicator("repas"), world.indicator("kits")
    draft, approved = (
        Measurement.objects.create(
            definition=repas.definitions.get(), territory=world.paris, kind="flow", unit="meal", value=1, status=status
        )
        for status in ("draft", "approved")
    )
    assert services.set_baseline(world.team, repas, approved).baseline == approved
    for indicator, figure in ((repas, draft), (kits, approved)):
        with pytest.raises(BadInput, match="un chiffre validé de cet indicateur"):
            services.set_baseline(world.team, indicator, figure)


def test_the_team_edits_the_tree_from_its_pages(client: Client, world: World) -> None:
    client.force_login(world.team)
    page = client.get("/engagements/structure/").content.decode()
    assert "/engagements/fiche/halte/modifier/" in page
    assert client.post("/engagements/structure/niveau/", {"label_fr": "Objectif", "position": 1}).status_code == 302
    form = client.get("/engagements/structure/element/?sous=rue").content.decode()
    assert 'name="name_fr"' in form
    body = {"name_fr": "Nourrir", "level": world.levels[1].pk, "parent": world.chapter.pk, "position": 1}
    assert client.post("/engagements/structure/element/", body)["Location"] == "/engagements/fiche/nourrir/"
    moved = client.post("/engagements/fiche/nourrir/modifier/", {**body, "parent": world.action.pk})
    assert "Le parent doit être à un niveau plus haut" in moved.content.decode()
    assert client.post("/engagements/fiche/nourrir/retirer/").status_code == 302
    assert not Node.objects.filter(code="nourrir").exists()


def test_the_team_sets_what_measures_a_node_from_its_pages(client: Client, world: World) -> None:
    indicator = world.indicator("repas")
    client.force_login(world.team)
    page = client.post("/engagements/fiche/halte/indicateurs/", {"indicator": indicator.pk, "is_headline": "on"})
    assert page.status_code == 302
    link = NodeIndicator.objects.get()
    assert "Repas repas" in client.get("/engagements/fiche/halte/indicateurs/").content.decode()
    client.post(f"/engagements/mesure/{link.pk}/grand-chiffre/")
    link.refresh_from_db()
    assert not link.is_headline
    client.post("/engagements/cibles/repas/", {"territory": world.paris.pk, "value": "1200"})
    assert "1\u202f200" in client.get("/engagements/cibles/repas/").content.decode()
    assert client.post("/engagements/cibles/repas/depart/", {"measurement": "999"}).status_code == 200
    client.post(f"/engagements/cibles/{Target.objects.get().pk}/retirer/")
    client.post(f"/engagements/mesure/{link.pk}/detacher/")
    assert not NodeIndicator.objects.exists()
