"""Persons for programs: a token of one worker, for one organisation, sees what that worker sees there."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners import demo as partners
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.people import demo, reads
from pacte.ground.people.models import AdoptedRules, Note, Person
from pacte.ground.people.reads.levels import levels_of
from pacte.ground.people.services.sharing import withdraw

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db
URL = "/api/v1/people/"


def call(
    user: User, home: Organisation, method: str, path: str, body: dict[str, Any] | None = None, scope: str = Scope.WRITE
) -> Any:
    text = f"pacte_{user.pk}_{home.pk}_{scope}"
    ApiToken.objects.get_or_create(
        digest=fingerprint(text),
        defaults={
            "user": user, "organisation_key": home.slug, "label": "essai", "scope": scope,
            "expires_on": date.today() + timedelta(days=3),
        },
    )  # fmt: skip
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {text}"}
    sent = json.dumps(body, default=str) if body else ""
    return client.generic(method, URL + path, sent, content_type="application/json", headers=headers)


def test_persons_are_listed_by_pseudonym_with_how_much_of_them_is_open(django_assert_max_num_queries: Any) -> None:
    home, partner = organisation(), organisation()
    me, you = worker(home), worker(partner)
    mine, theirs = followed(me, home, given_name="Une"), followed(you, partner)
    shared(theirs, home, "follow_up")
    with django_assert_max_num_queries(14):
        told = call(me, home, "GET", "persons").json()
    levels = {row["key"]: row["level"] for row in told["items"]}
    assert levels == {str(mine.person.key): "full", str(theirs.person.key): "follow_up"}
    assert "Une" not in str(told)


def test_levels_of_many_are_those_of_each() -> None:
    plan = Plan(today=date.today())
    partners.load(plan)
    demo.load(plan)
    for code in ("social_worker", "outreach_worker", "regulator", "social_worker.health"):
        user = User.objects.get(email=f"{code}@demo.pacte.example")
        persons = list(reads.visible_to(user))
        sights = {person.pk: reads.sight_of(user, person) for person in persons}
        assert levels_of(user, persons) == {pk: sight.level for pk, sight in sights.items() if sight}


def test_a_person_is_told_field_by_field_as_the_classes_are_open(django_assert_max_num_queries: Any) -> None:
    home, partner = organisation(), organisation()
    me, you = worker(home), worker(partner)
    file = followed(me, home, given_name="Une", family_name="Personne", phone="0639980000", birth_year=1980)
    Note.objects.create(file=file, author=me, text="Pour nous", audience="workers")
    Note.objects.create(file=file, author=me, text="Pour tous", audience="partners")
    whole = call(me, home, "GET", f"persons/{file.person.key}").json()
    assert (whole["given_name"], whole["phone"], whole["birth_year"]) == ("Une", "0639980000", 1980)
    assert {note["text"] for note in whole["files"][0]["notes"]} == {"Pour nous", "Pour tous"}
    assert "protected_address" not in whole and "care_need" in whole["files"][0]
    shared(file, partner, "existence")
    with django_assert_max_num_queries(24):
        little = call(you, partner, "GET", f"persons/{file.person.key}").json()
    assert little["given_name"] == "Une" and little["level"] == "existence"
    assert not {"phone", "protected_address"} & little.keys()
    assert not {"notes", "summary", "steps"} & little["files"][0].keys()


def test_each_opening_is_in_the_journal_with_the_organisation_of_the_token() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    call(me, home, "GET", f"persons/{file.person.key}")
    line = Entry.objects.get(action="person.open")
    assert (line.organisation, line.detail["reason"], line.target) == (home.slug, "api", file.person.target)


def test_a_token_acts_for_its_organisation_alone() -> None:
    here, there = organisation(), organisation()
    me = worker(here)
    Membership.objects.create(user=me, organisation=there, role="social_worker", starts_on=date(2015, 1, 1))
    file = followed(me, here, given_name="Unique")
    sharing = shared(file, organisation())
    elsewhere = [
        call(me, there, "GET", f"persons/{file.person.key}"),
        call(me, there, "POST", "notes", {"file": file.key, "words": "Non"}),
        call(me, there, "DELETE", f"sharings/{sharing.key}"),
    ]
    assert [answer.status_code for answer in elsewhere] == [404, 404, 404]
    assert call(me, there, "GET", "persons").json()["items"] == []
    assert call(me, there, "POST", "search", {"words": "Unique"}).json() == []
    assert len(call(me, here, "POST", "search", {"words": "Unique"}).json()) == 1
    assert call(me, here, "GET", f"persons/{file.person.key}").status_code == 200


def test_after_a_sharing_is_withdrawn_the_next_call_is_refused() -> None:
    home, partner = organisation(), organisation()
    me, you = worker(home), worker(partner)
    file = followed(me, home, given_name="Unique")
    sharing = shared(file, partner)
    assert call(you, partner, "GET", f"persons/{file.person.key}").status_code == 200
    gone = call(me, home, "DELETE", f"sharings/{sharing.key}?how=written").json()
    assert (gone["end"], gone["ended_at"] is not None) == ("withdrawn", True)
    assert call(you, partner, "GET", f"persons/{file.person.key}").status_code == 404
    assert call(you, partner, "GET", "persons").json()["count"] == 0
    assert call(you, partner, "POST", "search", {"words": "Unique"}).json() == []


def test_whoever_received_a_sharing_may_end_it_too() -> None:
    home, partner = organisation(), organisation()
    you, file = worker(partner), followed(worker(home), home)
    sharing = shared(file, partner)
    assert call(you, partner, "DELETE", f"sharings/{sharing.key}").status_code == 200
    assert withdraw(worker_of(file), sharing.key).end == "withdrawn"


def worker_of(file: Any) -> User:
    return User.objects.get(pk=file.workers.get().user_id)


def test_a_restricted_person_is_neither_listed_nor_found() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Unique")
    restricted(file.person)
    assert call(me, home, "GET", "persons").json()["items"] == []
    assert call(me, home, "POST", "search", {"words": "Unique"}).json() == []
    assert call(me, home, "GET", f"persons/{file.person.key}").status_code == 200
    assert call(worker(home), home, "GET", f"persons/{file.person.key}").status_code == 404


def test_a_note_is_written_under_the_rules_of_its_page() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    done = call(me, home, "POST", "notes", {"file": file.key, "words": "Une note", "audience": "partners"})
    assert done.status_code == 201
    assert Note.objects.get(key=done.json()["key"]).audience == "partners"
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    wrong = call(me, home, "POST", "notes", {"file": file.key, "words": "Une note", "happened_on": tomorrow})
    assert wrong.status_code == 422 and wrong.json()["detail"][0]["where"] == "happened_on"
    assert call(me, home, "POST", "notes", {"file": file.key, "words": "x"}, Scope.READ).status_code == 403
    assert call(worker(home), home, "POST", "notes", {"file": file.key, "words": "x"}).status_code == 404


def test_a_health_note_and_a_protected_address_are_for_their_classes() -> None:
    home, health = organisation(), organisation(kind="health")
    adopt({"rights": [{"roles": ["social_worker"], "kinds": ["health"], "classes": ["identity", "health"]}]})
    me, you = worker(home), worker(health)
    file = followed(you, health)
    Person.objects.filter(pk=file.person_id).update(sealed_protected_address=seal("Une adresse"))
    Note.objects.create(file=file, author=you, is_health=True, sealed_health=seal("Un soin"), audience="partners")
    shared(file, home, "full")
    theirs = call(you, health, "GET", f"persons/{file.person.key}").json()
    ours = call(me, home, "GET", f"persons/{file.person.key}").json()
    assert [note["text"] for note in theirs["files"][0]["notes"]] == ["Un soin"]
    assert "Un soin" not in str(ours) and "given_name" not in ours
    assert "Une adresse" not in str(theirs) + str(ours)


def adopt(content: dict[str, Any]) -> None:
    AdoptedRules.objects.create(kind="field_classes", version="1", content=content, authority="Une autorité")


def test_a_role_that_follows_nobody_is_refused() -> None:
    home = organisation()
    for role in ("data_protection", "pact_team", "contributor"):
        user = worker(home, role)
        assert call(user, home, "GET", "persons").status_code == 403
        assert call(user, home, "POST", "search", {"words": "Une"}).status_code == 403
