"""What is typed of a person is kept faithfully or refused with words; nothing of the rest of the form is lost."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.models import Person
from pacte.ground.people.rules.identity import BLANKS, Slip, Unfit, clean_name, read_birth, tidy_phone, write_birth
from pacte.ground.people.services.identity import WORDS, checked, checked_names

from .making import organisation, worker

TODAY = date(2019, 3, 12)


@pytest.mark.parametrize(
    "name",
    ["محمد", "Александр", "李 娜", "Amélie", "O’Neill", "N'Diaye", "Jean-Noël", "=cmd|'/C calc'!A1", "می‌خواهم", "ꞏ"],
)
def test_a_name_of_any_script_is_kept_as_it_is(name: str) -> None:
    assert clean_name(name) == unicodedata.normalize("NFC", name)


def test_blanks_are_folded_and_accents_composed() -> None:
    assert clean_name(" Ame\u0301lie \t\n  Exemple\u00a0 ") == "Amélie Exemple"


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2066", "\ufeff", "\ufffd", "\ud800", "\ue000"]
)
def test_a_sign_that_changes_how_the_rest_reads_is_refused(sign: str) -> None:
    with pytest.raises(Unfit, match="control"):
        clean_name(f"Une{sign}personne")


@pytest.mark.parametrize("length", [121, 10_000, 3_000_000])
def test_a_name_too_long_is_refused_at_once(length: int) -> None:
    with pytest.raises(Unfit, match="too_long"):
        clean_name("é" * length)


def test_joining_signs_alone_are_no_name() -> None:
    with pytest.raises(Unfit, match="invisible"):
        clean_name("\u200d\u0301")


@given(st.text(max_size=300))
def test_any_text_is_kept_faithfully_or_refused_with_words(text: str) -> None:
    try:
        kept = clean_name(text)
    except Unfit as unfit:
        assert all(str(part) for part in WORDS[unfit.slip])
        return
    assert kept == unicodedata.normalize("NFC", BLANKS.sub(" ", text).strip())
    assert clean_name(kept) == kept


@given(st.one_of(st.text(max_size=40), st.dates(), st.integers(-9999, 99999)))
def test_any_birth_is_read_or_refused_with_words(told: Any) -> None:
    try:
        birth = read_birth(told, TODAY)
    except Unfit as unfit:
        assert unfit.slip in WORDS
        return
    assert 1900 <= birth.year <= 2019
    assert read_birth(write_birth(birth.day, birth.year, birth.precision), TODAY).columns == birth.columns


@given(st.text(max_size=60))
def test_any_telephone_is_read_or_refused_with_words(text: str) -> None:
    try:
        kept = tidy_phone(text)
    except Unfit as unfit:
        assert unfit.slip == Slip.NOT_A_NUMBER
        return
    assert len(kept) <= 40 and tidy_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "day", "year", "precision"),
    [
        ("12/03/1980", date(1980, 3, 12), 1980, "date"), ("1980-03-12", date(1980, 3, 12), 1980, "date"),
        ("12.3.1980", date(1980, 3, 12), 1980, "date"), ("1980", None, 1980, "year"),
        ("01/01/1980", None, 1980, "year"),
        ("vers 1980", None, 1980, "about"), ("Environ  1980", None, 1980, "about"), ("~1980", None, 1980, "about"),
        ("١٩٨٠", None, 1980, "year"),
    ],
)  # fmt: skip
def test_a_birth_is_read_as_far_as_it_is_known(typed: str, day: date | None, year: int, precision: str) -> None:
    birth = read_birth(typed, TODAY)
    assert (birth.day, birth.year, birth.precision) == (day, year, precision)
    assert birth.is_default == (typed == "01/01/1980")


@pytest.mark.parametrize(
    ("typed", "slip"),
    [("13/03/2019", "future"), ("2020", "future"), ("31/12/1899", "too_old"), ("vers 1850", "too_old"),
     ("31/02/1980", "not_a_date"), ("hier", "not_a_date"), ("12/03/80", "not_a_date"), ("1980" * 2000, "not_a_date")],
)  # fmt: skip
def test_a_birth_that_cannot_be_is_refused(typed: str, slip: str) -> None:
    with pytest.raises(Unfit, match=slip):
        read_birth(typed, TODAY)


def test_every_fault_is_told_at_once_beside_its_field() -> None:
    with pytest.raises(BadInput) as refused:
        checked(
            {"given_name": "A\u202eB", "birth": "2999", "phone": "le bar", "email": "pas une adresse", "gender": "x"}
        )
    assert [fault.where for fault in refused.value.faults] == ["given_name", "birth", "phone", "email", "gender"]
    assert all(fault.what and fault.remedy for fault in refused.value.faults)


def test_other_names_are_cleaned_and_said_once() -> None:
    given_names = [("nickname", " Titi "), ("nickname", "Titi"), ("spelling", "محمد"), ("birth", "")]
    assert checked_names(given_names) == [("nickname", "Titi"), ("spelling", "محمد")]
    with pytest.raises(BadInput):
        checked_names([("nickname", "x" * 121)])


@pytest.mark.django_db
def test_a_form_with_a_bad_name_loses_nothing_of_the_rest(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home))
    typed = {
        "purpose": "support", "organisation": home.slug, "key": "5f1f3c7e-0000-4000-8000-000000000001",
        "given_name": "x" * 10_000, "family_name": "A\u202eB", "nicknames": "Titi\nLe grand", "birth": "1/1/2999",
        "languages": ["ar", "fr"], "phone": "0612345678", "relay": "Le gardien",
    }  # fmt: skip
    answer = client.post(reverse("people:create"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Person.objects.exists()
    for kept in ("x" * 10_000, "Titi\nLe grand", "1/1/2999", "0612345678", "Le gardien"):
        assert kept in page
    for word in ("trop long", "signe invisible", "dans le futur"):
        assert word in page
    assert 'value="ar"' in page and page.count("checked") == 2


@pytest.mark.django_db
def test_a_formula_is_a_name_like_another(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home))
    typed = {
        "purpose": "support", "organisation": home.slug, "key": "5f1f3c7e-0000-4000-8000-000000000001",
        "given_name": "=1+1",
    }  # fmt: skip
    client.post(reverse("people:create"), typed)
    assert Person.objects.get().given_name == "=1+1"
