"""The pages of editions and collections: what they say, to whom, in how many queries."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.indicators.models import Target
from pacte.ground.partners.enums import Role
from pacte.pact.campaigns import services
from pacte.pact.campaigns.models import Achievement, Edition, SpreadsheetImport
from tests.htmx import assert_swap_equals_reload
from tests.pact.campaigns.city import indicator
from tests.pact.campaigns.collection import Collection

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def at(name: str, pk: int | None = None) -> str:
    return reverse(f"campaigns:{name}", kwargs={"pk": pk} if pk else None)


def submitted(collection: Collection, code: str = "meals", value: int = 4000) -> int:
    request = collection.request(code)
    services.save_draft(collection.contributor, request, {"value": Decimal(value)})
    services.submit(collection.contributor, request)
    return request.pk


def test_a_contributor_sees_their_own_requests_and_no_others(client: Client, collection: Collection) -> None:
    page = as_(client, collection.contributor).get(at("mine")).content.decode()
    assert "Libellé de meals" in page and "Libellé de people" in page
    assert "Libellé de sites" not in page and "Libellé de share" not in page


def test_a_figure_asked_of_another_organisation_does_not_exist_for_me(client: Client, collection: Collection) -> None:
    other = collection.request("share").pk
    assert as_(client, collection.contributor).get(at("figure", other)).status_code == 404
    assert client.post(at("submit", other)).status_code == 404


def test_the_form_keeps_what_was_typed_and_says_what_to_do(client: Client, collection: Collection) -> None:
    response = as_(client, collection.contributor).post(
        at("figure", collection.request("meals").pk), {"value": "3.600", "qualifier": "about", "note": "Ma note"}
    )
    page = response.content.decode()
    assert "se lit de deux façons" in page and 'value="3.600"' in page and "Ma note" in page
    assert page.index("error-summary") < page.index('name="value"')


def test_a_figure_is_saved_then_submitted_from_its_page(client: Client, collection: Collection) -> None:
    request = collection.request("meals")
    fields = {
        "value": "4 600 000", "qualifier": "more_than", "act": "submit",
        "period_start": "2019-10-01", "period_end": "2020-09-30",
    }  # fmt: skip
    response = as_(client, collection.contributor).post(at("figure", request.pk), fields, follow=True)
    assert "est soumis" in response.content.decode()
    request.refresh_from_db()
    assert request.measurement and request.measurement.status == "submitted"
    assert client.post(at("figure", request.pk), fields).status_code == 403


def test_the_page_of_a_figure_shows_the_sheet_and_the_value_before(client: Client, collection: Collection) -> None:
    collection.small.measure("meals", 3_900_000, period_start=collection.small.edition.period_start)
    page = as_(client, collection.contributor).get(at("figure", collection.request("meals").pk)).content.decode()
    assert 'value="3900000"' in page and "Ce qui est compté" in page


def test_a_returned_figure_shows_the_reason_to_its_contributor(client: Client, collection: Collection) -> None:
    pk = submitted(collection)
    services.return_(collection.team, collection.request("meals"), "Précisez la méthode")
    assert "Précisez la méthode" in as_(client, collection.contributor).get(at("figure", pk)).content.decode()
    assert "Précisez la méthode" in client.get(at("mine")).content.decode()


def test_the_fragment_after_a_decision_is_what_a_reload_shows(client: Client, collection: Collection) -> None:
    first, _second = submitted(collection), submitted(collection, "people", 40)
    queue = at("review_queue", collection.campaign.pk)
    before = as_(client, collection.team).get(queue).content.decode()
    fragment = client.post(at("approve", first), headers={"HX-Request": "true"}).content.decode()
    assert_swap_equals_reload(before, fragment, client.get(queue).content.decode(), "queue")
    assert "Libellé de people" in fragment and "Libellé de meals" not in fragment


def test_a_return_without_a_reason_stays_on_the_queue_with_its_error(client: Client, collection: Collection) -> None:
    pk = submitted(collection)
    page = as_(client, collection.team).post(at("return", pk), {"reason": " "}).content.decode()
    assert "Le motif manque" in page
    page = client.post(at("return", pk), {"reason": "Une source"}, follow=True).content.decode()
    assert "renvoyé" in page


def test_the_campaign_page_filters_by_state_and_organisation(client: Client, collection: Collection) -> None:
    submitted(collection)
    as_(client, collection.team)
    page = client.get(at("campaign", collection.campaign.pk), {"state": "submitted"}).content.decode()
    assert "Libellé de meals" in page and "Libellé de people" not in page
    organisation = collection.small.other.pk
    page = client.get(at("campaign", collection.campaign.pk), {"organisation": organisation}).content.decode()
    assert "Libellé de share" in page and "Libellé de meals" not in page


def test_an_achievement_with_a_figure_is_refused_beside_its_text(client: Client, collection: Collection) -> None:
    fields = {"node": collection.small.street.pk, "title_fr": "Une halte", "text_fr": "Elle reçoit 60 femmes."}
    page = as_(client, collection.team).post(at("achievement_new", collection.edition.pk), fields).content.decode()
    assert "Un chiffre est une mesure" in page and "60 femmes" in page
    fields["text_fr"] = "Elle reçoit des femmes."
    client.post(at("achievement_new", collection.edition.pk), fields)
    told = Achievement.objects.get()
    client.post(at("achievement", told.pk), {**fields, "title_fr": "Deux haltes", "year": "2018"})
    told.refresh_from_db()
    assert (told.title_fr, told.year) == ("Deux haltes", 2018)


def test_the_freeze_page_says_what_it_will_fix_and_asks_why_figures_are_missing(
    client: Client, collection: Collection
) -> None:
    address = at("freeze", collection.edition.pk)
    page = as_(client, collection.team).get(address).content.decode()
    assert "Ce qui sera gelé" in page and "4 chiffres demandés ne sont pas validés" in page
    page = client.post(address, {"understood": "on"}).content.decode()
    assert "dites pourquoi" in page
    client.post(address, {"understood": "on", "force": "La rencontre a lieu demain"})
    assert Edition.objects.get(pk=collection.edition.pk).is_frozen


def test_the_alerts_page_tells_each_worry_in_words(client: Client, collection: Collection) -> None:
    small = collection.small
    small.measure("sites", 60)
    small.measure("sites", 50, period_end=collection.edition.period_end)
    Target.objects.create(indicator=small.indicators["sites"], territory=small.paris, value=80)
    page = as_(client, collection.team).get(at("alerts", collection.edition.pk)).content.decode()
    assert "50, après 60" in page.replace("\u202f", " ").replace(" lieux", "")
    assert "cible 80" in page and "Chiffre absent" in page


def test_a_spreadsheet_goes_out_and_comes_back_by_the_pages(client: Client, collection: Collection) -> None:
    as_(client, collection.contributor)
    out = client.get(at("export", collection.campaign.pk))
    assert out["Content-Type"] == XLSX and out["Content-Disposition"].endswith('.xlsx"')
    upload = SimpleUploadedFile("chiffres.xlsx", collection.filled(value=4000), XLSX)
    page = client.post(at("import", collection.campaign.pk), {"file": upload}, follow=True).content.decode()
    assert "1 chiffre enregistré en brouillon" in page
    upload = SimpleUploadedFile("chiffres.xlsx", collection.filled(value="beaucoup"), XLSX)
    page = client.post(at("import", collection.campaign.pk), {"file": upload}, follow=True).content.decode()
    assert "Rien n’a été écrit" in page and "<code>H2</code>" in page


def test_a_file_of_thirty_megabytes_is_refused_on_its_page(client: Client, collection: Collection) -> None:
    upload = SimpleUploadedFile("gros.xlsx", BytesIO(b"0" * (30 * 1024 * 1024)).getvalue())
    page = as_(client, collection.contributor).post(at("import", collection.campaign.pk), {"file": upload})
    assert "trop lourd" in page.content.decode() and not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize(
    "name", ["campaign", "review_queue", "mine", "editions", "edition", "alerts", "freeze", "figure"]
)
def test_each_page_keeps_its_query_budget_however_long_the_list(
    client: Client, collection: Collection, name: str, django_assert_max_num_queries: Any
) -> None:
    from pacte.pact.campaigns.models import FigureRequest

    small = collection.small
    for number in range(30):
        made = small.indicators[f"i{number}"] = indicator(f"i{number}", small.association, "meal", "stock")
        request = FigureRequest.objects.create(
            campaign=collection.campaign, indicator=made, territory=small.paris, organisation=small.association,
            unit="meal", kind="stock", period_end=collection.campaign.period_end, due_on=collection.campaign.due_on,
        )  # fmt: skip
        if number % 2:
            request.measurement = small.measure(f"i{number}", 12, status="submitted", contributor=small.association)
            request.save()
    user = collection.contributor if name == "mine" else collection.team
    pk = {
        "campaign": collection.campaign.pk, "review_queue": collection.campaign.pk, "mine": None, "editions": None,
        "figure": collection.request("i1").pk,
    }.get(name, collection.edition.pk)  # fmt: skip
    address = at(name, pk)
    as_(client, user).get(address)
    with django_assert_max_num_queries(22):
        assert client.get(address).status_code == 200


def test_a_reader_has_no_business_here(client: Client, collection: Collection) -> None:
    as_(client, collection.small.user(Role.READER))
    for address in (at("mine"), at("editions"), at("campaign", collection.campaign.pk)):
        assert client.get(address).status_code == 403
