"""A file opens to a partner on the person's word or on an adopted basis, and on nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people import reads
from pacte.ground.people.models import File, Note, Sharing
from pacte.ground.people.services import rules_adoption, sharing, summaries

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db
WORD: dict[str, Any] = {"level": "follow_up", "classes": ["identity"], "given_by": "person", "how": "oral"}
BASIS: dict[str, Any] = {
    "level": "follow_up", "classes": ["identity"], "given_by": "basis", "basis_code": "prevention_of_eviction",
}  # fmt: skip


def adopt_bases() -> None:
    officer = worker(organisation(kind="city"), "data_protection")
    rules_adoption.adopt(officer, "sharing_bases", rules_adoption.proposed("sharing_bases"), "Un conseil")


@pytest.fixture
def me() -> User:
    return worker(organisation("home"))


@pytest.fixture
def file(me: User) -> File:
    return followed(me, me.memberships.get().organisation, given_name="Une", family_name="Personne")


def entered(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_the_person_says_so_and_the_partner_sees_that_much(me: User, file: File) -> None:
    partner = organisation(kind="association")
    you = worker(partner)
    made = sharing.share(me, file.key, organisation=partner, until=timezone.localdate(), **WORD)
    sight = reads.sight_of(you, file.person)
    assert sight is not None and (sight.level, sight.shows("identity"), sight.shows("contact")) == (
        "follow_up",
        True,
        False,
    )
    line = Entry.objects.get(action="sharing.give")
    assert line.target == file.person.target and line.organisation == partner.slug
    assert line.detail == {
        "sharing": str(made.key), "level": "follow_up", "classes": ["identity"], "by": "person", "how": "oral",
        "for": "follow_up",
    }  # fmt: skip


def test_only_who_follows_the_file_shares_it(file: File) -> None:
    partner = organisation()
    for user in (worker(file.organisation), worker(partner)):
        with pytest.raises(Http404):
            sharing.share(user, file.key, organisation=partner, **WORD)
    with pytest.raises(Refused):
        sharing.share(worker(partner, "reader"), file.key, organisation=partner, **WORD)


@pytest.mark.parametrize(
    "change, told",
    [
        ({"how": ""}, "Dites comment la personne l’a dit"),
        ({"level": "everything"}, "Dites jusqu’où"),
        ({"classes": []}, "Rien n’est choisi"),
        ({"classes": ["situation"]}, "Ce niveau n’ouvre pas : situation"),
        ({"level": "full", "classes": ["protected_address"]}, "Ce niveau n’ouvre pas : adresse protégée"),
        ({"level": "full", "classes": ["health"]}, "Vous ne voyez pas vous-même : santé"),
        ({"until": timezone.localdate() - timedelta(days=1)}, "Ce jour est passé"),
        ({"given_by": "basis", "how": "", "basis_code": "x"}, "Aucune liste de bases de partage n’est adoptée"),
    ],
)
def test_what_stands_in_the_way_is_said(change: dict[str, Any], told: str, me: User, file: File) -> None:
    with pytest.raises(BadInput) as refused:
        sharing.share(me, file.key, organisation=organisation(), **WORD | change)
    assert told in str(refused.value)
    assert not Sharing.objects.exists()


def test_neither_with_oneself_nor_with_a_closed_organisation(me: User, file: File) -> None:
    for partner in (file.organisation, organisation(is_active=False)):
        with pytest.raises(BadInput, match="Choisissez-en une autre"):
            sharing.share(me, file.key, organisation=partner, **WORD)


def test_a_basis_covers_its_follow_ups_its_kinds_its_level_and_its_classes_alone(me: User, file: File) -> None:
    adopt_bases()
    city = organisation(kind="city")
    tries: list[tuple[dict[str, Any], str]] = [
        ({"basis_code": "nothing"}, "pas dans la liste adoptée"),
        ({"organisation": organisation(kind="association")}, "type d’organisation"),
        ({"level": "full", "classes": ["identity"]}, "s’arrête au niveau"),
        ({"basis_code": "continuity_of_shelter", "classes": ["free_text"]}, "couvre seulement : coordonnées, identité"),
    ]
    for change, told in tries:
        with pytest.raises(BadInput, match=told) as refused:
            sharing.share(me, file.key, **{"organisation": city} | BASIS | change)
        assert "Demandez l’accord de la personne" in str(refused.value)
    made = sharing.share(me, file.key, organisation=city, **BASIS)
    assert (made.given_by, made.how, made.basis_code, made.basis_version) == (
        "basis", "", "prevention_of_eviction", "exemple-1",
    )  # fmt: skip
    File.objects.filter(pk=file.pk).update(purpose="employment")
    with pytest.raises(BadInput, match="objet de ce suivi"):
        sharing.share(me, file.key, organisation=city, **BASIS)


def test_a_restricted_person_is_shared_on_their_own_word_alone(me: User, file: File) -> None:
    adopt_bases()
    city = organisation(kind="city")
    restricted(file.person)
    with pytest.raises(BadInput, match="elle seule décide"):
        sharing.share(me, file.key, organisation=city, **BASIS)
    sharing.share(me, file.key, organisation=city, **WORD)
    assert reads.visible_to(worker(city)).exists()


def test_a_discreet_organisation_shares_no_bare_existence_and_on_the_persons_word_alone() -> None:
    adopt_bases()
    home, city = organisation(is_discreet=True), organisation(kind="city")
    me = worker(home)
    file = followed(me, home)
    with pytest.raises(BadInput, match="la trahirait"):
        sharing.share(me, file.key, organisation=city, **WORD | {"level": "existence"})
    with pytest.raises(BadInput, match="seule la personne peut partager"):
        sharing.share(me, file.key, organisation=city, **BASIS)
    sharing.share(me, file.key, organisation=city, **WORD)
    sight = reads.sight_of(worker(city), file.person)
    assert sight is not None and sight.files[0].holder == "Un partenaire"


def test_a_new_sharing_replaces_the_one_in_force_for_the_same_purpose(me: User, file: File) -> None:
    partner = organisation()
    first = sharing.share(me, file.key, organisation=partner, **WORD)
    referred = sharing.share(me, file.key, organisation=partner, purpose="referral:1", **WORD)
    second = sharing.share(me, file.key, organisation=partner, **WORD | {"level": "full"})
    first.refresh_from_db()
    assert first.end == "replaced"
    assert set(Sharing.objects.in_force()) == {referred, second}


def test_a_class_that_the_grid_gives_nobody_over_there_is_not_shared(me: User, file: File) -> None:
    officer = worker(organisation(kind="city"), "data_protection")
    rules_adoption.adopt(officer, "field_classes", rules_adoption.proposed("field_classes"), "Un conseil")
    with pytest.raises(BadInput, match="La grille adoptée n’ouvre à personne"):
        sharing.share(
            me,
            file.key,
            organisation=organisation(kind="landlord"),
            **WORD | {"level": "full", "classes": ["situation"]},
        )


def test_a_sharing_past_its_last_day_opens_nothing(me: User, file: File) -> None:
    partner = organisation()
    shared(file, partner, until=timezone.localdate() - timedelta(days=1))
    assert not reads.visible_to(worker(partner)).exists()


def test_the_page_shares_and_keeps_what_was_typed(client: Client, me: User, file: File) -> None:
    partner, page = organisation(), reverse("people:share", kwargs={"file": file.key})
    assert "La personne l’a permis" in entered(client, me).get(page).content.decode()
    typed = {"organisation": partner.pk, "level": "existence", "classes": ["identity", "contact"]}
    wrong = client.post(page, typed)
    assert wrong.status_code == 422 and "Qui le permet" in wrong.content.decode()
    assert f'value="{partner.pk}" selected' in wrong.content.decode()
    assert client.post(page, typed | {"stands_on": "person:interpreter"}).status_code == 302
    made = Sharing.objects.get()
    assert (made.level, made.classes, made.how) == ("existence", ["identity"], "interpreter")


def test_each_side_reads_its_own_part_on_the_persons_page(client: Client, me: User, file: File) -> None:
    first, second = organisation("premier-partenaire"), organisation("second-partenaire")
    sharing.share(me, file.key, organisation=first, **WORD)
    sharing.share(me, file.key, organisation=second, **WORD)
    page = reverse("people:person", kwargs={"key": file.person.key})
    mine = entered(client, me).get(page).content.decode()
    assert first.name in mine and second.name in mine and "noté par Une travailleuse sociale" in mine
    theirs = entered(client, worker(first)).get(page).content.decode()
    assert "Partagé avec vous" in theirs and second.name not in theirs and "noté par" not in theirs
    colleague = entered(client, worker(file.organisation)).get(page).content.decode()
    assert first.name not in colleague and "Ouvrir en urgence" in colleague


def text_of(content: bytes) -> str:
    from io import BytesIO

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def test_the_sheet_says_what_is_shared_and_no_more(me: User, file: File) -> None:
    partner = organisation()
    file.person.phone = "0100000000"
    file.person.save()
    File.objects.filter(pk=file.pk).update(summary="Une situation")
    for audience, text in (("partners", "Pour tous"), ("organisation", "Pour les complets"), ("workers", "Entre nous")):
        Note.objects.create(file=file, audience=audience, text=text)
    made = sharing.share(me, file.key, organisation=partner, **WORD | {"classes": ["identity", "free_text"]})
    document = summaries.make(me, made.key)
    text = text_of(document.attachment.file.read())
    assert all(words in text for words in ("Une Personne", "Pour tous", "de vive voix", file.organisation.name))
    assert not any(w in text for w in ("0100000000", "Une situation", "Pour les complets", "Entre nous"))
    assert (document.kind, document.sharing) == ("summary", made)


def test_the_sheet_never_prints_health_and_names_no_discreet_organisation() -> None:
    home, partner = organisation(is_discreet=True), organisation(is_discreet=True, kind="health")
    me = worker(home)
    file = followed(me, home)
    note = Note(file=file, audience="partners", is_health=True)
    note.words = "Une ordonnance"
    note.save()
    made = shared(file, partner, "full")
    text = text_of(summaries.make(me, made.key).attachment.file.read())
    assert not any(words in text for words in ("Une ordonnance", home.name, partner.name))


@pytest.mark.parametrize("name", ["Ольга", "محمد", "ብርሃን", "王", "\u202eEnna", "=1+1", "#set page()"])
def test_the_sheet_is_made_whatever_the_script_of_a_name(name: str, me: User, file: File) -> None:
    file.person.given_name = name
    file.person.save()
    made = shared(file, organisation())
    assert summaries.make(me, made.key).attachment.size > 1000


def test_the_sheet_is_for_a_sharing_in_force(client: Client, me: User, file: File) -> None:
    made = shared(file, organisation(), ended_at=timezone.now(), end="ended")
    with pytest.raises(BadInput, match="terminé"):
        summaries.make(me, made.key)
    answer = entered(client, me).post(reverse("people:summary_make", kwargs={"key": made.key}))
    assert answer.status_code == 302


def test_a_partner_opens_the_sheet_only_if_every_class_on_it_is_open_to_them(
    client: Client, me: User, file: File
) -> None:
    partner = organisation(kind="landlord")
    you = worker(partner)
    made = shared(file, partner, "full", classes=["identity", "situation"])
    address = reverse("documents:download", kwargs={"key": summaries.make(me, made.key).attachment.key})
    assert entered(client, you).get(address).status_code == 200
    officer = worker(organisation(kind="city"), "data_protection")
    rules_adoption.adopt(officer, "field_classes", rules_adoption.proposed("field_classes"), "Un conseil")
    assert client.get(address).status_code == 404
    assert entered(client, me).get(address).status_code == 200


def test_a_sharing_waits_in_my_day_until_it_is_opened(me: User, file: File) -> None:
    from pacte.ground.people.services.opening import open_file
    from pacte.ground.people.worklist.exceptional import received_sharings

    partner = organisation()
    you, today = worker(partner), timezone.localdate()
    sharing.share(me, file.key, organisation=partner, **WORD)
    assert [(each.kind, each.title) for each in received_sharings(you, today)] == [
        ("Un partage vous attend", file.person.pseudonym)
    ]
    open_file(you, file.person.key)
    assert not list(received_sharings(you, today))
    assert not list(received_sharings(me, today))


def test_a_sharing_that_ends_soon_is_told_to_who_follows(me: User, file: File) -> None:
    from pacte.ground.people.worklist.exceptional import ending_sharings

    today = timezone.localdate()
    shared(file, organisation(), until=today + timedelta(days=30))
    shared(file, organisation(), until=today + timedelta(days=31))
    assert [each.due for each in ending_sharings(me, today)] == [today + timedelta(days=30)]
    assert not list(ending_sharings(worker(file.organisation), today))


def test_the_pages_cost_as_many_queries_for_one_sharing_as_for_many(
    client: Client, me: User, file: File, django_assert_max_num_queries: Any
) -> None:
    adopt_bases()
    entered(client, me)
    page = reverse("people:person", kwargs={"key": file.person.key})
    client.get(page)
    counts = []
    for number in (1, 7):
        for _each in range(number):
            summaries.make(me, shared(file, organisation()).key)
            shared(file, organisation(), given_by="basis", how="", basis_code="x", basis_version="1")
        with CaptureQueriesContext(connection) as held:
            client.get(page)
        counts.append(len(held))
    assert counts[0] == counts[1]
    with django_assert_max_num_queries(20):
        assert client.get(reverse("people:share", kwargs={"file": file.key})).status_code == 200
