"""Pages of those who keep the directory."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.directory.models import (
    DirectoryPolicy,
    NetworkLabel,
    Place,
    PremisesMerger,
    Proposal,
    SpecialPeriod,
)
from pacte.ground.directory.reads.keeping import this_week
from pacte.ground.directory.services import moderation, places
from pacte.ground.directory.worklist import changes_to_read, entries_to_keep
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation, worker

from .making import place, refuge, service, stop

pytestmark = pytest.mark.django_db
MANY = 12


@pytest.fixture
def home(db: None) -> Any:
    return organisation()


@pytest.fixture
def keeper(home: Any) -> User:
    return worker(home, "site_manager")


@pytest.fixture
def team(db: None) -> User:
    return worker(organisation(), "pact_team")


def signed(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, row: Any = None, **more: Any) -> str:
    return reverse(f"directory:{name}", kwargs={"key": row.key, **more} if row else more)


def typed(row: Place, **values: Any) -> dict[str, Any]:
    """The form as the browser would send it back, untouched but for these values."""
    sent = {
        "name": row.name, "kind": row.kind, "organisation": row.organisation_id, "audience_rule": row.audience_rule,
        "address": row.address, "postal_code": row.postal_code, "latitude": row.latitude, "longitude": row.longitude,
        "hours": row.hours, "description": row.description, "telephone": row.telephone,
        "version": row.updated_at.isoformat(),
    }  # fmt: skip
    return {**sent, **values}


def test_my_places_say_how_fresh_they_are_and_what_they_lack(home: Any, keeper: User) -> None:
    place(home, name="Un lieu neuf", hours="")
    place(home, name="Un lieu ancien", reviewed_on=date(2015, 1, 1))
    place(organisation(), name="Un lieu d’ailleurs")
    page = signed(keeper).get(url("kept")).content.decode()
    assert "Un lieu neuf" in page and "les horaires" in page and "À vérifier depuis le 1 juillet 2015" in page
    assert "ailleurs" not in page and "1 fiche à vérifier" in page and "1 fiche sans horaires" in page


@pytest.mark.parametrize(
    ("choice", "seen"), [("name=neuf", "neuf"), ("to_do=review", "ancien"), ("status=draft", "brouillon")]
)
def test_my_places_are_narrowed(home: Any, keeper: User, choice: str, seen: str) -> None:
    place(home, name="Lieu neuf"), place(home, name="Lieu ancien", reviewed_on=None)
    place(home, name="Lieu brouillon", status="draft")
    page = signed(keeper).get(url("kept") + f"?{choice}").content.decode()
    assert [word for word in ("neuf", "ancien", "brouillon") if f">Lieu {word}" in page] == [seen]


def test_the_pages_stay_within_their_queries(
    home: Any, keeper: User, team: User, django_assert_max_num_queries: Any
) -> None:
    DirectoryPolicy.objects.create(is_moderated=True)
    area = Territory.objects.create(code="99013", kind="arrondissement", name_fr="13e")
    label = NetworkLabel.objects.create(code="reseau", name_fr="Un réseau")
    for number in range(MANY):
        bus = place(home, kind="itinerary", territory=area, reviewed_on=None)
        service(bus), service(bus, "laundry"), stop(bus, territory=area)
        SpecialPeriod.objects.create(
            place=bus, kind="closed", first_day=date(2030, 8, 1), last_day=date(2030, 8, 1 + number)
        )
        bus.labels.create(label=label, held_from=date(2019, 1, 1))
        PremisesMerger.objects.create(territory=area, title="Un regroupement", into=bus).merging.add(bus)
        places.edit(keeper, bus.key, {"telephone": "01 22 22 22 22"})
    budgets = [
        (keeper, url("kept"), 20), (keeper, url("keep", bus), 22), (keeper, url("edit", bus), 18),
        (keeper, url("history", bus), 12), (keeper, url("labels"), 12), (keeper, url("mergers"), 14),
        (team, url("kept"), 18), (team, url("queue"), 14), (team, url("freshness"), 16),
        (team, url("label", code="reseau"), 14), (team, url("proposal", Proposal.objects.first()), 14),
    ]  # fmt: skip
    for user, address, most in budgets:
        client = signed(user)
        with django_assert_max_num_queries(most):
            answer = client.get(address)
        assert answer.status_code == 200, address


def test_a_place_is_made_in_one_form_and_published_by_a_button(home: Any, keeper: User) -> None:
    client = signed(keeper)
    body = {"name": "Un lieu", "kind": "fixed", "organisation": home.pk, "audience_rule": "everyone", "hours": "24/7"}
    made = client.post(url("new"), body)
    place_made = Place.objects.get()
    assert made["Location"] == url("keep", place_made) and place_made.status == "draft"
    client.post(url("publish", place_made))
    place_made.refresh_from_db()
    assert place_made.status == "published"


def test_a_form_with_a_fault_keeps_what_was_typed_and_says_where(home: Any, keeper: User) -> None:
    kept = place(home)
    answer = signed(keeper).post(url("edit", kept), typed(kept, hours="lun-ven 9h-12h", description="Mes mots"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "caractère 1" in page and "Mo-Fr 09:00-12:00" in page and "lun-ven 9h-12h" in page and "Mes mots" in page


def test_two_people_who_edit_one_place_lose_no_word(home: Any, keeper: User) -> None:
    kept, other = place(home), worker(home, "organisation_admin")
    seen_by_both = typed(kept)
    signed(other).post(url("edit", kept), {**seen_by_both, "telephone": "01 11 11 11 11", "hours": "24/7"})
    client = signed(keeper)
    mine = {**seen_by_both, "hours": "Mo 10:00-12:00", "description": "Mes mots"}
    answer = client.post(url("edit", kept), mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "C’est maintenant : 24/7" in page and "Mo 10:00-12:00" in page and "01 11 11 11 11" in page
    kept.refresh_from_db()
    assert (kept.hours, kept.telephone) == ("24/7", "01 11 11 11 11")
    again = {**mine, "telephone": "01 11 11 11 11", "version": kept.updated_at.isoformat()}
    assert f'value="{kept.updated_at.isoformat()}"' in page
    client.post(url("edit", kept), again)
    kept.refresh_from_db()
    assert (kept.hours, kept.telephone, kept.description) == ("Mo 10:00-12:00", "01 11 11 11 11", "Mes mots")


def test_a_crowd_is_said_in_one_tap_and_taken_back(home: Any, keeper: User) -> None:
    kept = place(home)
    client = signed(keeper)
    client.post(url("saturate", kept), {"level": "high"})
    page = client.get(url("keep", kept)).content.decode()
    assert "« Complet » est affiché jusqu’au" in page
    client.post(url("saturate", kept), {"level": ""})
    kept.refresh_from_db()
    assert kept.saturation == ""


def test_the_place_page_says_the_week_in_words(home: Any, keeper: User) -> None:
    page = signed(keeper).get(url("keep", place(home, hours="Mo-Su 09:00-12:00"))).content.decode()
    assert "Ces sept jours :" in page and this_week("Mo-Su 09:00-12:00", timezone.localdate()) in page


def test_a_change_is_read_before_and_after_then_published(home: Any, keeper: User, team: User) -> None:
    DirectoryPolicy.objects.create(is_moderated=True)
    kept = place(home, telephone="01 11 11 11 11")
    said = signed(keeper).post(url("edit", kept), typed(kept, telephone="01 22 22 22 22"), follow=True)
    assert "le relit avant de le publier" in said.content.decode()
    client = signed(team)
    queue = client.get(url("queue")).content.decode()
    assert "01 11 11 11 11" in queue and "01 22 22 22 22" in queue and "Une travailleuse sociale" in queue
    client.post(url("publish_proposal", Proposal.objects.get()))
    kept.refresh_from_db()
    assert kept.telephone == "01 22 22 22 22"


def test_who_proposed_goes_on_from_their_own_words(home: Any, keeper: User, team: User) -> None:
    DirectoryPolicy.objects.create(is_moderated=True)
    kept = place(home)
    places.edit(keeper, kept.key, {"telephone": "01 22 22 22 22"})
    proposal = Proposal.objects.get()
    assert "01 22 22 22 22" in signed(keeper).get(url("edit", kept)).content.decode()
    moderation.send_back(team, proposal.key, "Donnez le numéro de l’accueil.")
    page = signed(keeper).get(url("keep", kept)).content.decode()
    assert "Donnez le numéro de l’accueil." in page and "01 22 22 22 22" in page
    signed(keeper).post(url("withdraw_proposal", proposal))
    assert not Proposal.objects.exists()


def test_the_history_says_what_changed_in_words_and_by_whom(home: Any, keeper: User) -> None:
    kept = place(home)
    places.edit(keeper, kept.key, {"is_free": True, "languages": ["ar"], "hours": ""})
    page = signed(keeper).get(url("history", kept)).content.decode()
    for words in ("Gratuit", "oui", "Arabe", "Horaires", "non précisé", "Une travailleuse sociale"):
        assert words in page, words


def test_a_refuge_is_read_on_one_page_alone_and_every_reading_is_noted(home: Any, keeper: User, team: User) -> None:
    hidden = refuge(home, address="9 rue Cachée")
    client = signed(keeper)
    for name in ("kept", "keep", "edit", "history"):
        page = client.get(url(name, hidden if name != "kept" else None)).content.decode()
        assert "Cach" not in page, name
    answer = client.get(url("protected", hidden))
    assert "9 rue Cachée" in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(action="place.read_protected").count() == 1
    assert signed(team).get(url("protected", hidden)).status_code == 403
    assert "Cach" not in signed(team).get(url("keep", hidden)).content.decode()


def test_hiding_is_not_done_by_a_slip_and_revealing_needs_a_reason(home: Any, keeper: User) -> None:
    kept = place(home, address="9 rue Cachée")
    client = signed(keeper)
    assert client.post(url("hide", kept)).status_code == 422
    client.post(url("hide", kept), {"is_sure": "on"})
    kept.refresh_from_db()
    assert kept.is_confidential and kept.address == ""
    assert client.post(url("reveal", kept)).status_code == 422
    client.post(url("reveal", kept), {"reason": "mistake"})
    kept.refresh_from_db()
    assert (kept.address, kept.status) == ("9 rue Cachée", "draft")


def test_my_day_tells_what_to_review_what_lacks_hours_and_what_was_sent_back(
    home: Any, keeper: User, team: User
) -> None:
    today = timezone.localdate()
    DirectoryPolicy.objects.create(is_moderated=True)
    place(home, name="Ancien", reviewed_on=today - timedelta(days=400))
    kept = place(home, name="Sans horaires", hours="")
    places.edit(keeper, kept.key, {"telephone": "01 22 22 22 22"})
    proposal = Proposal.objects.get()
    assert [entry.title for entry in changes_to_read(team, today)] == ["1 changement à relire"]
    moderation.send_back(team, proposal.key, "Précisez.")
    assert {(entry.act, entry.title) for entry in entries_to_keep(keeper, today)} == {
        ("Vérifier la fiche", "Ancien"),
        ("Écrire les horaires", "Sans horaires"),
        ("Reprendre ce changement", "Sans horaires"),
    }
    assert list(entries_to_keep(team, today)) == []


def test_a_premises_page_names_every_arrondissement(home: Any, keeper: User, team: User) -> None:
    one, two = (Territory.objects.create(code=c, kind="arrondissement", name_fr=f"Le {c}") for c in ("99001", "99002"))
    merger = PremisesMerger.objects.create(territory=one, title="Un seul guichet")
    old, new = place(home, territory=one), place(home, territory=one)
    body = {"territory": one.pk, "title": "Un seul guichet", "state": "done", "done_on": "2019-01-02"}
    signed(team).post(url("merger", merger), {**body, "merging": [old.pk, new.pk], "into": new.pk})
    page = signed(keeper).get(url("mergers")).content.decode()
    assert "Réalisé" in page and "2 janvier 2019" in page and two.name_fr in page and "Rien de prévu" in page


def test_a_photo_is_shown_of_a_published_place_and_of_no_refuge(home: Any, keeper: User) -> None:
    kept, client = place(home), signed(keeper)
    client.post(url("put_photo", kept), {"file": picture()})
    kept.refresh_from_db()
    assert kept.photo is not None
    shown = reverse("documents:published", kwargs={"key": kept.photo.key})
    assert Client().get(shown).status_code == 200
    client.post(url("hide", kept), {"is_sure": "on"})
    assert Client().get(shown).status_code == 404
    assert client.post(url("put_photo", kept), {"file": picture()}).status_code == 422
    text = SimpleUploadedFile("note.txt", b"Bonjour", "text/plain")
    other = place(home)
    assert client.post(url("put_photo", other), {"file": text}).status_code == 422
    client.post(url("put_photo", other), {"file": picture()})
    client.post(url("remove_photo", other))
    other.refresh_from_db()
    assert other.photo is None


def picture() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    return SimpleUploadedFile("porte.png", made.getvalue(), "image/png")
