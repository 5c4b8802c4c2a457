"""A scheme file with a fault is refused with its line; one built by forms is written and read back the same."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.ground.pathways.rules.check import check
from pacte.ground.pathways.rules.faults import SchemeFault, SchemeFaults
from pacte.ground.pathways.rules.parse import NAMES, parse, read
from pacte.ground.pathways.rules.scheme import (
    Choice,
    Clock,
    Document,
    Fact,
    FactKind,
    Limit,
    Measure,
    MeasureKind,
    Occurrences,
    Outcome,
    Roll,
    Rule,
    Scheme,
    Step,
    TermDirection,
    Unit,
)
from pacte.ground.pathways.rules.write import to_toml

from .making import SCHEME

HEAD = """key = "small"
version = "1"
name = "Petit"
"""
STEPS = (
    HEAD
    + """
[[step]]
key = "asked"
label = "Demande"
opens = true

[[step]]
key = "answered"
label = "Réponse"
after = ["asked"]
"""
)
CLOCK = (
    STEPS
    + """
[[clock]]
key = "answer"
label = "Répondre"
start = "asked"
stops = ["answered"]
"""
)
FACTS = """
[[fact]]
key = "kind"
label = "Sorte"
kind = "choice"
choices = [{ key = "a", label = "A" }, { key = "b", label = "B" }]

