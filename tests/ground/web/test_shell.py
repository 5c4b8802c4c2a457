"""The frame of every page: who sees which link, the fonts it stands on, the components that it offers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from fontTools.ttLib import TTFont

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.web.charts.drawing import FONTS
from pacte.ground.web.forms import Explained, day_field

ACCESSIBILITY = "/accessibilite/"


def holder(role: Role) -> User:
    """Someone who holds this role."""
    user = User.objects.create_user(f"{role}@own.example", display_name="Une personne", is_demonstration=True)
    own, _made = Organisation.objects.get_or_create(
        slug="own", defaults={"name": "Association d’ici", "kind": OrganisationKind.ASSOCIATION}
    )
    Membership.objects.create(user=user, organisation=own, role=role, starts_on=date(2015, 1, 1))
    return user


def seen_by(client: Client, user: User | None) -> str:
    if user:
        client.force_login(user)
    return client.get(ACCESSIBILITY).content.decode()


@pytest.mark.django_db
def test_the_navigation_shows_what_one_may_open_and_nothing_more(client: Client) -> None:
    journal, my_day = reverse("audit:journal"), reverse("worklist:my_day")
    visitor = seen_by(client, None)
    assert f'href="{journal}"' not in visitor
    assert f'href="{my_day}"' not in visitor
    contributor = seen_by(client, holder(Role.CONTRIBUTOR))
    assert f'href="{my_day}"' in contributor
    assert f'href="{journal}"' not in contributor
    assert f'href="{journal}"' in seen_by(client, holder(Role.DATA_PROTECTION))


@pytest.mark.django_db
def test_the_page_being_read_is_marked_in_the_navigation(client: Client) -> None:
    client.force_login(holder(Role.CONTRIBUTOR))
    page = client.get(reverse("worklist:my_day")).content.decode()
    assert f'href="{reverse("worklist:my_day")}" aria-current="page"' in page


@pytest.mark.django_db
def test_a_visitors_page_asks_the_database_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get(ACCESSIBILITY).status_code == 200
        assert client.get(reverse("web:gallery")).status_code == 200


@pytest.mark.django_db
def test_the_skip_link_comes_first_and_leads_to_the_content(client: Client) -> None:
    body = seen_by(client, None).split("<body", 1)[1]
    assert body.index('href="#main"') < body.index("<header")
    assert 'id="main"' in body


@pytest.mark.django_db
def test_the_gallery_draws_every_component(client: Client) -> None:
    page = client.get(reverse("web:gallery")).content.decode()
    for component in ("big-figure", "state-badge", "notice", "error-summary", "timeline", "definitions", "<svg"):
        assert component in page


def test_a_form_says_first_what_to_correct_and_ties_each_error_to_its_field() -> None:
    class Sample(forms.Form):
        value = forms.IntegerField(label="Valeur", help_text="En chiffres.")
        key = forms.IntegerField(widget=forms.HiddenInput)

    drawn = str(Sample({"value": "beaucoup"}))
    assert drawn.index("data-error-summary") < drawn.index('class="field')
    assert '<a href="#id_value">Valeur</a>' in drawn
    assert 'aria-describedby="id_value_helptext id_value_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'value="beaucoup"' in drawn


def test_a_verbs_refusal_stands_beside_the_field_it_names_or_above_the_form() -> None:
    class Sample(Explained):
        starts_on = day_field(required=False)

    form = Sample({})
    form.take(BadInput(Fault("starts_on", "Trop tôt.", "Choisissez un autre jour."), Fault("ailleurs", "Impossible.")))
    assert form.errors["starts_on"] == ["Trop tôt. Choisissez un autre jour."]
    assert form.non_field_errors() == ["Impossible."]


@pytest.mark.parametrize("font", sorted(FONTS.glob("Atkinson*.ttf")), ids=lambda path: path.stem)
def test_the_fonts_hold_the_signs_of_french_numbers(font: Any) -> None:
    held = TTFont(font).getBestCmap()
    assert {0x202F, 0x2212, 0x2019, 0xAB, 0xBB, 0x20AC} <= set(held)
