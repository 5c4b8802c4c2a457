"""A leader says where a commitment stands and proves it; nobody else, nowhere else, and with no untraceable number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.documents.models import Attachment
from pacte.ground.partners.enums import Role
from pacte.ground.worklist.rules import Urgency
from pacte.pact.commitments import reads, services
from pacte.pact.commitments.models import Evidence, Node, Part, StateReport
from pacte.pact.commitments.worklist import states_to_declare
from tests.pact.commitments.conftest import World


def declare(world: World, actor: Any, **given: Any) -> StateReport:
    fields = {"territory": world.here, "state": "reachable", "comment": "Cela avance.", **given}
    return services.declare_state(actor, world.commitment, **fields)


def note(name: str = "note.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Un compte rendu.\n")


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.ORGANISATION_ADMIN])
def test_the_leader_declares_and_the_act_is_in_the_journal(world: World, role: str) -> None:
    report = declare(world, world.member(role, world.leader))
    assert (report.state, report.reported_on) == ("reachable", timezone.localdate())
    line = Entry.objects.get(action="commitment.declare_state")
    assert line.target == f"commitments.Node:{world.commitment.pk}"
    assert line.detail == {"state": "reachable", "territory": "75120"}


def test_the_pact_team_declares_anywhere(world: World) -> None:
    assert declare(world, world.team, territory=world.there).pk


def test_a_partner_that_does_not_lead_finds_no_such_door(world: World) -> None:
    with pytest.raises(Http404):
        declare(world, world.member(Role.CONTRIBUTOR, world.partner))


def test_a_role_that_declares_nothing_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        declare(world, world.member(Role.VOLUNTEER, world.leader))


def test_a_member_of_one_arrondissement_declares_there_only(world: World) -> None:
    local = world.member(Role.CONTRIBUTOR, world.leader, world.here)
    assert declare(world, local).pk
    for elsewhere in (world.there, world.paris):
        with pytest.raises(Refused, match="sur votre territoire seulement"):
            declare(world, local, territory=elsewhere)
    assert list(reads.territories_for(local, world.commitment)) == [world.here]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"comment": "Il manque 3 lieux."}, "un chiffre y serait sans source"),
        ({"not_done": "12 places"}, "un chiffre y serait sans source"),
        ({"comment": "  "}, "Un état se déclare avec un commentaire."),
        ({"state": "sunny"}, "Cet état n’existe pas."),
        ({"reported_on": date(2999, 1, 1)}, "Cette date est à venir."),
    ],
)
def test_a_wrong_state_is_refused_whole(world: World, given: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        declare(world, world.team, **given)
    assert not StateReport.objects.exists()


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(client: Client, world: World) -> None:
    client.force_login(world.member(Role.CONTRIBUTOR, world.leader))
    body = {
        "territory": world.here.pk, "state": "secured", "comment": "Il manque 3 lieux.", "reported_on": "2019-09-30",
    }  # fmt: skip
    page = client.post("/engagements/fiche/abri/etat/", body).content.decode()
    assert "Il manque 3 lieux." in page
    assert "un chiffre y serait sans source" in page
    response = client.post("/engagements/fiche/abri/etat/", {**body, "comment": "Il manque des lieux."})
    assert response.status_code == 302
    assert "Il manque des lieux." in client.get("/engagements/fiche/abri/").content.decode()


def test_a_partner_proves_and_the_leader_withdraws(world: World, django_capture_on_commit_callbacks: Any) -> None:
    proof = services.attach_evidence(
        world.member(Role.CONTRIBUTOR, world.partner), world.commitment, upload=note(), title="Un compte rendu"
    )
    with pytest.raises(Http404):
        services.remove_evidence(
            world.member(
                Role.CONTRIBUTOR,
                world.leader.__class__.objects.create(slug="third", name="Une autre", kind="association"),
            ),
            proof,
        )
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_evidence(world.member(Role.ORGANISATION_ADMIN, world.leader), proof)
    assert not Evidence.objects.exists()
    assert not Attachment.objects.exists()
    assert set(Entry.objects.values_list("action", flat=True)) == {
        "commitment.attach_evidence",
        "commitment.remove_evidence",
    }


def test_evidence_of_a_wrong_type_leaves_nothing(world: World) -> None:
    with pytest.raises(BadInput, match="Ce type de fichier n’est pas accepté"):
        services.attach_evidence(
            world.team, world.commitment, upload=SimpleUploadedFile("a.pdf", b"MZ\x90\0"), title="Un programme"
        )
    assert not Evidence.objects.exists()
    assert not Attachment.objects.exists()


def test_internal_evidence_opens_for_those_who_take_part_and_is_noted(client: Client, world: World) -> None:
    proof = services.attach_evidence(world.team, world.commitment, upload=note(), title="Note interne")
    url = f"/pieces/{proof.attachment.key}/"
    answers = {}
    for role, organisation in [
        (Role.READER, world.partner),
        (Role.VOLUNTEER, world.partner),
        (Role.READER, world.leader.__class__.objects.create(slug="third", name="Une autre", kind="association")),
    ]:
        client.force_login(world.member(role, organisation))
        answers[role, organisation.slug] = client.get(url).status_code
        seen = "Note interne" in client.get("/engagements/fiche/abri/").content.decode()
        assert seen == (answers[role, organisation.slug] == 200)
    assert list(answers.values()) == [200, 403, 404]
    assert Entry.objects.filter(action="attachment.read").count() == 1
    assert client.get(f"/pieces/publiques/{proof.attachment.key}/").status_code == 404


def test_published_evidence_opens_for_everyone(client: Client, world: World) -> None:
    proof = services.attach_evidence(
        world.team, world.commitment, upload=note("Untel.txt"), title="Bilan", is_public=True
    )
    response = client.get(f"/pieces/publiques/{proof.attachment.key}/")
    assert b"".join(response.streaming_content) == b"Un compte rendu.\n"  # type: ignore[attr-defined]
    assert "Untel" not in response["Content-Disposition"]


def test_a_leader_is_told_of_what_is_silent(world: World) -> None:
    member, today = world.member(Role.CONTRIBUTOR, world.leader), timezone.localdate()
    (entry,) = states_to_declare(member, today)
    assert (entry.title, entry.url, entry.due) == ("Abriter", "/engagements/fiche/abri/etat/", None)
    declare(world, world.team, reported_on=today - timedelta(days=91))
    (entry,) = states_to_declare(member, today)
    assert entry.urgency is Urgency.OVERDUE
    declare(world, world.team, reported_on=today - timedelta(days=90))
    assert list(states_to_declare(member, today)) == []
    assert list(states_to_declare(world.member(Role.CONTRIBUTOR, world.partner), today)) == []


def test_many_silent_nodes_are_one_entry_that_opens_their_list(client: Client, world: World) -> None:
    for rank in range(4):
        node = Node.objects.create(level=world.levels[2], parent=world.commitment, code=f"n{rank}", name_fr=f"N{rank}")
        Part.objects.create(node=node, organisation=world.leader, role="leader")
    member = world.member(Role.CONTRIBUTOR, world.leader)
    (entry,) = states_to_declare(member, timezone.localdate())
    assert entry.title == "5 états à mettre à jour"
    client.force_login(member)
    page = client.get(entry.url).content.decode()
    assert all(f"/fiche/n{rank}/" in page for rank in range(4))
    assert "/fiche/halte/" not in page
