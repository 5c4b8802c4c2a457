"""How a file is opened in urgency: for how long, how often one may look for somebody, and what counts as the same name.

No text gives these numbers: they are samples, for the city to settle, shown to those they bind.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta

OPEN_FOR = timedelta(hours=4)
"""Sample: how long a file opened in urgency stays open."""

ATTEMPTS_PER_HOUR = 10
"""Sample: how many times one may look for somebody in an hour."""

MOST_FOUND = 3
"""Sample: how many persons a search in urgency shows at most."""

SHORTEST_WORDS, LONGEST_WORDS = 15, 2000
"""Sample: how much is to be said of why a file is opened, in signs."""


def same_name(text: str) -> str:
    """A name without its accents, capitals, blanks, hyphens and apostrophes: two spellings of one name agree.

    >>> same_name("Éléonore-Marie  d’Exemple") == same_name("ELEONORE MARIE D'EXEMPLE")
    True
    >>> same_name("Exemple") == same_name("Exemples"), same_name(" - ")
    (False, '')
    """
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if sign.isalnum())
