"""A scheme that nobody had thought of, invented by forms, published, followed, counted. No text of it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import overflow, violations
from tests.browser.page import SHOWN
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
NAME = "Jardins d’exemple"
MAIN_ACT = "main form .btn-primary"


@contextmanager
def window(browser: Browser, address: str, account: str, width: int = 1280) -> Iterator[Page]:
    """A page of this account's own browser."""
    with visitor(browser, address, width, account) as context:
        yield context.new_page()


def seen(page: Page) -> None:
    """Accessible, and within the screen."""
    assert not (found := violations(page)), "\n".join(found)
    assert overflow(page) == 0


def add(page: Page, link: str, *, ticked: tuple[str, ...] = (), **typed: str) -> None:
    """A part more, by its form: fields by their name, choices by their words."""
    page.get_by_role("link", name=link, exact=True).click()
    for name, value in typed.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    for words in ticked:
        page.get_by_label(words, exact=True).first.check()
    seen(page)
    page.locator(MAIN_ACT).click()
    expect(page.locator("[data-error-summary]")).to_have_count(0)


def invented(page: Page) -> str:
    """The scheme made and published by the pact's team; the address of its page."""
    page.goto("/parcours/dispositifs/")
    seen(page)
    page.get_by_role("link", name="Inventer un dispositif").click()
    page.get_by_label("Nom du dispositif").fill(NAME)
    page.locator("[name=summary]").fill("Une parcelle, un jardinier, une rencontre par semaine.")
    page.locator(MAIN_ACT).click()
    expect(page.locator("main")).to_contain_text("Aucune étape n’ouvre le parcours")
    add(page, "Ajouter une issue", label="Parcelle gardée")
    add(page, "Ajouter une étape", label="Inscription au jardin", ticked=("Un parcours peut commencer ici",))
    add(page, "Ajouter une étape", label="Première récolte", by="La personne", ticked=("Inscription au jardin",))
    add(
        page, "Ajouter un délai", label="Récolte à venir", begins="Inscription au jardin", length="6", unit="mois",
        reference="Règle d’exemple du jardin", act="Récolter", ticked=("Première récolte",),
    )  # fmt: skip
    add(
        page, "Ajouter une mesure", label="Récoltes", measured="Une étape : combien de fois dans l’année",
        step="Première récolte", explanation="Les premières récoltes de l’année.",
    )  # fmt: skip
    expect(page.locator("main")).to_contain_text("ce brouillon peut être publié")
    expect(page.locator("section[aria-labelledby=clocks]")).to_contain_text("dans les 6 mois après")
    seen(page)
    page.get_by_role("link", name="Essayer sur les parcours en cours").click()
    expect(page.locator("main")).to_contain_text("Aucun parcours en cours")
    page.get_by_role("link", name="Publier").click()
    page.get_by_label("Adoptée par").fill("Une instance d’exemple")
    page.locator("[name=valid_from]").fill("2020-01-01")
    page.locator(MAIN_ACT).click()
    expect(page.locator("main")).to_contain_text("Les parcours ouverts aujourd’hui suivent cette version")
    seen(page)
    return page.url


def followed(page: Page) -> None:
    """A case of it opened by a social worker on somebody of the demonstration, and a step noted."""
    page.goto(f"/personnes/{SHOWN}a1/")
    page.get_by_role("link", name=re.compile("Ouvrir un parcours")).first.click()
    page.get_by_role("link", name=NAME).click()
    page.locator("[name=on]").fill(date.today().isoformat())
    page.locator(MAIN_ACT).click()
    expect(page.locator("main")).to_contain_text("Récolter")
    expect(page.locator("main")).to_contain_text("Règle d’exemple du jardin")
    page.get_by_role("link", name="Noter que c’est fait").first.click()
    page.locator("[name=on]").fill(date.today().isoformat())
    page.locator(MAIN_ACT).click()
    expect(page.locator("main")).to_contain_text("Première récolte")


def counted(page: Page) -> None:
    """An indicator made in the interface, whose figure comes out of the case."""
    page.goto("/mesures/")
    page.get_by_role("link", name="Créer un indicateur").click()
    page.get_by_label("Code", exact=True).fill("recoltes_d_exemple")
    page.locator("[name=label_fr]").fill("Premières récoltes")
    page.locator("[name=unit]").select_option("action")
    page.locator("[name=kind]").select_option("flow")
    choice = page.locator("[name=computed_by] option", has_text=f"{NAME} : Récoltes")
    page.locator("[name=computed_by]").select_option(choice.get_attribute("value"))
    page.get_by_role("button", name="Enregistrer la définition").click()
    expect(page.locator("section[aria-labelledby=live] data.figure")).to_have_attribute("value", "1")
    seen(page)


def test_a_new_scheme_is_added_by_the_interface_alone_used_and_counted(browser: Browser, address: str) -> None:
    with window(browser, address, "pact_team") as team:
        kept = invented(team)
        with window(browser, address, "social_worker") as social:
            followed(social)
        counted(team)
        team.goto(kept)
        expect(team.locator("main")).to_contain_text("1 parcours en cours suit cette version")
        team.get_by_role("button", name=re.compile("Préparer une nouvelle version")).click()
        team.get_by_role("link", name=re.compile("Modifier : Récolte à venir")).click()
        team.locator("[name=length]").fill("3")
        team.locator(MAIN_ACT).click()
        seen(team)


def test_the_editor_stands_on_a_telephone(browser: Browser, address: str) -> None:
    with window(browser, address, "pact_team", 360) as page:
        page.goto("/parcours/dispositifs/")
        seen(page)
        page.get_by_role("link", name="Actions de prévention").click()
        seen(page)
        page.get_by_role("link", name="Version 1").first.click()
        seen(page)
        page.get_by_role("button", name="Préparer une nouvelle version").click()
        seen(page)
        page.get_by_role("link", name=re.compile("Modifier : Premier contact")).last.click()
        seen(page)
        page.goto("/parcours/dispositifs/periodes/")
        expect(page.locator("main")).to_contain_text("1 novembre 2015")
        seen(page)
