"""What prose may not hold: figures, which are measurements."""

from __future__ import annotations

import re


def digits_in(text: str) -> list[str]:
    """The sequences of digits of a text, separators of thousands and decimals included.

    >>> digits_in("Une halte ouvre au cinquième arrondissement.")
    []
    >>> digits_in("Elle a reçu 3 600 femmes et ½ tonne en 2018")
    ['3 600', '½', '2018']
    """
    return re.findall(r"\d+(?:[   .,]\d+)*|[½⅓⅔¼¾²³]", text)
