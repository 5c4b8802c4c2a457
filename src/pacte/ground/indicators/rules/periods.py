"""The printed form of a period: as short as its dates allow, and silent about nothing.

A date that the source does not give is never guessed: "période non précisée".
"""

from __future__ import annotations

from datetime import date, timedelta

from .printed import HARD, Language

MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
FORMS = {
    "fr": {
        "span": "de {0} à {1}",
        "days": "du {0} au {1}",
        "between": "entre {0} et {1}",
        "since": "depuis {0}",
        "since_day": "depuis le {0}",
        "on": "au {0}",
        "day": "le {0}",
        "within": "en {0}",
        "end_of": "fin {0}",
        "night": "nuit du {0} au {1}",
        "silent": "période non précisée",
    },
    "en": {
        "span": "from {0} to {1}",
        "days": "from {0} to {1}",
        "between": "between {0} and {1}",
        "since": "since {0}",
        "since_day": "since {0}",
        "on": "on {0}",
        "day": "on {0}",
        "within": "in {0}",
        "end_of": "end of {0}",
        "night": "night of {0} to {1}",
        "silent": "period not stated",
    },
}
ONE_DAY = timedelta(days=1)


def print_period(start: date | None, end: date | None, kind: str, language: Language, *, with_end: bool = False) -> str:
    """When a figure holds. `with_end` says up to when a cumulative one runs (for a table of several).

    >>> print_period(None, date(2019, 9, 30), "stock", "fr").replace("\\u00a0", " ")
    'au 30 septembre 2019'
    >>> print_period(date(2015, 1, 1), date(2018, 12, 31), "flow", "fr")
    'de 2015 à 2018'
    >>> print_period(date(2015, 1, 1), date(2019, 9, 30), "cumulative", "fr")
    'depuis 2015'
    >>> print_period(date(2019, 10, 1), date(2020, 9, 30), "flow", "fr").replace("\\u00a0", " ")
    'd’octobre 2019 à septembre 2020'
    >>> print_period(date(2019, 2, 7), date(2019, 2, 8), "event", "fr").replace("\\u00a0", " ")
    'nuit du 7 au 8 février 2019'
    >>> print_period(None, date(2014, 12, 31), "stock", "fr")
    'fin 2014'
    >>> print_period(date(2019, 6, 1), date(2019, 6, 30), "stock", "fr").replace("\\u00a0", " ")
    'juin 2019'
    >>> print_period(None, None, "flow", "en")
    'period not stated'
    """
    words = _Words(language)
    if start is None and end is None:
        return words.say("silent")
    if start is None or end is None:
        return _one_ended(start, end, words)
    if kind == "event":
        return _event(start, end, words)
    if kind == "cumulative" and start.day == 1:
        since = words.since(start)
        return f"{since}, {words.say('on', words.day(end))}" if with_end else since
    return _span(start, end, kind, words)


class _Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.months, self.forms, self.language = MONTHS[language], FORMS[language], language

    def say(self, form: str, *parts: str) -> str:
        """The form filled in; French elides "de" before avril, août and octobre."""
        said = self.forms[form].format(*parts)
        return f"d’{said[3:]}" if self.language == "fr" and said.startswith(("de a", "de o")) else said

    def month(self, day: date, *, year: bool = True) -> str:
        name = self.months[day.month - 1]
        return f"{name}{HARD}{day.year}" if year else name

    def day(self, day: date, *, month: bool = True, year: bool = True) -> str:
        number = "1er" if day.day == 1 and self.language == "fr" else str(day.day)
        return f"{number}{HARD}{self.month(day, year=year)}" if month else number

    def since(self, start: date) -> str:
        if start.day != 1:
            return self.say("since_day", self.day(start))
        return self.say("since", str(start.year) if start.month == 1 else self.month(start))


def _one_ended(start: date | None, end: date | None, words: _Words) -> str:
    """A state at a date, or something that began and has no stated end."""
    if end is None:
        assert start is not None
        return words.since(start)
    if (end.month, end.day) == (12, 31):
        return words.say("end_of", str(end.year))
    return words.say("on", words.day(end))


def _event(start: date, end: date, words: _Words) -> str:
    """A night when it spans two following days."""
    if start == end:
        return words.say("day", words.day(start))
    return words.say("night" if end - start == ONE_DAY else "days", *_both(start, end, words))


def _span(start: date, end: date, kind: str, words: _Words) -> str:
    """Whole years, whole months, or days."""
    between = "between" if kind == "change" else "span"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        if start.year == end.year:
            return words.say("within", str(start.year))
        return words.say(between, str(start.year), str(end.year))
    if start.day == 1 and (end + ONE_DAY).day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return words.month(start) if kind in ("stock", "capacity") else words.say("within", words.month(start))
        return words.say(between, words.month(start, year=start.year != end.year), words.month(end))
    if start == end:
        return words.say("on", words.day(end))
    return words.say("days", *_both(start, end, words))


def _both(start: date, end: date, words: _Words) -> tuple[str, str]:
    """Two days, the first without what it shares with the second."""
    same_year, same_month = start.year == end.year, start.timetuple()[:2] == end.timetuple()[:2]
    return words.day(start, month=not same_month, year=not same_year), words.day(end)
