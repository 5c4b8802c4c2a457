"""Every number on a page says which measurement it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template import Context, Template
from django.utils import translation

from pacte.ground.indicators.reads import Shown
from pacte.ground.indicators.rules import plain

from .conftest import Figures
from .test_figures_open_data import figure


def show(text: str, language: str = "fr", **context: Any) -> str:
    with translation.override(language):
        return plain(Template(text).render(Context(context)))


def test_a_measurement_and_its_frozen_copy_print_alike(figures: Figures) -> None:
    live = figures.measure(figures.indicator(), 3600, qualifier="more_than")
    frozen = figure(live.reference, "3600", qualifier="more_than")
    wanted = f'<data class="figure" value="3600" data-measurement="m{live.pk}-r1">plus de 3 600</data>'
    assert show("{% figure m %}", m=live) == show("{% figure m %}", m=frozen) == wanted
    assert ">more than 3,600<" in show("{% figure m %}", "en", m=live)


def test_a_period_is_a_time_and_one_not_stated_is_said(figures: Figures) -> None:
    stock = figure("m1-r1", "3")
    assert show("{% period m %}", m=stock) == '<time class="period" datetime="2019-09-30">au 30 septembre 2019</time>'
    assert "période non précisée" in show("{% period m %}", m=figure("m1-r1", "3", period_end=""))


def test_a_withheld_value_is_nowhere_in_the_page(figures: Figures) -> None:
    live = figures.measure(figures.indicator(), 7)
    for shown in (Shown(live, True), figure("m1-r1", "7", is_suppressed=True)):
        page = show("{% figure m %}{% figure_parts m as p %}{{ p.number }}{% figure_caption m %}", m=shown)
        assert "non publié" in page
        assert ">7<" not in page
        assert 'value="7"' not in page


def test_a_change_is_no_finer_than_its_two_figures(figures: Figures) -> None:
    definition = figures.indicator()
    before = figures.measure(definition, 67000, qualifier="about", period_end=date(2014, 12, 31))
    after = figures.measure(definition, 61205, period_end=date(2019, 6, 30))
    page = show("{% figure_change a b %}", a=before, b=after)
    assert ">environ -9 %<" in page
    assert f'data-measurement="m{before.pk}-r1 m{after.pk}-r1"' in page


def test_a_stated_change_says_that_its_levels_are_not(figures: Figures) -> None:
    change = figure("m1-r1", "-11", unit="percent", kind="change", base="expulsions")
    assert show("{% figure_remark m %}", m=change) == "niveaux non précisés"
    assert show("{% figure_remark m %}", m=figure("m1-r1", "3")) == ""


def test_the_caption_says_what_where_and_when(figures: Figures) -> None:
    live = figures.measure(figures.indicator(), 3600)
    page = show("{% figure_caption m %}", m=live)
    assert page.startswith("Libellé de people · Paris, <time")


def test_a_label_written_by_a_partner_cannot_inject_markup(figures: Figures) -> None:
    page = show("{% figure_caption m label %}", m=figure("m1-r1", "3"), label="<script>")
    assert "<script>" not in page
