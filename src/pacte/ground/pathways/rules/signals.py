"""What a signal may hold: by when it is answered, what a partner's own reference looks like. Plain Python."""

from __future__ import annotations

import re
from datetime import date, timedelta

LONGEST_WORDS = 2000
LONGEST_LINE = 200
SOON_DAYS = 3
"""So many days before the answer is due, a signal that waits is near."""

REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9/._-]{0,59}")


def answer_by(received: date, days: int) -> date:
    """The last day of the answer, in plain days; the day received does not count.

    >>> answer_by(date(2019, 2, 7), 10)
    datetime.date(2019, 2, 17)
    """
    return received + timedelta(days=days)


def is_reference(text: str) -> bool:
    """A partner's own reference: letters, digits and / . _ - in one word, with at least one digit, never a name.

    >>> is_reference("BAIL-2019/0042"), is_reference("Madame Exemple"), is_reference("Exemple")
    (True, False, False)
    """
    return bool(REFERENCE.fullmatch(text))


def days_taken(received: date, answered: date) -> int:
    """Whole days between the two.

    >>> days_taken(date(2019, 2, 7), date(2019, 2, 7))
    0
    """
    return (answered - received).days


def euros(cents: int) -> str:
    r"""Money as it is printed, thousands set apart, cents only when there are some.

    >>> euros(112_900), euros(112_950)
    ('1\u202f129 €', '1\u202f129,50 €')
    """
    whole, rest = divmod(cents, 100)
    printed = f"{whole:,}".replace(",", "\u202f")
    return f"{printed},{rest:02} €" if rest else f"{printed} €"
