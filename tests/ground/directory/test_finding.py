"""From a need to an open door, in three languages; nothing that was asked is kept, nothing locates a refuge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.directory.models import Place, SpecialPeriod
from pacte.ground.directory.reads import finding, place_page
from pacte.ground.directory.reads.search import Query
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.ground.directory import making

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en", "ar")
SECRETS = ("9 rue Cachée", "01 00 00 00 00")


@pytest.fixture
def area() -> Territory:
    return Territory.objects.create(
        code="75120", kind=TerritoryKind.ARRONDISSEMENT, name_fr="20e arrondissement",
        west=2.37, south=48.84, east=2.42, north=48.88,
    )  # fmt: skip


@pytest.fixture
def home() -> Organisation:
    return Organisation.objects.create(slug="own", name="Une association")


def speaking(language: str) -> Client:
    client = Client()
    client.cookies["django_language"] = language
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_six_needs_stand_on_the_home_page_before_any_edition_and_any_place(language: str) -> None:
    for route in ("review:home", "directory:home"):
        page = text(speaking(language).get(reverse(route)))
        assert [want for want in ("eat", "sleep", "wash", "care", "rights", "talk") if f"/besoin/{want}/" in page] == [
            "eat", "sleep", "wash", "care", "rights", "talk"
        ]  # fmt: skip
        assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page


def test_a_page_outside_the_public_part_is_in_french_for_who_reads_arabic() -> None:
    page = text(speaking("ar").get(reverse("account_login")))
    assert 'lang="fr" dir="ltr"' in page
    assert "العربية" not in page


def test_the_language_switch_works_without_a_script_and_offers_the_other_languages() -> None:
    client = Client()
    page = text(client.get("/annuaire/"))
    assert ">English</button>" in page and ">العربية</button>" in page and ">Français</button>" not in page
    answer = client.post(reverse("web:language"), {"language": "ar", "next": "/annuaire/"}, follow=True)
    assert "ماذا تحتاج هذا المساء؟" in text(answer)


def test_a_need_lists_what_is_open_now_with_its_state_in_words(area: Territory) -> None:
    making.service(making.place(name="Un repas ouvert", territory=area, hours="24/7"), "meal")
    making.service(making.place(name="Un repas fermé", territory=area, hours="off"), "meal")
    now = text(Client().get("/annuaire/besoin/eat/?area=75120"))
    assert "Un repas ouvert" in now and "Un repas fermé" not in now
    assert "<strong>Ouvert</strong>" in now
    assert "Un repas fermé" in text(Client().get("/annuaire/besoin/eat/?open=any"))


def test_an_address_that_says_what_nobody_knows_is_as_if_it_did_not() -> None:
    assert Client().get("/annuaire/besoin/eat/?area=nulle-part&category=nothing&open=never&page=x").status_code == 200
    assert Client().get("/annuaire/besoin/argent/").status_code == 302


def test_with_nothing_open_the_nearest_open_place_is_named_and_the_115(area: Territory) -> None:
    making.service(making.place(name="Ouvert ailleurs", hours="24/7"), "meal")
    page = text(Client().get("/annuaire/besoin/eat/?area=75120"))
    assert "Nous n’avons trouvé aucun lieu ouvert ici à ce moment." in page
    assert "Ouvert ailleurs" in page
    assert 'href="tel:115"' in page


def test_to_sleep_the_115_comes_first_and_says_what_it_is() -> None:
    page = text(Client().get("/annuaire/besoin/sleep/"))
    assert page.index("le numéro de l’urgence sociale") < page.index("find-summary")


def test_the_first_to_open_is_named_when_nothing_is_open_anywhere(area: Territory) -> None:
    at = timezone.now()
    tomorrow = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[(timezone.localdate(at).weekday() + 1) % 7]
    shut = making.place(name="Demain matin", territory=area, hours=f"{tomorrow} 09:00-10:00")
    making.service(shut, "meal")
    found = finding.outcome(Query(want="eat", territory=area, at=at), now=at)
    assert [card.name for card in found.nearest] == ["Demain matin"]
    assert found.nearest[0].state.detail == "ouvre demain à 9 h"
    assert not found.nearest_is_open


def test_a_search_is_posted_answered_and_kept_nowhere(area: Territory) -> None:
    making.service(making.place(territory=area, hours="24/7", is_free=True), "shower")
    asked = {
        "words": "douche",
        "where": "",
        "latitude": "48.85661",
        "longitude": "2.35222",
        "open": "any",
        "is_free": "on",
    }
    answer = Client().post(reverse("directory:search"), asked)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "1 lieu" in text(answer) and "à 50 m" in text(answer)
    assert "Effacer et quitter" in text(answer)
    assert "douche" not in text(answer).split("<title>")[1].split("</title>")[0]


def test_a_position_is_rounded_to_about_a_hundred_metres() -> None:
    from pacte.ground.directory.forms.finding import FindForm

    form = FindForm({"latitude": "48.856614", "longitude": "2.352222"})
    assert form.is_valid(), form.errors
    assert form.position() == (48.857, 2.352)


def test_an_unknown_address_is_said_so_and_nothing_typed_is_lost() -> None:
    answer = Client().post(reverse("directory:search"), {"words": "douche", "where": "rue de nulle part"})
    assert answer.status_code == 422
    assert "Nous ne trouvons pas cette adresse." in text(answer)
    assert "rue de nulle part" in text(answer) and 'value="douche"' in text(answer)


def test_another_moment_without_a_day_or_an_hour_is_asked_for() -> None:
    answer = Client().post(reverse("directory:search"), {"open": "at"})
    assert answer.status_code == 422
    assert "Choisissez un jour ou une heure." in text(answer)


def test_erasing_empties_the_browsers_cache_and_leaves_nothing_to_go_back_to() -> None:
    answer = Client().post(reverse("directory:leave"))
    assert answer["Location"] == reverse("directory:home")
    assert answer["Clear-Site-Data"] == '"cache"'


def test_the_page_of_a_place_says_its_week_its_closures_and_when_it_was_verified(area: Territory) -> None:
    place = making.place(
        name="Un lieu", territory=area, hours="Mo-Fr 09:00-12:00", telephone="01 99 00 00 01", languages=["fr", "ar"],
        documents="Un justificatif", is_free=True, reviewed_on=date(2026, 11, 2),
    )  # fmt: skip
    making.service(place, "shower", hours="Sa 10:00-11:00", has_own_conditions=True, needs_appointment=True)
    today = timezone.localdate()
    SpecialPeriod.objects.create(place=place, kind="closed", first_day=today, last_day=today, message="Travaux")
    page = text(Client().get(reverse("directory:place", args=[place.key])))
    for words in ("Fermé temporairement", "Travaux", "9\xa0h\xa0–\u2060\xa012\xa0h", "Vérifiée le 2 novembre 2026.",
                  "Français, Arabe", "Un justificatif", "Gratuit", "Sur rendez-vous", 'href="tel:0199000001"',
                  "1 rue de l’Exemple", "data:image/svg"):  # fmt: skip
        assert words in page, words


def test_an_itinerary_says_each_stop_with_its_hours(area: Territory) -> None:
    bus = making.place(
        name="Un bus", kind="itinerary", address="", postal_code="", latitude=None, longitude=None, hours=""
    )
    making.service(bus, "meal")
    making.stop(bus, name="Place de l’Exemple", hours="Mo-Su 10:00-12:00", territory=area)
    page = text(Client().get(reverse("directory:place", args=[bus.key])))
    assert "Place de l’Exemple" in page and "10\xa0h\xa0–\u2060\xa012\xa0h" in page


def test_a_draft_is_not_found_and_a_double_leads_to_the_entry_that_stands_for_it() -> None:
    kept, draft = making.place(), making.place(status="draft")
    double = making.place(merged_into=kept)
    assert Client().get(reverse("directory:place", args=[draft.key])).status_code == 404
    answer = Client().get(reverse("directory:place", args=[double.key]))
    assert answer["Location"] == reverse("directory:place", args=[kept.key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_code_or_sheet_says_where_a_refuge_is(
    language: str, home: Organisation, area: Territory
) -> None:
    hidden = making.refuge(home)
    making.service(hidden, "shelter")
    making.service(making.place(territory=area), "meal")
    client = speaking(language)
    pages = [
        client.get("/annuaire/besoin/sleep/"),
        client.get("/annuaire/besoin/sleep/?area=75120&open=any"),
        client.post("/annuaire/chercher/", {"words": hidden.name, "latitude": 48.8, "longitude": 2.3, "open": "any"}),
        client.get(reverse("directory:place", args=[hidden.key])),
    ]
    assert any(hidden.name in text(page) for page in pages)
    for page in pages:
        assert not [secret for secret in (*SECRETS, "Une association") if secret in text(page)]
    own = text(pages[-1])
    assert "data:image/svg" not in own and 'href="tel:01' not in own and "3919" in own
    sheet = client.get(reverse("directory:sheet", args=["75120"]))
    assert hidden.name not in _printed(sheet.content)


def test_a_search_near_a_point_never_answers_a_refuge(home: Organisation) -> None:
    making.service(making.refuge(home), "shelter")
    found = finding.outcome(Query(want="sleep", near=making.CENTRE, at=timezone.now()))
    assert found.cards == [] and found.nearest == []


@pytest.mark.parametrize(("language", "words"), [("fr", "Manger"), ("ar", "18e")])
def test_the_sheet_of_an_area_is_one_side_with_its_places_hours_and_the_directorys_address(
    language: str, words: str, area: Territory
) -> None:
    area.name_fr = "18e arrondissement"
    area.save()
    making.service(making.place(name="Un repas", territory=area, hours="Mo-Fr 12:00-14:00"), "meal")
    answer = speaking(language).get(reverse("directory:sheet", args=["75120"]))
    assert answer["Content-Type"] == "application/pdf"
    printed = _printed(answer.content)
    for said in (words, "Un repas", "1 rue de l’Exemple", "/annuaire/", "115"):
        assert said in printed, said
    assert Client().get(reverse("directory:sheet", args=["nulle-part"])).status_code == 404


def test_a_crowded_place_says_so_until_it_is_too_long_ago() -> None:
    place = making.place(hours="24/7", saturation="high", saturation_at=timezone.now())
    place.saturation_until = timezone.now() + timezone.timedelta(hours=1)
    place.save()
    assert "Complet" in text(Client().get(reverse("directory:place", args=[place.key])))
    Place.objects.update(saturation_until=timezone.now())
    assert "Complet" not in text(Client().get(reverse("directory:place", args=[place.key])))


@pytest.mark.parametrize(
    ("path", "most"), [("/annuaire/", 1), ("/annuaire/besoin/eat/", 9), ("/annuaire/besoin/eat/?open=any", 9)]
)
def test_public_pages_keep_their_query_budget(
    path: str, most: int, area: Territory, django_assert_max_num_queries: Any
) -> None:
    for _number in range(5):
        making.service(making.place(territory=area, hours="24/7"), "meal")
    with django_assert_max_num_queries(most):
        assert Client().get(path).status_code == 200


def test_the_page_of_a_place_keeps_its_query_budget(django_assert_max_num_queries: Any) -> None:
    place = making.place()
    for category in ("meal", "shower", "laundry"):
        making.service(place, category)
    with django_assert_max_num_queries(8):
        page = place_page.page(place_page.public_place(place.key), timezone.now())
    assert len(page["services"]) == 3


def _printed(content: bytes) -> str:
    import io

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
