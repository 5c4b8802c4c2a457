"""Hours: what is open, what never is, and what is refused with the position of its fault."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.ground.directory.reads.opening import words_of
from pacte.ground.directory.rules.hours import CLOCK, BadHours, Said, check, comments, is_by_appointment, said_at, spans


def day(year: int, month: int, number: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, number, hour, minute, tzinfo=CLOCK)


def open_on(text: str, of: date, days: int = 1) -> list[str]:
    """The open intervals of some days, as "10:00-12:00"."""
    first = day(of.year, of.month, of.day)
    last = datetime.combine(of + timedelta(days=days), datetime.min.time(), CLOCK)
    return [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in spans(text, first, last)]


def test_the_first_of_may_is_closed_where_public_holidays_are_off_and_open_elsewhere() -> None:
    friday = date(2026, 5, 1)
    assert open_on("Mo-Fr 09:00-12:00; PH off", friday) == []
    assert open_on("Mo-Fr 09:00-12:00", friday) == ["09:00-12:00"]
    assert open_on("Mo-Fr 09:00-12:00; PH 10:00-11:00", friday) == ["10:00-11:00"]


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15",
        "2026-11-01", "2026-11-11", "2026-12-25", "2027-03-29", "2027-05-06", "2027-05-17",
    ],
)  # fmt: skip
def test_each_public_holiday_of_france_is_known(holiday: str) -> None:
    assert open_on("Mo-Su 09:00-12:00; PH off", date.fromisoformat(holiday)) == []


@pytest.mark.parametrize("working", ["2026-12-26", "2026-04-03", "2026-05-24", "2026-11-02"])
def test_a_day_that_is_no_holiday_in_all_of_france_stays_open(working: str) -> None:
    assert open_on("Mo-Su 09:00-12:00; PH off", date.fromisoformat(working)) == ["09:00-12:00"]


def test_the_night_when_clocks_go_back_lasts_an_hour_more_and_the_next_day_opens_on_time() -> None:
    night = spans("Sa-Su 22:00-08:00", day(2026, 10, 24, 12), day(2026, 10, 25, 12))
    assert [span.minutes for span in night] == [11 * 60]
    assert [f"{span.start.astimezone(UTC):%d %H:%M}" for span in night] == ["24 20:00"]
    morning = spans("Mo-Su 09:00-12:00", day(2026, 10, 24), day(2026, 10, 26))
    assert [f"{span.start.astimezone(UTC):%d %H:%M}" for span in morning] == ["24 07:00", "25 08:00"]


def test_the_night_when_clocks_go_forward_lasts_an_hour_less() -> None:
    night = spans("Sa 22:00-08:00", day(2027, 3, 27, 12), day(2027, 3, 28, 12))
    assert [span.minutes for span in night] == [9 * 60]
    assert spans("Su 02:15-02:45", day(2027, 3, 28), day(2027, 3, 29)) == []


@pytest.mark.parametrize("minutes", range(0, 240, 10))
def test_every_moment_of_the_night_when_clocks_go_back_is_open_once_and_the_same_both_ways(minutes: int) -> None:
    at = datetime(2026, 10, 24, 22, tzinfo=UTC) + timedelta(minutes=minutes)
    for text in ("Sa 22:00-02:30", "Su 02:15-02:45", "Su 01:00-04:00", "24/7"):
        whole = spans(text, day(2026, 10, 24), day(2026, 10, 26))
        inside = any(span.start.timestamp() <= at.timestamp() < span.end.timestamp() for span in whole)
        assert (said_at(text, at) is Said.OPEN) == inside, (text, at)


def test_a_slot_past_midnight_is_open_until_it_ends_the_next_day() -> None:
    friday = day(2026, 11, 27)
    found = spans("Fr 22:00-02:00", friday, friday + timedelta(days=2))
    assert [(span.start.isoformat(), span.end.isoformat()) for span in found] == [
        ("2026-11-27T22:00:00+01:00", "2026-11-28T02:00:00+01:00")
    ]
    assert said_at("Fr 22:00-02:00", day(2026, 11, 28, 1, 59)) is Said.OPEN
    assert said_at("Fr 22:00-02:00", day(2026, 11, 28, 2)) is Said.CLOSED
    assert said_at("Fr 22:00-02:00", day(2026, 11, 27, 1)) is Said.CLOSED


def test_a_closure_of_august_closes_august_and_nothing_else() -> None:
    text = "Mo-Fr 09:00-12:00; Aug off"
    assert open_on(text, date(2026, 8, 1), 31) == []
    assert open_on(text, date(2026, 7, 31)) == open_on(text, date(2026, 9, 1)) == ["09:00-12:00"]


@pytest.mark.parametrize(
    "text",
    [
        '"sur rendez-vous"', '24/7 "sur rendez-vous"', 'Mo-Fr "sur RDV"',
        'Mo-Su 09:00-12:00 "uniquement sur rendez vous"',
        'Mo-Su 00:00-24:00 "by appointment"', 'unknown "sur rendez-vous"',
    ],
)  # fmt: skip
def test_by_appointment_is_never_open_round_the_clock_nor_at_any_hour(text: str) -> None:
    assert is_by_appointment(check(text))
    assert open_on(text, date(2026, 11, 23), 30) == []
    assert said_at(text, day(2026, 11, 23, 10)) is Said.BY_APPOINTMENT


def test_by_appointment_inside_a_timetable_closes_those_hours_alone() -> None:
    text = 'Mo 09:00-12:00; Tu 09:00-12:00 "sur rendez-vous"'
    assert open_on(text, date(2026, 11, 23), 2) == ["09:00-12:00"]
    assert open_on('Mo 09:00-12:00 || "sur rendez-vous"', date(2026, 11, 23), 2) == ["09:00-12:00"]


def test_without_appointment_is_open_and_so_are_other_words() -> None:
    for words in ("sans rendez-vous", "avec ou sans rdv", "femmes uniquement"):
        text = f'Mo 09:00-12:00 "{words}"'
        assert open_on(text, date(2026, 11, 23)) == ["09:00-12:00"]
        assert not is_by_appointment(text) and comments(text) == [words]


def test_words_without_hours_promise_nothing() -> None:
    for text in ('"téléphoner avant"', 'Mo-Fr "téléphoner avant"', "Mo-Fr unknown"):
        assert open_on(check(text), date(2026, 11, 23), 7) == []
        assert said_at(text, day(2026, 11, 23, 10)) is Said.UNKNOWN


def test_round_the_clock_is_what_says_so() -> None:
    assert spans("24/7", day(2026, 11, 23), day(2026, 11, 25))[0].minutes == 2 * 24 * 60
    assert open_on("24/7; PH off", date(2026, 5, 1)) == []
    assert check("Mo-Su 00:00-24:00") == "Mo-Su 00:00-24:00"


@pytest.mark.parametrize(
    ("text", "what", "position"),
    [
        ("lundi 9h", "syntax", 0), ("Mo-Fr 09:00", "syntax", 11), ("Mo 09:00-12:00 sur rendez-vous", "syntax", 15),
        ("Mo-Fr 9h-12h", "syntax", 6), ("25:00-26:00", "syntax", 0), ("Mo 10:00-50:00", "syntax", 9),
        ("Mo 09:00-12:60", "syntax", 12), ('Mo 09:00-12:00 "rdv', "syntax", 15), ("\x00", "syntax", 0),
        ("Mo 09:00-12:00\nTu 09:00-10:00", "syntax", 15), ("\ud800", "syntax", 0),
        ("2026-2020 10:00-11:00", "syntax", 0),
        ('Mo 09:00-12:00 "é" x', "syntax", 19), ("  Mo   9h", "syntax", 7),
        ("SH off; Mo 09:00-12:00", "school_holidays", 0), ("Mo 09:00-12:00; SH 10:00-12:00", "school_holidays", 16),
        ("sunrise-sunset", "sun", 0), ("Mo 09:00-dusk", "sun", 9), ("Mo 09:00+", "open_end", 8),
        ("Mo 09:00-12:00/15", "repetition", 14), ("Mo 10:00-10:00", "no_length", 3),
        ("Feb 30 10:00-12:00", "no_such_day", 4),
        ("Nov 31 10:00-12:00", "no_such_day", 4), ("Mo-Fr", "no_times", 5), ("open", "no_times", 4),
        ("PH", "no_times", 2),
        ('Mo 09:00-12:00; "sur rendez-vous"', "comment_overrides", 16),
        ("Mo 09:00-12:00; Mo 14:00-18:00", "overridden", 16), ("x" * 501, "too_long", 500),
    ],
)  # fmt: skip
def test_a_text_that_is_not_hours_is_refused_with_the_position_of_its_fault(
    text: str, what: str, position: int
) -> None:
    with pytest.raises(BadHours) as refused:
        check(text)
    assert (refused.value.what, refused.value.position) == (what, position)
    assert f"caractère {position + 1}" in words_of(refused.value) or what == "too_long"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lundi 9h-12h", "Mo 09:00-12:00"), ("9h30-12h", "09:30-12:00"), ("Lu-Ve 9h-17h", "Mo-Fr 09:00-17:00"),
        ("du lundi au vendredi de 9h à 12h30 et de 14h à 18h", "Mo-Fr 09:00-12:30,14:00-18:00"),
        ("lundi et jeudi 14h-16h30, fermé en août", "Mo,Th 14:00-16:30; Aug off"), ("24h/24", "24/7"),
        ("Mo-Fr 09:00-12:00 sur rendez-vous", 'Mo-Fr 09:00-12:00 "sur rendez-vous"'),
        ("sur rendez-vous", '"sur rendez-vous"'), ("Mo 09:00-12:00 Tu 14:00-18:00", "Mo 09:00-12:00; Tu 14:00-18:00"),
        ("Mo 09:00-12:00; Mo 14:00-18:00", "Mo 09:00-12:00,14:00-18:00"),
        ('Mo 09:00-12:00; "sur rendez-vous"', 'Mo 09:00-12:00 || "sur rendez-vous"'), ("lundi 9h", ""), ("bonjour", ""),
    ],
)  # fmt: skip
def test_what_was_meant_is_offered_in_the_right_writing_when_it_can_be_read(text: str, meant: str) -> None:
    with pytest.raises(BadHours) as refused:
        check(text)
    assert refused.value.remedy == meant
    assert (f"Écrivez : {meant}" if meant else "Exemple :") in words_of(refused.value)


def test_hours_are_stored_as_typed_but_for_their_blanks_dashes_and_quotes() -> None:
    assert check(" Mo–Fr 09:00 – 12:00 ;  PH off ; ") == "Mo-Fr 09:00 - 12:00; PH off"
    assert check("Mo 09:00-12:00 « sur rendez-vous »") == 'Mo 09:00-12:00 "sur rendez-vous"'
    assert check("") == check("   ") == ""
    assert spans("", day(2026, 11, 23), day(2026, 11, 24)) == []
    assert check("24/7") == "24/7" and check("off") == "off"


@pytest.mark.parametrize(
    "text",
    [
        "week 53 Mo[5] 10:00-11:00", "2099 Feb 29 10:00-11:00", "Mo," * 160 + "Tu 10:00-11:00", '"' * 500, "(" * 500,
        "; ".join(f"Mo {hour:02}:00-{hour:02}:30" for hour in range(24)), "lundi 9h " * 55, "Mo-Fr " * 83,
        ",".join(f"{at // 60:02}:{at % 60:02}-{at // 60:02}:{at % 60 + 1:02}" for at in range(0, 1440, 35))[:499],
        "x" * 1_000_000,
    ],
)  # fmt: skip
def test_a_hostile_text_is_answered_without_delay(text: str) -> None:
    """It would be killed otherwise: none of these texts may be read for long."""
    with suppress(BadHours):
        assert spans(check(text), day(2026, 1, 1), day(2027, 1, 1)) is not None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="MoTuFrSa0123456789:-,;/ \"+PHoffé'|[]", max_size=40))
def test_any_text_is_hours_that_stay_the_same_when_stored_again_or_a_fault_within_it(text: str) -> None:
    try:
        kept = check(text)
    except BadHours as bad:
        assert 0 <= bad.position <= len(text)
        return
    assert check(kept) == kept
    found = spans(kept, day(2026, 10, 20), day(2026, 11, 3))
    edges = [moment.timestamp() for span in found for moment in (span.start, span.end)]
    assert edges == sorted(set(edges))
