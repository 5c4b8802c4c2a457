"""Finding a person however their name is typed, and finding nobody who is out of reach."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.models import AdoptedRules, OtherName, Person, PersonWord, Word, WordVariant
from pacte.ground.people.services.indexing import index_all, index_person, unindex
from pacte.ground.people.services.search import search

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db
ADDRESS = "/personnes/recherche/"


@pytest.fixture
def me() -> User:
    """Somebody who follows one person and a few others."""
    home = organisation()
    user = worker(home)
    for given, family in [("Jeanne", "Martin"), ("Paul", "Bernard"), ("Karim", "Haddad")]:
        followed(user, home, given_name=given, family_name=family, birth_year=1990)
    her = followed(
        user, home, given_name="Fatoumata", family_name="Diallo-Exemple", birth_year=1980,
        names=[("nickname", "Tata Fanta"), ("spelling", "فاطمة")],
    )  # fmt: skip
    Person.objects.filter(pk=her.person_id).update(pseudonym="ABCD-2345")
    return user


def found(user: User, words: str, birth_year: int | None = None) -> list[str]:
    return [hit.person.label() for hit in search(user, words, birth_year)]


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        ("as it is", "Fatoumata Diallo-Exemple"),
        ("any order", "diallo FATOUMATA"),
        ("a letter forgotten", "fatoumta"),
        ("a letter too many", "fatouumata"),
        ("a letter for another", "fatoumada"),
        ("two letters swapped", "fatuomata"),
        ("by ear", "Phatoumatta Dialo"),
        ("with accents that are not there", "Fâtoûmàta"),
        ("by its beginning", "diallo fat"),
        ("by a nickname", "tata fanta"),
        ("in another script", "فاطمة"),
        ("in Latin letters, written in another script", "Fatma"),
        ("by the pseudonym", "abcd-2345"),
        ("with a word that is not theirs", "Fatoumata Camara"),
    ],
)
def test_a_person_is_found(me: User, slip: str, words: str) -> None:
    assert found(me, words)[:1] == ["Fatoumata Diallo-Exemple"]


def test_the_best_likeness_comes_first_and_says_why(me: User) -> None:
    home = organisation()
    other = worker(home)
    for given, family, year in [("Amina", "Kone", 1981), ("Amina", "Konate", 1981), ("Amine", "Kone", 1950)]:
        followed(other, home, given_name=given, family_name=family, birth_year=year)
    hits = search(other, "Amina Kone", 1980)
    assert [hit.person.label() for hit in hits] == ["Amina Kone", "Amina Konate"]
    assert hits[0].why == "prénom identique, nom identique, année à un an près"


def test_a_birth_year_is_taken_at_two_years_near(me: User) -> None:
    assert [bool(found(me, "fatoumata", year)) for year in (1977, 1978, 1982, 1983)] == [False, True, True, False]


def test_nobody_is_found_among_those_one_does_not_see(me: User) -> None:
    home = organisation()
    stranger = worker(home)
    assert found(stranger, "Fatoumata Diallo") == []
    assert found(stranger, "ABCD-2345") == []
    sharing = shared(Person.objects.get(pseudonym="ABCD-2345").files.get(), home)
    assert found(stranger, "Fatoumata Diallo") == ["Fatoumata Diallo-Exemple"]
    sharing.delete()
    assert found(stranger, "Fatoumata Diallo") == []


def test_a_restricted_person_is_not_found_even_by_who_follows_them(me: User) -> None:
    restricted(Person.objects.get(pseudonym="ABCD-2345"))
    assert found(me, "Fatoumata") == found(me, "ABCD-2345") == []


def test_who_may_not_be_shown_a_name_finds_nobody_by_it(me: User) -> None:
    AdoptedRules.objects.create(kind="field_classes", version="1", content={"rights": []}, authority="Une autorité")
    assert found(me, "Fatoumata") == []
    assert found(me, "ABCD-2345") == ["Fatoumata Diallo-Exemple"]


def test_a_sharing_without_the_identity_is_not_searched_by_name(me: User) -> None:
    home = organisation()
    shared(Person.objects.get(pseudonym="ABCD-2345").files.get(), home, "existence", classes=[])
    assert found(worker(home), "Fatoumata") == []


def test_a_change_of_name_is_found_at_once_and_the_old_name_is_gone(me: User) -> None:
    person = Person.objects.get(pseudonym="ABCD-2345")
    Person.objects.filter(pk=person.pk).update(given_name="Binta")
    OtherName.objects.filter(person=person).delete()
    person.refresh_from_db()
    index_person(person)
    assert found(me, "binta") and not found(me, "fatoumata")
    assert not Word.objects.filter(text__in=["fatoumata", "fanta"]).exists()


def test_nothing_of_a_name_is_left_when_a_person_leaves_the_index(me: User) -> None:
    for person in Person.objects.all():
        unindex(person)
    assert not (Word.objects.exists() or WordVariant.objects.exists() or PersonWord.objects.exists())


def test_a_word_that_someone_else_has_stays(me: User) -> None:
    followed(me, me.memberships.get().organisation, given_name="Fatoumata", family_name="Sow")
    unindex(Person.objects.get(pseudonym="ABCD-2345"))
    assert found(me, "fatoumata") == ["Fatoumata Sow"]


def test_the_index_made_in_bulk_is_the_one_made_person_by_person(me: User) -> None:
    def whole() -> tuple[list[Any], list[Any], list[Any]]:
        return (
            sorted(Word.objects.values_list("text", "sound")),
            sorted(WordVariant.objects.values_list("text", "word__text")),
            sorted(PersonWord.objects.values_list("person", "word__text", "place")),
        )

    before = whole()
    assert index_all() == 4
    assert whole() == before


def test_the_journal_knows_how_many_were_found_and_not_what_was_typed(
    me: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="pacte"):
        search(me, "Fatoumata", 1980)
    line = Entry.objects.get(action="person.search")
    assert (line.target, line.detail) == ("", {"hits": 1, "year": True})
    assert "atoumata" not in caplog.text.casefold()


def test_a_role_that_follows_nobody_is_refused(me: User) -> None:
    with pytest.raises(Refused):
        search(worker(organisation(), "pact_team"), "Fatoumata")


@pytest.mark.parametrize("words", ["", " \t", "’ - !", "a" * 201])
def test_a_search_for_nothing_is_refused_with_a_word(me: User, words: str) -> None:
    with pytest.raises(BadInput):
        search(me, words)


def test_the_page_searches_by_post_alone_and_puts_nothing_in_the_address(client: Client, me: User) -> None:
    client.force_login(me)
    empty = client.get(ADDRESS, {"words": "Fatoumata"})
    assert empty.status_code == 200 and "hits-title" not in empty.content.decode()
    page = client.post(ADDRESS, {"words": "fatoumta", "birth_year": "1981"})
    assert page.status_code == 200 and "Fatoumata Diallo-Exemple" in page.content.decode()
    assert "Prénom à une lettre près, année à un an près" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_what_cannot_be_searched_is_said_and_what_was_typed_is_kept(client: Client, me: User) -> None:
    client.force_login(me)
    page = client.post(ADDRESS, {"words": "Fatoumata", "birth_year": "3000"})
    assert page.status_code == 422
    assert "n’est pas encore venue" in page.content.decode() and 'value="Fatoumata"' in page.content.decode()


def test_the_page_costs_as_many_queries_for_one_hit_as_for_twenty(
    client: Client, me: User, django_assert_max_num_queries: Any
) -> None:
    home = me.memberships.get().organisation
    for number in range(25):
        followed(me, home, given_name="Fatoumata", family_name=f"Exemple{number}", names=[("nickname", "Fatou")])
    client.force_login(me)
    with django_assert_max_num_queries(22):
        page = client.post(ADDRESS, {"words": "fatoumata"})
    assert page.content.decode().count('<li class="border-bottom') == 20
