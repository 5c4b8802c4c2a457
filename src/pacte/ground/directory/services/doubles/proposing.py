"""Looking for entries that may be one place. What a person decided is never asked again."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from ...enums import PlacePairState
from ...models import Origin, Place, PlacePair
from ...rules.doubles import Entry, Pair, digits, pairs
from ...rules.formats.text import fold

COLUMNS = ("pk", "name", "latitude", "longitude", "telephone", "address", "postal_code")


def propose() -> int:
    """Compare all that is published and propose what is new; returns how many. Proposals that no longer hold go.

    A confidential place is not compared at all.
    """
    found = {(pair.first, pair.second): pair for pair in pairs(_entries())}
    with transaction.atomic():
        known = PlacePair.objects.values_list("first_id", "second_id", "state", "pk")
        gone = [pk for a, b, state, pk in known if state == PlacePairState.PROPOSED and (a, b) not in found]
        PlacePair.objects.filter(pk__in=gone).delete()
        decided = {(first, second) for first, second, _state, _pk in known}
        new = [_row(pair) for key, pair in found.items() if key not in decided]
        PlacePair.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _entries() -> list[Entry]:
    sources: dict[int, set[str]] = defaultdict(set)
    for place, source in Origin.objects.values_list("place_id", "source"):
        sources[place].add(source)
    rows = Place.objects.published().filter(is_confidential=False).values_list(*COLUMNS)
    return [
        Entry(
            pk, fold(name), latitude, longitude, digits(telephone),
            fold(f"{address} {code}") if address else "", frozenset(sources.get(pk, ())),
        )
        for pk, name, latitude, longitude, telephone, address, code in rows
    ]  # fmt: skip


def _row(pair: Pair) -> PlacePair:
    return PlacePair(first_id=pair.first, second_id=pair.second, score=pair.score, reasons=list(pair.reasons))
