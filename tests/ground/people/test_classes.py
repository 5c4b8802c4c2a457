"""The grid of classes holds everywhere: on the person's page, in the part of the file, in the API, on the sheet.

The table is written here by hand, apart from the code that applies it.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.people.models import ExceptionalAccess, File, FileWorker, Note, OtherName, Person, Sharing, Step
from pacte.ground.people.services import rules_adoption

from .making import followed, organisation, shared, worker
from .test_people_api import call

pytestmark = pytest.mark.django_db

IDENTITY, CONTACT, TEXT, SITUATION, HEALTH, ADDRESS = (
    "identity",
    "contact",
    "free_text",
    "situation",
    "health",
    "protected_address",
)
GRID = {
    ("social_worker", "association"): {IDENTITY, CONTACT, TEXT, SITUATION, ADDRESS},
    ("social_worker", "health"): {IDENTITY, CONTACT, TEXT, SITUATION, HEALTH},
    ("social_worker", "landlord"): {IDENTITY, CONTACT, TEXT},
    ("outreach_worker", "association"): {IDENTITY, CONTACT, TEXT, SITUATION},
    ("outreach_worker", "health"): {IDENTITY, CONTACT, TEXT, SITUATION, HEALTH},
    ("outreach_worker", "landlord"): set(),
    ("regulator", "association"): {IDENTITY, CONTACT, TEXT, SITUATION},
    ("regulator", "health"): set(),
    ("regulator", "landlord"): set(),
}
"""What the proposed grid gives, in short."""

OPENS = {
    "worker": ({IDENTITY, CONTACT, TEXT, SITUATION, HEALTH, ADDRESS}, {"partners", "organisation", "workers"}),
    "previous": ({IDENTITY, CONTACT, TEXT, SITUATION, HEALTH}, {"partners", "organisation", "workers"}),
    "urgency": ({IDENTITY, CONTACT, TEXT, SITUATION, HEALTH}, {"partners", "organisation"}),
    "full": ({IDENTITY, CONTACT, TEXT, SITUATION, HEALTH}, {"partners", "organisation"}),
    "follow_up": ({IDENTITY, CONTACT, TEXT}, {"partners"}),
    "existence": ({IDENTITY}, set()),
    "team": ({IDENTITY}, set()),
}
"""What binds a user to a file opens these classes at most, and notes for these audiences."""

OF_CLASS = {
    IDENTITY: {"zqgiven", "zqfamily", "zqnick"},
    CONTACT: {"zqphone", "zqmail", "zqrelay"},
    SITUATION: {"zqsummary"},
    TEXT: {"zqstep"},
    ADDRESS: {"zqaddress"},
    HEALTH: set(),
}
ALL = {"zqnote" + a for a in ("partners", "organisation", "workers")} | {
    "zqcare" + a for a in ("partners", "organisation", "workers")
}


def expected(classes: set[str], audiences: set[str]) -> set[str]:
    """The words that somebody to whom these classes and audiences are open may read."""
    words = {word for each in classes for word in OF_CLASS[each]}
    if TEXT in classes:
        words |= {"zqnote" + audience for audience in audiences}
    if HEALTH in classes:
        words |= {"zqcare" + audience for audience in audiences}
    return words


EVERY = ALL | {word for words in OF_CLASS.values() for word in words}


def filled(file: File) -> None:
    """A word of its own in each field."""
    Person.objects.filter(pk=file.person_id).update(
        given_name="zqgiven", family_name="zqfamily", phone="zqphone", email="zqmail@pacte.example", relay="zqrelay",
        sealed_protected_address=seal("zqaddress"),
    )  # fmt: skip
    OtherName.objects.create(person=file.person, name="zqnick")
    File.objects.filter(pk=file.pk).update(summary="zqsummary")
    Step.objects.create(file=file, kind="task", title="zqstep", due_at=timezone.now() + timedelta(days=1))
    for audience in ("partners", "organisation", "workers"):
        Note.objects.create(file=file, audience=audience, text=f"zqnote{audience}")
        Note.objects.create(file=file, audience=audience, is_health=True, sealed_health=seal(f"zqcare{audience}"))


def bound(relation: str, role: str, kind: str) -> tuple[User, File]:
    """Somebody in this role, in this kind of organisation, bound to a file in this way alone."""
    home = organisation(kind=kind)
    user = worker(home, role)
    if relation in {"worker", "previous", "team"}:
        file = followed(user, home)
        places = FileWorker.objects.filter(file=file)
        if relation == "previous":
            places.update(until=timezone.now(), end="handover")
        if relation == "team":
            places.delete()
    else:
        elsewhere = organisation()
        file = followed(worker(elsewhere), elsewhere)
        if relation == "urgency":
            ExceptionalAccess.objects.create(
                person=file.person, user=user, kind="break_glass", reason="danger", organisation=home.slug,
                until=timezone.now() + timedelta(hours=1),
            )  # fmt: skip
        else:
            shared(file, home, relation, classes=[IDENTITY, CONTACT, TEXT, SITUATION, HEALTH])
    filled(file)
    return user, file


def read_by(user: User, file: File) -> dict[str, set[str]]:
    """The words that each place shows to this user."""
    home = user.memberships.get().organisation
    client = Client()
    client.force_login(user)
    page = client.get(reverse("people:person", kwargs={"key": file.person.key}))
    answer = call(user, home, "GET", f"persons/{file.person.key}")
    assert (page.status_code, answer.status_code) == (200, 200)
    # The person's page shows the last notes and leads to all of them.
    pages = page.content.decode() + client.get(reverse("people:notes", kwargs={"file": file.key})).content.decode()
    return {name: {word for word in EVERY if word in told}
            for name, told in {"page": pages, "api": answer.content.decode()}.items()}  # fmt: skip


@pytest.mark.parametrize("relation, home", product(OPENS, GRID), ids=str)
def test_each_place_shows_the_classes_of_the_role_and_of_the_bond(relation: str, home: tuple[str, str]) -> None:
    officer = worker(organisation(kind="city"), "data_protection")
    rules_adoption.adopt(officer, "field_classes", rules_adoption.proposed("field_classes"), "Un conseil d’essai")
    role, kind = home
    user, file = bound(relation, role, kind)
    opened, audiences = OPENS[relation]
    allowed = expected(GRID[home] & opened, audiences)
    told = read_by(user, file)
    assert told["api"] == allowed
    # The page keeps a protected address one click further, on a page of its own.
    assert told["page"] - {"zqaddress"} == allowed - {"zqaddress"}
    assert "zqaddress" in allowed or "zqaddress" not in told["page"]


def test_without_a_grid_neither_health_nor_a_protected_address_is_shown() -> None:
    user, file = bound("worker", "social_worker", "health")
    for told in read_by(user, file).values():
        assert told == expected({IDENTITY, CONTACT, TEXT, SITUATION}, OPENS["worker"][1])


def test_a_sharing_opens_its_own_classes_alone() -> None:
    user, file = bound("full", "social_worker", "association")
    Sharing.objects.update(classes=[SITUATION])
    for told in read_by(user, file).values():
        assert told == {"zqsummary"}


def test_a_partner_who_knows_of_the_existence_alone_is_not_told_what_for() -> None:
    user, file = bound("existence", "social_worker", "association")
    File.objects.update(purpose="health")
    client = Client()
    client.force_login(user)
    page = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert "Santé" not in article
    answer = call(user, user.memberships.get().organisation, "GET", f"persons/{file.person.key}").json()
    assert answer["files"][0].get("purpose") in (None, "")
