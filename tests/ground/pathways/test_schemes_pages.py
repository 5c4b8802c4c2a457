"""The editor by forms: nothing to know of files, what was typed kept, faults leading to their part, cases tried."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.pathways.models import Case, LegalPeriod, PathwayScheme, SchemeVersion
from pacte.ground.pathways.reads.schemes import written
from pacte.ground.pathways.rules.scheme import Limit, MeasureKind, TermDirection, Unit
from pacte.ground.pathways.services import cases
from tests.ground.pathways.making import SCHEME, scheme
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client) -> User:
    user = worker(organisation(), Role.PACT_TEAM)
    client.force_login(user)
    return user


def page(route: str, **kwargs: Any) -> str:
    return reverse(f"pathways:{route}", kwargs=kwargs)


def drafted(text: str = SCHEME) -> dict[str, Any]:
    scheme()
    made = scheme(text=text, state="draft", published_at=None)
    return {"key": "visit", "number": made.number}


def said(where: dict[str, Any]) -> Any:
    return written(SchemeVersion.objects.get(scheme__key=where["key"], number=where["number"])).scheme


def running_case() -> Case:
    social = worker(organisation())
    home = social.memberships.get().organisation
    since = timezone.localdate() - timedelta(days=2)
    return cases.start(social, followed(social, home, given_name="Prénom-7").key, "visit", "alert_received", since)


def test_a_scheme_is_invented_by_forms_alone(client: Client, team: User) -> None:
    answer = client.post(page("scheme_new"), {"name": "Cafés du matin", "summary": "Un café, une écoute."})
    where: dict[str, Any] = {"key": "cafes_du_matin", "number": 1}
    assert answer["Location"] == page("version", **where)
    add = lambda part, **body: client.post(page("part_add", part=part, **where), body)  # noqa: E731
    add("outcome", label="Aidée", by_hand="on")
    add("step", label="Café pris", opens="on", documents="Carte\nPhoto", plannable="on")
    add("step", label="Rencontre", after=["cafe_pris"], closes="aidee", plannable="on")
    add("fact", label="Matin", fact="choice", choice_lines="Lundi\nJeudi")
    usual = {"soon": "14", "occurrences": "last", "sense": "after", "unit": "weeks"}
    add(
        "clock",
        label="Rencontrer",
        begins="step:cafe_pris",
        stops=["rencontre"],
        length="2",
        reminders="7, -1",
        **usual,
    )
    add("measure", label="Cafés", measured="step", step="cafe_pris", explanation="Les cafés pris.")
    made = said(where)
    assert [(each.key, each.closes) for each in made.steps] == [("cafe_pris", ""), ("rencontre", "aidee")]
    assert [each.label for each in made.steps[0].documents] == ["Carte", "Photo"]
    assert (made.clocks[0].rules[0].length, made.clocks[0].rules[0].unit) == (2, Unit.WEEKS)
    assert made.clocks[0].reminders == (7, -1) and made.measures[0].kind == MeasureKind.STEP
    assert "peut être publié" in client.get(page("version", **where)).content.decode()
    client.post(page("version_publish", **where), {"adopted_by": "Le Conseil", "valid_from": "2025-01-01"})
    assert PathwayScheme.objects.get(key="cafes_du_matin").versions.get().state == "published"


def test_an_empty_form_of_each_part_keeps_what_was_typed_and_says_what_misses(client: Client, team: User) -> None:
    where = drafted()
    for part, typed in (
        ("step", {"by": "Une équipe d’exemple"}),
        ("fact", {"help": "Une aide d’exemple", "fact": "choice"}),
        ("clock", {"act": "Un acte d’exemple", "reminders": "demain"}),
        ("outcome", {"label": "Une issue d’exemple", "avoids_rupture": "on"}),
        ("measure", {"label": "Une mesure d’exemple", "measured": "days"}),
    ):
        answer = client.post(page("part_add", part=part, **where), typed)
        assert answer.status_code == 422 and "Il reste quelque chose à corriger" in answer.content.decode()
        assert "exemple" in answer.content.decode()
    assert said(where) == said({"key": "visit", "number": 1})


def test_a_part_opened_and_saved_as_it_stands_changes_nothing(client: Client, team: User) -> None:
    where = drafted()
    before = said(where)
    for part, name in (("step", "visit_made"), ("clock", "report_before_hearing"), ("measure", "visited_in_time")):
        form = client.get(page("part_edit", part=part, name=name, **where)).context["form"]
        values = {field.html_name: field.value() for field in form}
        body = {name: value for name, value in values.items() if value not in (None, False, "")}
        assert client.post(page("part_edit", part=part, name=name, **where), body).status_code == 302
    assert said(where) == before


def test_a_step_renamed_keeps_its_code_and_its_documents_theirs(client: Client, team: User) -> None:
    where = drafted()
    body = {"label": "Visite à domicile", "after": ["alert_received"], "documents": "Compte rendu signé"}
    client.post(page("part_edit", part="step", name="visit_made", **where), body)
    step = said(where).step("visit_made")
    assert step.label == "Visite à domicile" and [(each.key, each.label) for each in step.documents] == [
        ("report", "Compte rendu signé")
    ]


def test_a_delay_counts_backward_or_waits(client: Client, team: User) -> None:
    where = drafted()
    usual = {"soon": "14", "occurrences": "last", "unit": "days", "length": "5", "stops": ["visit_made"]}
    begins = {"begins": "step:hearing_held", **usual}
    client.post(page("part_add", part="clock", **where), {"label": "Avant", "sense": "before", **begins})
    client.post(page("part_add", part="clock", **where), {"label": "Attendre", "sense": "at_least", **begins})
    before, waits = (said(where).clock(key) for key in ("avant", "attendre"))
    assert before.direction == TermDirection.BEFORE and waits.limit == Limit.AT_LEAST


def test_a_delay_has_several_lengths_by_a_fact(client: Client, team: User) -> None:
    where = drafted()
    form = client.get(page("part_edit", part="clock", name="visit_in_time", **where)).context["form"]
    body = {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
    client.post(page("part_edit", part="clock", name="visit_in_time", **where), body | {"chosen_by": "lease_signed_on"})
    at = {"clock": "visit_in_time", **where}
    client.post(page("rule_edit", place=0, **at), {"length": "2", "unit": "months", "until": "2023-07-29"})
    client.post(page("rule_add", **at), {"length": "6", "unit": "weeks", "since": "2023-07-29", "reference": "Une loi"})
    rules = said(where).clock("visit_in_time").rules
    assert [(rule.length, rule.unit.value) for rule in rules] == [(2, "months"), (6, "weeks")]
    text = client.get(page("version", **where)).content.decode()
    assert "si «\u00a0Bail signé le\u00a0» est à partir du 29 juillet 2023" in text and "Une loi" in text
    client.post(page("rule_remove", place=0, **at))
    assert len(said(where).clock("visit_in_time").rules) == 1
    assert client.get(page("rule_edit", place=7, **at)).status_code == 404


def test_what_names_a_part_taken_away_is_said_and_leads_to_it(client: Client, team: User) -> None:
    where = drafted()
    client.post(page("part_remove", part="step", name="visit_made", **where))
    text = client.get(page("version", **where)).content.decode()
    assert "l’étape « visit_made » n’existe pas".capitalize()[1:] in text and 'href="#clock-visit_in_time"' in text
    assert "Publier</a>" not in text


def test_parts_are_put_in_another_order(client: Client, team: User) -> None:
    where = drafted()
    client.post(page("part_move", part="outcome", name="abandoned", **where), {"to": "up"})
    assert [each.key for each in said(where).outcomes] == ["abandoned", "kept"]


def test_a_text_with_faults_comes_back_as_typed_with_each_line_and_is_not_stored(client: Client, team: User) -> None:
    where = drafted()
    wrong = SCHEME.replace('start = "alert_received"', 'start = "nowhere"')
    answer = client.post(page("version_text", **where), {"text": wrong})
    text = answer.content.decode()
    assert answer.status_code == 422 and "l’étape « nowhere » n’existe pas" in text and "Ligne" in text
    assert "start = &quot;nowhere&quot;" in text
    assert "nowhere" not in SchemeVersion.objects.get(number=where["number"]).text


def test_a_preview_page_names_cases_by_number_and_nobody(client: Client, team: User) -> None:
    where = drafted(SCHEME.replace("length = 10", "length = 30"))
    case = running_case()
    text = client.get(page("version_preview", **where)).content.decode()
    assert case.label in text and "Prénom-7" not in text and "Une échéance change de date" in text


def test_cases_are_moved_after_having_been_looked_at(client: Client, team: User) -> None:
    scheme()
    scheme(text=SCHEME.replace("length = 10", "length = 30"), state="published")
    Case.objects.all().delete()
    social = worker(organisation())
    case = cases.start(
        social, followed(social, social.memberships.get().organisation).key, "visit", "alert_received",
        timezone.localdate(),
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(version=SchemeVersion.objects.get(number=1))
    at = page("cases_move", key="visit", number=1)
    looked = client.post(at, {"into": "2", "do": "look"})
    assert looked.status_code == 200 and case.label in looked.content.decode()
    case.refresh_from_db()
    assert case.version.number == 1
    client.post(at, {"into": "2", "do": "move"})
    case.refresh_from_db()
    assert case.version.number == 2


def test_whoever_is_signed_in_reads_what_is_published_and_no_draft(client: Client) -> None:
    where = drafted()
    client.force_login(worker(organisation()))
    listed, one = client.get(page("schemes")).content.decode(), client.get(page("scheme", key="visit")).content.decode()
    assert "Une visite d’exemple" in listed and "Inventer" not in listed and "Version 2" not in one
    text = client.get(page("version", key="visit", number=1)).content.decode()
    assert "10 jours ouvrés" in text and "Exemple, sans texte" in text and "Modifier" not in text
    assert client.get(page("version", **where)).status_code == 404
    assert client.get(page("version_preview", key="visit", number=1)).status_code == 403


def test_periods_are_read_by_all_and_corrected_by_the_team(client: Client, team: User) -> None:
    body = {"kind": "winter_truce", "starts_on": "2030-11-01", "ends_on": "2031-03-31", "reference": "Un décret"}
    client.post(page("period_add"), body)
    row = LegalPeriod.objects.get()
    again = client.post(page("period_add"), body)
    assert again.status_code == 422 and "couvre déjà" in again.content.decode()
    client.post(page("period_edit", pk=row.pk), body | {"ends_on": "2031-05-31"})
    assert "31 mai 2031" in client.get(page("periods")).content.decode()
    client.post(page("period_remove", pk=row.pk))
    assert not LegalPeriod.objects.exists()


@pytest.mark.parametrize(
    ("route", "most"), [("schemes", 14), ("scheme", 16), ("version", 14), ("version_preview", 20), ("periods", 12)]
)
def test_each_page_has_its_budget(
    client: Client, team: User, django_assert_max_num_queries: Any, route: str, most: int
) -> None:
    where = drafted(SCHEME.replace("length = 10", "length = 30"))
    for _each in range(3):
        running_case()
    kwargs = {"schemes": {}, "periods": {}, "scheme": {"key": "visit"}}.get(route, where)
    with django_assert_max_num_queries(most):
        assert client.get(page(route, **kwargs)).status_code == 200
