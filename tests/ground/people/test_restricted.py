"""A restricted person appears in none of the places where others look: one test per place.

`Hidden` has a person followed at home, known until then to a colleague, a previous worker and a partner; then the
person asks to be out of sight.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput
from pacte.ground.declarations.privacy import Asker
from pacte.ground.declarations.registry import declared
from pacte.ground.messages.models import Message
from pacte.ground.people import reads
from pacte.ground.people.models import ExceptionalAccess, File, FileWorker, Household, Pair, Sharing, Tie
from pacte.ground.people.reads.duplicates import linked_with, proposals_for
from pacte.ground.people.registry import panels
from pacte.ground.people.services import exceptional, search, sharing, summaries
from pacte.ground.people.services.restriction import restrict
from pacte.ground.worklist.reads import entries_for

from .making import followed, organisation, shared, worker
from .test_people_api import call

pytestmark = pytest.mark.django_db
NAME: dict[str, Any] = {"given_name": "Unique", "family_name": "Exemple", "birth_year": 1980}


@dataclass
class Hidden:
    """Who follows the person, and who looks for them."""

    me: User
    colleague: User
    previous: User
    partner: User
    urgent: User
    file: File
    document: Any

    @property
    def others(self) -> list[User]:
        return [self.colleague, self.previous, self.partner, self.urgent]

    def hide(self) -> None:
        restrict(self.me, self.file.person.key, "violence")


@pytest.fixture
def hidden() -> Hidden:
    home, elsewhere, third = organisation("home"), organisation("elsewhere"), organisation("third")
    me, colleague, previous, partner, urgent = (worker(o) for o in (home, home, home, elsewhere, third))
    file = followed(me, home, **NAME)
    FileWorker.objects.create(file=file, user=previous, until=timezone.now(), end="handover")
    made = shared(file, elsewhere, "full")
    ExceptionalAccess.objects.create(
        person=file.person, user=urgent, kind="break_glass", reason="danger", organisation=third.slug,
        until=timezone.now() + timedelta(hours=4),
    )  # fmt: skip
    return Hidden(me, colleague, previous, partner, urgent, file, summaries.make(me, made.key))


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_before_that_each_of_them_knows_of_the_person(hidden: Hidden) -> None:
    assert all(reads.visible_to(user).exists() for user in hidden.others)


def test_the_persons_page(hidden: Hidden) -> None:
    hidden.hide()
    page = reverse("people:person", kwargs={"key": hidden.file.person.key})
    assert [signed_in(user).get(page).status_code for user in hidden.others] == [404] * 4
    assert signed_in(hidden.me).get(page).status_code == 200


def test_search(hidden: Hidden) -> None:
    hidden.hide()
    for user in [hidden.me, *hidden.others]:
        assert search.search(user, "Unique Exemple") == []
        page = signed_in(user).post(reverse("people:search"), {"words": "Unique Exemple"}).content.decode()
        assert str(hidden.file.person.key) not in page


def test_duplicate_proposals_and_links(hidden: Hidden) -> None:
    twin = followed(hidden.partner, hidden.partner.memberships.get().organisation, **NAME)
    shared(twin, hidden.file.organisation)
    first, second = sorted((hidden.file.person, twin.person), key=lambda person: person.pk)
    pair = Pair.objects.create(first=first, second=second, score=9, reasons=[], source="rules", state="proposed")
    hidden.hide()
    assert not Pair.objects.filter(pk=pair.pk, state="proposed").exists()
    Pair.objects.update_or_create(
        first=first, second=second, defaults={"score": 9, "reasons": [], "source": "rules", "state": "linked"}
    )
    for user in [hidden.me, *hidden.others]:
        assert proposals_for(user) == []
        assert hidden.file.person not in linked_with(user, twin.person)


def test_household_and_ties_shown_to_others(hidden: Hidden) -> None:
    near = followed(hidden.partner, hidden.partner.memberships.get().organisation, given_name="Proche")
    household = Household.objects.create()
    for person in (near.person, hidden.file.person):
        household.members.create(person=person, since=timezone.localdate())
    Tie.objects.create(person=near.person, other=hidden.file.person, kind="partner")
    page = reverse("people:person", kwargs={"key": near.person.key})
    client = signed_in(hidden.partner)
    assert "Unique" in client.get(page).content.decode()
    hidden.hide()
    told = client.get(page).content.decode()
    assert "Unique" not in told and hidden.file.person.pseudonym not in told and "En couple" not in told
    told = client.get(reverse("people:household", kwargs={"key": household.key})).content.decode()
    assert "Unique" not in told and hidden.file.person.pseudonym not in told


def test_counts_and_lists_shown_to_others(hidden: Hidden) -> None:
    hidden.hide()
    assert [reads.findable_by(user).count() for user in [hidden.me, *hidden.others]] == [0] * 5
    told = call(hidden.partner, hidden.partner.memberships.get().organisation, "GET", "persons").json()
    assert (told["items"], told["count"]) == ([], 0)


def test_the_api(hidden: Hidden) -> None:
    hidden.hide()
    for user in hidden.others:
        home = user.memberships.get().organisation
        assert call(user, home, "GET", f"persons/{hidden.file.person.key}").status_code == 404
        assert call(user, home, "POST", "search", {"words": "Unique"}).json() == []


def test_the_export_of_others(hidden: Hidden) -> None:
    hidden.hide()
    for user in hidden.others:
        text = signed_in(user).get(reverse("people:files") + "?export=csv").getvalue().decode()
        assert hidden.file.person.pseudonym not in text


def test_stored_documents(hidden: Hidden) -> None:
    address = reverse("documents:download", kwargs={"key": hidden.document.attachment.key})
    assert signed_in(hidden.partner).get(address).status_code == 200
    hidden.hide()
    assert [signed_in(user).get(address).status_code for user in hidden.others] == [404] * 4


def test_the_day_of_others(hidden: Hidden) -> None:
    hidden.hide()
    for user in hidden.others:
        told = [f"{each.title} {each.detail} {each.url}" for each in entries_for(user, timezone.localdate())]
        person = hidden.file.person
        assert not any(str(person.key) in words or person.pseudonym in words or "Unique" in words for words in told)


def test_panels_of_other_rooms(hidden: Hidden) -> None:
    hidden.hide()
    for user in hidden.others:
        assert reads.sight_of(user, hidden.file.person) is None
    sight = reads.sight_of(hidden.me, hidden.file.person)
    assert sight is not None
    panels(hidden.me, sight)


def test_a_sharing_on_a_basis(hidden: Hidden) -> None:
    hidden.hide()
    assert not Sharing.objects.in_force().exists()
    with pytest.raises(BadInput, match="elle seule décide"):
        sharing.share(
            hidden.me, hidden.file.key, organisation=organisation(kind="city"), level="existence", classes=["identity"],
            given_by="basis", basis_code="child_in_danger",
        )  # fmt: skip


def test_search_and_opening_in_urgency(hidden: Hidden) -> None:
    hidden.hide()
    stranger = worker(organisation())
    for user in (stranger, hidden.urgent, hidden.colleague):
        assert exceptional.find_in_urgency(user, **NAME) == []
        home = user.memberships.get().organisation
        with pytest.raises(Http404):
            exceptional.break_glass(user, hidden.file.person.key, "danger", "Une phrase de trop, ici.", home)


def test_the_answer_in_urgency_is_that_of_a_person_unknown(hidden: Hidden) -> None:
    hidden.hide()
    stranger = worker(organisation("fourth"))
    said = {
        "reason": "danger",
        "words": "Trouvée sans connaissance",
        "organisation": stranger.memberships.get().organisation_id,
    }
    client, page = signed_in(stranger), reverse("people:break_glass")

    def answer(family: str) -> str:
        text = client.post(page, said | NAME | {"family_name": family}).content.decode()
        return text[text.index("found-title") : text.index("</section>")]

    assert answer("Exemple") == answer("Inconnue")


def test_messages(hidden: Hidden) -> None:
    from pacte.ground.messages.models import ContactRule
    from pacte.ground.people.services.persons import write_to

    hidden.file.person.email = "unique@pacte.example"
    hidden.file.person.save()
    hidden.hide()
    assert ContactRule.objects.get(recipient_key=hidden.file.person.recipient_key).discreet
    with pytest.raises(BadInput):
        write_to(hidden.me, hidden.file.person.key, "people/mail/urgency", {})
    assert not Message.objects.filter(recipient_key=hidden.file.person.recipient_key).exists()


def test_the_statement_given_to_a_relative(hidden: Hidden) -> None:
    hidden.hide()
    hidden.file.person.refresh_from_db()
    told = [
        section for _room, holdings in declared("privacy", "HOLDINGS") for holding in holdings
        for section in holding.tell(hidden.file.person, Asker.RELATIVE)
    ]  # fmt: skip
    assert told == []


def test_the_statement_of_somebody_of_the_same_household(hidden: Hidden) -> None:
    near = followed(hidden.me, hidden.file.organisation, given_name="Proche")
    household = Household.objects.create()
    for person in (near.person, hidden.file.person):
        household.members.create(person=person, since=timezone.localdate())
    hidden.hide()
    for asker in Asker:
        told = str([
            holding.tell(near.person, asker) for _room, holdings in declared("privacy", "HOLDINGS")
            for holding in holdings
        ])  # fmt: skip
        assert "Unique" not in told and hidden.file.person.pseudonym not in told


def test_logs_and_the_journal(hidden: Hidden, caplog: pytest.LogCaptureFixture) -> None:
    hidden.hide()
    caplog.set_level(logging.DEBUG)
    page = reverse("people:person", kwargs={"key": hidden.file.person.key})
    for user in [hidden.me, *hidden.others]:
        signed_in(user).get(page)
        signed_in(user).post(reverse("people:search"), {"words": "Unique Exemple"})
    written = caplog.text + str(list(Entry.objects.values_list("target", "detail")))
    assert "Unique" not in written and hidden.file.person.pseudonym not in written


def test_referral_history(hidden: Hidden) -> None:
    from pacte.ground.referrals.models import ReceivingService, Referral, ServiceKind
    from pacte.ground.referrals.reads.referrals import received_by, seen_by, sent_by

    kind = ServiceKind.objects.create(code="essai", name_fr="Essai", answer_within=24, remind_after=12)
    home = hidden.partner.memberships.get().organisation
    service = ReceivingService.objects.create(organisation=home, name="Un service", kind=kind)
    Referral.objects.create(
        service=service, from_organisation=hidden.file.organisation, sender=hidden.me, subject="person",
        file=hidden.file, due_at=timezone.now(),
    )  # fmt: skip
    assert received_by(hidden.partner).exists()
    hidden.hide()
    for user in hidden.others:
        assert not (seen_by(user).exists() or received_by(user).exists() or sent_by(user).exists())
    assert seen_by(hidden.me).exists()


def test_whom_the_person_chose_since_sees_them_and_nobody_else(hidden: Hidden) -> None:
    hidden.hide()
    chosen = organisation()
    sharing.share(
        hidden.me, hidden.file.key, organisation=chosen, level="follow_up", classes=["identity"], given_by="person",
        how="oral",
    )  # fmt: skip
    assert reads.visible_to(worker(chosen)).exists()
    assert not any(reads.visible_to(user).exists() for user in hidden.others)