[[fact]]
key = "signed_on"
label = "Signé le"
kind = "date"
"""


def faults(text: str) -> list[SchemeFault]:
    with pytest.raises(SchemeFaults) as refused:
        parse(text)
    return refused.value.faults


def told(text: str) -> list[tuple[str, int, str]]:
    return [(each.code, each.line, each.where) for each in faults(text)]


def test_the_scheme_of_the_tests_is_sound_and_knows_its_lines() -> None:
    scheme = parse(SCHEME)
    lines = SCHEME.split("\n")
    assert lines[scheme.lines["step:hearing"] - 1] == "[[step]]"
    assert lines[scheme.lines["step:hearing"]] == 'key = "hearing"'
    assert lines[scheme.lines["clock:payment.chosen_by"] - 1] == 'chosen_by = "lease_signed_on"'
    assert lines[scheme.lines["clock:payment.rule2"]] == "length = 6"
    assert scheme.clocks_by_key["notice"].roll == Roll.PREVIOUS


def test_a_text_that_is_no_toml_is_refused_at_its_line() -> None:
    assert told(HEAD + '[[step]]\nkey = "a\n')[0][:2] == ("syntax", 5)


def test_the_form_is_refused_at_the_line_of_the_key() -> None:
    text = STEPS + '\n[[step]]\nkey = "odd"\nlable = "x"\nrepeats = "yes"\nafter = "asked"\n[[stop]]\n'
    assert told(text) == [
        ("missing_key", 15, "step:odd.label"),
        ("unknown_key", 17, "step:odd.lable"),
        ("wrong_type", 18, "step:odd.repeats"),
        ("wrong_type", 19, "step:odd.after"),
        ("unknown_key", 20, "scheme.stop"),
    ]


def test_a_word_in_a_text_is_no_table() -> None:
    text = HEAD + 'summary = """\n[[step]]\nkey = "x"\n"""\n[[step]] # [[clock]]\nkey = "a"\nlabel = "]"\nunheard = 1\n'
    assert told(text) == [("unknown_key", 11, "step:a.unheard")]


def test_a_cycle_is_refused_with_its_line_and_its_steps() -> None:
    text = STEPS + '\n[[step]]\nkey = "heard"\nlabel = "Entendu"\nafter = ["judged"]\n'
    text += '\n[[step]]\nkey = "judged"\nlabel = "Jugé"\nafter = ["heard", "asked"]\n'
    (cycle,) = faults(text)
    assert (cycle.code, cycle.line, cycle.where) == ("cycle", 18, "step:heard.after")
    assert set(cycle.params["steps"].split(" → ")) == {"heard", "judged"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('\n[[step]]\nkey = "lost"\nlabel = "Perdu"\n', [("unreachable_step", 15, "step:lost")]),
        (
            '\n[[step]]\nkey = "lost"\nlabel = "Perdu"\nafter = ["nowhere"]\n',
            [("unreachable_step", 15, "step:lost"), ("unknown_step", 18, "step:lost.after")],
        ),
        ('\n[[step]]\nkey = "asked"\nlabel = "Encore"\nopens = true\n', [("duplicate_key", 15, "step:asked")]),
        ('\n[[step]]\nkey = "Très tard"\nlabel = "x"\nopens = true\n', [("not_a_slug", 15, "step:Très tard")]),
        (
            '\n[[step]]\nkey = "end"\nlabel = "Fin"\nafter = ["asked"]\ncloses = "gone"\n',
            [("unknown_outcome", 19, "step:end.closes")],
        ),
        (
            '\n[[outcome]]\nkey = "won"\nlabel = "Gagné"\nby_hand = false\n',
            [("unreachable_outcome", 15, "outcome:won")],
        ),
        (
            '\n[[outcome]]\nkey = "won"\nlabel = "Gagné"\navoids_rupture = true\n',
            [("avoided_without_why", 15, "outcome:won")],
        ),
        ('\n[[fact]]\nkey = "f"\nlabel = "F"\nkind = "choice"\n', [("choice_without_choices", 15, "fact:f")]),
        (
            '\n[[measure]]\nkey = "m"\nlabel = "M"\nkind = "within"\nexplanation = ""\n',
            [("empty_measure", 15, "measure:m")],
        ),
        (
            '\n[[measure]]\nkey = "m"\nlabel = "M"\nkind = "within"\nexplanation = ""\nclock = "c"\n',
            [("unknown_clock", 20, "measure:m.clock")],
        ),
        (
            '\n[[clock]]\nkey = "c"\nlabel = "C"\n',
            [
                ("clock_without_rule", 15, "clock:c"),
                ("clock_without_start", 15, "clock:c"),
                ("clock_without_stop", 15, "clock:c"),
            ],
        ),
    ],
)
def test_what_leads_nowhere_is_refused_with_its_line(more: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(STEPS + more) == expected


def test_a_scheme_that_nothing_opens_is_refused() -> None:
    assert {code for code, _, _ in told(STEPS.replace("opens = true\n", ""))} >= {"no_opening_step"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('length = -1\nunit = "days"\n', [("negative_length", 20, "clock:answer.rule1.length")]),
        ('length = 1\nunit = "lustres"\n', [("unknown_value", 21, "clock:answer.rule1.unit")]),
        ('length = 1\nunit = "days"\ncancelled_by = ["x"]\n', [("unknown_step", 22, "clock:answer.cancelled_by")]),
        ('length = 1\nunit = "days"\nchosen_by = "x"\n', [("unknown_fact", 22, "clock:answer.chosen_by")]),
        ('length = 1\nunit = "days"\nchosen_by = "kind"\n', [("wrong_fact_kind", 22, "clock:answer.chosen_by")]),
        ('length = 1\nunit = "days"\nsoon = -2\n', [("negative_length", 22, "clock:answer.soon")]),
        (
            'length = 1\nunit = "days"\nlimit = "at_least"\nreminders = [3, -3]\n',
            [("late_reminder", 23, "clock:answer.reminders")],
        ),
        (
            'length = 1\nunit = "days"\ndirection = "before"\npaused_by = ["asked"]\n',
            [("backward_paused", 23, "clock:answer.paused_by")],
        ),
        (
            'length = 1\nunit = "days"\ndeferred_by = "truce"\ndeferred_unless = "signed_on"\n',
            [("wrong_fact_kind", 23, "clock:answer.deferred_unless")],
        ),
        (
            'length = 1\n[[clock.rule]]\nlength = 2\nunit = "days"\n',
            [("two_lengths", 20, "clock:answer.length")],
        ),
    ],
)
def test_a_clock_that_cannot_run_is_refused_with_its_line(more: str, expected: list[tuple[str, int, str]]) -> None:
    assert sorted(told(CLOCK + more + FACTS)) == sorted(expected)


RULE = '[[clock.rule]]\nlength = 1\nunit = "days"\n'


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (
            f"{RULE}until = 2023-07-29\n{RULE}since = 2023-07-28\n",
            [("rules_overlap", 24, "clock:answer.rule2")],
        ),
        (f"{RULE}until = 2023-07-29\n{RULE}since = 2023-07-30\n", [("rules_hole", 24, "clock:answer.rule2")]),
        (f"{RULE}{RULE}", [("rules_overlap", 23, "clock:answer.rule2")]),
        (f"{RULE}since = 2023-07-29\nuntil = 2023-07-29\n", [("empty_rule", 20, "clock:answer.rule1")]),
        (f'chosen_by = "kind"\n{RULE}values = ["a"]\n', [("rules_hole", 16, "clock:answer")]),
        (
            f'chosen_by = "kind"\n{RULE}values = ["a"]\n{RULE}values = ["a", "b"]\n',
            [("rules_overlap", 25, "clock:answer.rule2")],
        ),
        (
            f'chosen_by = "kind"\n{RULE}values = ["a", "c"]\n{RULE}',
            [("unknown_choice", 21, "clock:answer.rule1")],
        ),
        (f'{RULE}values = ["a"]\n', [("values_without_fact", 15, "clock:answer")]),
    ],
)
def test_rules_that_overlap_or_leave_a_hole_are_refused(rules: str, expected: list[tuple[str, int, str]]) -> None:
    found = told(CLOCK + rules + FACTS)
    assert [(code, where) for code, _, where in found] == [(code, where) for code, _, where in expected]
    lines = (CLOCK + rules).split("\n")
    for _, line, where in found:
        assert lines[line - 1] == ("[[clock.rule]]" if ".rule" in where else "[[clock]]")


def test_rules_that_follow_each_other_or_name_the_rest_are_sound() -> None:
    parse(CLOCK + f"{RULE}until = 2023-07-29\n{RULE}since = 2023-07-29\n" + FACTS)
    parse(CLOCK + f'chosen_by = "kind"\n{RULE}values = ["a"]\n{RULE}' + FACTS)


def test_a_draft_is_read_whatever_it_means() -> None:
    draft = read(HEAD + '[[step]]\nkey = "a"\nlabel = "A"\nafter = ["b"]\n')
    assert [each.line for each in check(draft)] == [1, 4, 7]


TEXT = st.text(max_size=12)
KEYS = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=3, max_size=6, unique=True)
DATES = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """A sound scheme of any words, dates and options."""
    keys = draw(KEYS)
    steps = [Step(keys[0], draw(TEXT), opens=True, options=tuple(draw(st.lists(TEXT, max_size=2))))]
    for place, key in enumerate(keys[1:], start=1):
        after = tuple(draw(st.lists(st.sampled_from(keys[:place]), min_size=1, max_size=2, unique=True)))
        documents = (Document("paper", "Pièce"),) if draw(st.booleans()) else ()
        steps.append(Step(key, draw(TEXT), draw(TEXT), after, draw(st.booleans()), documents=documents))
    facts = (
        Fact("signed_on", "Signé", FactKind.DATE, help=draw(TEXT)),
        Fact("kind", "Sorte", FactKind.CHOICE, (Choice("a", draw(TEXT)), Choice("b", "B"))),
        Fact("is_out", draw(TEXT), FactKind.FLAG),
    )
    clocks = tuple(draw(clock(f"clock{place}", keys)) for place in range(draw(st.integers(0, 3))))
    outcomes = (Outcome("well", draw(TEXT), True, "why"), Outcome("ill", "Mal"))
    measures = (Measure("m", draw(TEXT), MeasureKind.DAYS, draw(TEXT), step=keys[0], until=keys[1]),)
    given_from = draw(st.none() | DATES)
    return Scheme(
        "any", draw(TEXT), draw(TEXT), draw(TEXT), "", given_from, draw(TEXT), draw(st.booleans()),
        facts, tuple(steps), clocks, outcomes, measures,
    )  # fmt: skip


@st.composite
def clock(draw: st.DrawFn, key: str, steps: list[str]) -> Clock:
    direction = draw(st.sampled_from(TermDirection))
    turn = draw(DATES)
    lengths = st.integers(0, 400)
    units = st.sampled_from(Unit)
    by_day = (
        Rule(draw(lengths), draw(units), draw(TEXT), until=turn),
        Rule(draw(lengths), draw(units), since=turn, until=turn + timedelta(days=draw(st.integers(1, 99)))),
    )
    by_value = (Rule(draw(lengths), draw(units), values=("a",), is_sample=True), Rule(3, Unit.DAYS))
    rules, chosen_by = draw(
        st.sampled_from([(by_day, "signed_on"), (by_day, ""), (by_value, "kind"), ((Rule(1, Unit.WEEKS),), "")])
    )
    return Clock(
        key,
        draw(TEXT),
        draw(st.sampled_from(steps)),
        (draw(st.sampled_from(steps)),),
        rules,
        direction=direction,
        limit=draw(st.sampled_from(Limit)),
        roll=draw(st.sampled_from(Roll)),
        occurrences=draw(st.sampled_from(Occurrences)),
        chosen_by=chosen_by,
        deferred_by="truce",
        deferred_unless=draw(st.sampled_from(["", "is_out"])),
        survives=draw(st.booleans()),
        soon=draw(st.integers(0, 40)),
        reminders=tuple(draw(st.lists(st.integers(0, 30), max_size=2))),
    )


@given(schemes())
@settings(max_examples=120, deadline=None)
def test_what_is_written_is_read_back_the_same(scheme: Scheme) -> None:
    assert parse(to_toml(scheme)) == scheme


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_scheme_or_a_list_of_faults(text: str) -> None:
    with pytest.raises(SchemeFaults) as refused:
        parse(text)
    assert all(each.line >= 1 for each in refused.value.faults)


@given(st.integers(0, len(SCHEME)), st.sampled_from(["", "=", "[[step]]\n", '"', "\n", "stops = 1\n", "x = {}\n"]))
@settings(max_examples=150, deadline=None)
def test_a_file_cut_or_torn_anywhere_never_breaks_the_reader(place: int, torn: str) -> None:
    for text in (SCHEME[:place] + torn, SCHEME[:place] + torn + SCHEME[place:]):
        try:
            parse(text)
        except SchemeFaults as refused:
            assert all(1 <= each.line <= text.count("\n") + 1 for each in refused.faults)


def test_a_scheme_built_without_a_text_is_checked_too() -> None:
    scheme = replace(parse(STEPS), steps=(Step("a", "A"),), lines={})
    assert [(each.code, each.line) for each in check(scheme)] == [("no_opening_step", 1), ("unreachable_step", 1)]


def test_the_example_of_the_documentation_is_sound_and_every_key_is_documented() -> None:
    page = (Path(__file__).parents[4] / "docs" / "pathways.md").read_text()
    scheme = parse(page.split("```toml\n")[1].split("```")[0])
    assert (len(scheme.clocks), scheme.is_sample) == (2, True)
    for part in (Scheme, Fact, Step, Clock, Rule, Outcome, Measure):
        for each in fields(part):
            if each.name not in {*NAMES, "lines"}:
                assert f"`{each.name}" in page, (part.__name__, each.name)
