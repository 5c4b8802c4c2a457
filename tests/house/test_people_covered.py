"""Whatever a room keeps about a person goes when the person goes, and what is sealed is not readable as it is kept.

Models are walked by their foreign keys: a room that adds one that leads to a person is told here before anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import connection, models
from django.urls import get_resolver

from pacte.ground.declarations import crypto
from pacte.ground.declarations.registry import declared
from pacte.ground.messages.enums import Channel
from pacte.ground.messages.services import send, set_contact_rule
from pacte.ground.people.models import Person
from tests.house.canaries import WORD, Aviary, concrete, sensitive_fields
from tests.house.city import City
from tests.house.knocking import Knocker, undone

STAYS = {
    "people.NeedLine": "what was needed and given, in whole months: it counts needs and names nobody",
    "referrals.ReferralEvent": "when a request was sent and answered, in codes: it measures delays, and its words go",
    "shelter.HeldUnit": "a unit held one night, counted: its placement leads to nobody once the request has no name",
    "shelter.Transport": "how a placed household went to a site, counted: it leads to nobody in the same way",
    "pathways.CaseEvent": "what happened in a case, in codes and days, for the figures: its words, facts and author go",
    "pathways.CaseClock": "a delay of a case, met or not, in days: its case leads to nobody",
    "shelter.Call": "a call to the 115, counted: who called is a kind, and what it led to leads to nobody",
    "housing_fund.FundLine": "what was asked, a code and a sum: its case leads to nobody once its file is gone",
    "housing_fund.FundAgendaLine": "a request on an agenda, by rank: it leads to nobody in the same way",
    "housing_fund.FundLoan": "what was lent and is owed: accounts, which lead to nobody in the same way",
    "housing_fund.FundLoanEntry": "a line of a loan's account: a date and a sum",
}
"""Models whose rows may stay as they are once their person is anonymised, each with the reason."""

BARE = {"people.WordVariant", "people.Restriction"}
"""Models without a row in the city: a variant goes with its word, and a restriction would hide the city's persons."""

FORBIDDEN = re.compile(
    r"national|citizen|religio|faith|confession|ethni|race$|racial|legal_status|statut_adm|residence_permit|titre_de_s"
    r"|sejour|séjour|immigra|migrant|asylum|asile|undocumented|sans_papiers|political|syndica|birth_?(country|place)"
    r"|origin_country|pays_d",
    re.IGNORECASE,
)
"""What no field may be called: nationality, religion, origin, legal status (DESIGN, "Safety of people")."""


def kept_models() -> list[type[models.Model]]:
    """The product's own models."""
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("pacte.")]


def paths_to_person() -> dict[type[models.Model], list[str]]:
    """Every model from which foreign keys lead to a person, with the ways there as look-ups."""
    found: dict[type[models.Model], list[str]] = {Person: ["pk"]}
    grew = True
    while grew:
        grew = False
        for model in kept_models():
            for field in model._meta.concrete_fields:
                if field.related_model is None or field.related_model is model or model is Person:
                    continue
                ways = found.get(field.related_model, [])
                for way in ways:
                    path = field.name if way == "pk" else f"{field.name}__{way}"
                    if path not in found.setdefault(model, []) and path.count("__") < 4:
                        found[model].append(path)
                        grew = True
    return {model: ways for model, ways in found.items() if ways}


def of(person: Person, model: type[models.Model], ways: list[str]) -> dict[Any, dict[str, Any]]:
    """The rows of a model that lead to this person, as they are kept."""
    led = models.Q()
    for way in ways:
        led |= models.Q(**{way: person.pk})
    columns = [field.attname for field in model._meta.concrete_fields]
    return {row["pk"]: row for row in model._base_manager.filter(led).distinct().values("pk", *columns)}


def anonymise(person: Person) -> None:
    """As the product does: every room's holdings, the highest room first."""
    for _room, holdings in reversed(list(declared("privacy", "HOLDINGS"))):
        for holding in holdings:
            holding.anonymise(person)


@pytest.fixture(scope="module")
def aviary(knocker: Knocker) -> Aviary:
    return Aviary()


@pytest.fixture
def planted(city: City) -> Person:
    """The person of the city who has a bit of everything of the room of people."""
    return Person.objects.get(pseudonym="TEST-OWN-1")


@pytest.fixture
def everyone(city: City) -> list[Person]:
    """Every person of the city: each room hangs its rows on some of them."""
    return list(Person.objects.order_by("pk"))


def test_every_model_that_leads_to_a_person_is_held_by_its_room() -> None:
    rooms = {room.rsplit(".", 1)[-1] for room, rows in declared("privacy", "HOLDINGS") if rows}
    without = {model._meta.label for model in paths_to_person() if model.__module__.split(".")[2] not in rooms}
    assert not without, f"rooms that keep something of a person and declare no HOLDINGS: {sorted(without)}"


def test_every_model_that_leads_to_a_person_has_a_row_in_the_city(everyone: list[Person]) -> None:
    bare = {
        model._meta.label for model, ways in paths_to_person().items()
        if not any(of(person, model, ways) for person in everyone)
    }  # fmt: skip
    assert not bare - BARE, f"add them to tests/house/plants, or anonymisation is not tried on them: {bare}"


def test_anonymising_a_person_takes_or_changes_every_row_that_leads_to_them(everyone: list[Person]) -> None:
    left = {label for person in everyone for label in untouched(person)} - STAYS.keys()
    assert not left, f"rows untouched by any HOLDINGS; say why in STAYS, or take them away: {left}"


def untouched(person: Person) -> set[str]:
    """Models with a row of this person that stays as it was once they are anonymised."""
    before = {model: of(person, model, ways) for model, ways in paths_to_person().items()}
    same = set()
    with undone():
        anonymise(person)
        for model, rows in before.items():
            columns = [field.attname for field in model._meta.concrete_fields]
            now = {row["pk"]: row for row in model._base_manager.filter(pk__in=list(rows)).values("pk", *columns)}
            if any(now.get(pk) == row for pk, row in rows.items()):
                same.add(model._meta.label)
    return same


def test_no_sensitive_value_of_an_anonymised_person_is_left_in_any_table(
    aviary: Aviary, everyone: list[Person]
) -> None:
    ways, tried = paths_to_person(), 0
    for person in everyone:
        mine = {
            word for word, canary in aviary.canaries.items()
            if type(canary.row) in ways and canary.row.pk in of(person, type(canary.row), ways[type(canary.row)])
        }  # fmt: skip
        with undone():
            anonymise(person)
            left = mine & set(WORD.findall("\n".join(readable_database())))
        assert not left, [str(aviary.canaries[word]) for word in left]
        tried += len(mine)
    assert tried > 50


def test_nothing_but_the_journal_keeps_the_key_of_an_anonymised_person(planted: Person) -> None:
    """The journal's lines say who acted, and lead nowhere: the person's key is drawn anew."""
    key, recipient = str(planted.key), planted.recipient_key
    with undone():
        send(
            recipient, channel=Channel.MAIL, address="une.personne@own.example",
            template="messages/mail/example", context={"note": "une note"}, organisation="own",
        )  # fmt: skip
        set_contact_rule(recipient, safe_channel=Channel.LETTER, safe_address="1 place Fictive")
        anonymise(planted)
        left = {
            model._meta.label for model in kept_models()
            for row in model._base_manager.all().values_list()
            if key in "\n".join(opened(value) for value in row)
        }  # fmt: skip
    assert left <= {"audit.Entry"}, f"tables that still name the person by their key: {left}"


def readable_database() -> Iterator[str]:
    """Everything that is kept, table by table, sealed texts opened."""
    for model in kept_models():
        for row in model._base_manager.all().values_list():
            yield from (opened(value) for value in row)


def opened(value: Any) -> str:
    if isinstance(value, str) and ":" in value:
        try:
            return crypto.unseal(value)
        except crypto.CannotOpen:
            pass
    return value.decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def sealed_names() -> set[str]:
    return {name for _room, names in declared("privacy", "SEALED") for name in names}


def test_every_column_that_is_sealed_is_declared_so_and_can_be_sealed_again() -> None:
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in kept_models()
        for field in model._meta.concrete_fields
        if field.name.startswith("sealed_") and isinstance(field, models.TextField | models.CharField)
    }
    sensitive = {f"{each.model}.{each.field}" for each in sensitive_fields() if each.field.startswith("sealed_")}
    declared_columns = {f"{each.model}.{each.field}" for each in sensitive_fields()}
    assert not columns - sealed_names(), "sealed columns missing from privacy.SEALED"
    assert not sensitive - sealed_names(), "sealed fields of FIELDS missing from privacy.SEALED"
    assert not columns - declared_columns, "sealed columns that no FIELDS declares"


def test_no_sealed_value_is_readable_as_it_is_kept(aviary: Aviary) -> None:
    searched = 0
    for name in sorted(sealed_names()):
        label, _dot, column = name.rpartition(".")
        field = concrete(apps.get_model(label), column)
        assert field is not None, name
        table, quote = apps.get_model(label)._meta.db_table, connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {quote(field.column)} FROM {quote(table)}")
            kept = [str(row[0] or "") for row in cursor.fetchall()]
        searched += len([text for text in kept if text])
        assert not [text for text in kept if WORD.search(text.lower())], f"{name} is kept in clear"
        for text in kept:
            assert not text or crypto.unseal(text) != text
    assert searched > 10


def test_no_field_asks_nationality_religion_or_legal_status() -> None:
    get_resolver().url_patterns  # noqa: B018 - loads every form
    named = [
        f"{model._meta.label}.{field.name} ({getattr(field, 'verbose_name', '')})"
        for model in kept_models()
        for field in model._meta.get_fields()
    ]
    named += [
        f"{form.__module__}.{form.__name__}.{name} ({field.label or ''})"
        for form in every_form(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
    ]
    assert len(named) > 300
    asked = [name for name in named if FORBIDDEN.search(name.split(".")[-1])]
    assert not asked, f"no such thing is asked nor kept of anyone: {asked}"


def every_form(parent: type) -> Iterator[type]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("pacte."):
            yield child
        yield from every_form(child)
