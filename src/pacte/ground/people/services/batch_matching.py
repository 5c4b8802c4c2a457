"""Looking for pairs among all the records at once, with splink, whose weights are estimated on the records themselves.

Needs the optional extra `matching`. It proposes pairs, as `duplicates` does; nothing is linked without a person.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import Pair
from ..reads import matching
from ..rules import names
from ..rules.matching import Side
from .duplicates import made

SPLINK = "splink"
FEWEST = 200
"""With fewer records there is nothing to estimate weights on: the rules do better."""

PROBABILITY = 0.9
SEED = 2019
COLUMNS = {
    "given": "VARCHAR", "family": "VARCHAR", "given_sound": "VARCHAR", "family_sound": "VARCHAR", "words": "VARCHAR",
    "day": "VARCHAR", "year": "INTEGER", "gender": "VARCHAR", "phone": "VARCHAR", "email": "VARCHAR",
}  # fmt: skip


@dataclass(frozen=True)
class Estimated:
    """A pair: the evidence in bits, the probability that goes with it, and the comparisons that make it."""

    one: int
    other: int
    score: float
    probability: float
    reasons: list[list[object]]


def match(probability: float = PROBABILITY) -> int:
    """Compare all the records in use and propose the pairs at least this probable; returns how many are new.

    A pair that is known, waiting or decided, is left as it is. Raises BadInput when the extra is missing or the
    records too few.
    """
    sides = matching.sides(matching.matchable())
    with transaction.atomic():
        before = Pair.objects.count()
        still = set(matching.matchable().values_list("pk", flat=True))
        Pair.objects.bulk_create(
            (
                made(each.one, each.other, each.score, each.reasons, SPLINK)
                for each in estimated(sides, probability)
                if each.one in still and each.other in still
            ),
            batch_size=1_000,
            ignore_conflicts=True,
        )
        fresh = Pair.objects.count() - before
        record(None, "pair.batch", "", detail={"records": len(sides), "pairs": fresh, "source": SPLINK})
    return fresh


def estimated(sides: Mapping[int, Side], probability: float = PROBABILITY) -> Iterator[Estimated]:
    """The pairs of these records at least this probable, the most probable first."""
    if len(sides) < FEWEST:
        raise BadInput(
            Fault(
                "", _("Il y a moins de %(number)d fiches à comparer.") % {"number": FEWEST}, _("Les règles suffisent.")
            )
        )
    linker = _trained(_table(sides), _splink())
    rows = linker.inference.predict(threshold_match_probability=probability).as_record_list()
    for row in sorted(rows, key=lambda row: -float(row["match_weight"])):
        bits = {name: _bits(row, name) for name in ("names", "birth", "gender", "phone", "email")}
        reasons: list[list[object]] = [[name, round(value, 1)] for name, value in bits.items() if abs(value) > 0.05]
        one, other = int(row["unique_id_l"]), int(row["unique_id_r"])
        yield Estimated(one, other, round(sum(bits.values()), 3), float(row["match_probability"]), reasons)


def _bits(row: Mapping[str, Any], name: str) -> float:
    return sum(float(row.get(key) or 0.0) for key in (f"mw_{name}", *_frequencies(row, name)))


def _frequencies(row: Mapping[str, Any], name: str) -> list[str]:
    """Columns by which a rare name weighs more, where splink made some."""
    return [key for key in row if key.startswith("mw_tf_adj") and key.endswith(name)]


def _splink() -> Any:
    try:
        import splink
    except ImportError as missing:
        raise BadInput(
            Fault("", _("Le rapprochement d’ensemble demande splink."), _("Installez pacte[matching] sur le serveur."))
        ) from missing
    logging.getLogger("splink").setLevel(logging.ERROR)
    return splink


def _table(sides: Mapping[int, Side]) -> Any:
    """The records as a table of duckdb, in memory."""
    import duckdb
    import pyarrow

    columns: dict[str, list[Any]] = {"unique_id": [], **{name: [] for name in COLUMNS}}
    for pk, side in sides.items():
        given, family = " ".join(side.given) or None, " ".join(side.family) or None
        row = {
            "given": given, "family": family, "given_sound": names.sound(given.replace(" ", "")) if given else None,
            "family_sound": names.sound(family.replace(" ", "")) if family else None,
            "words": " ".join(sorted((*side.given, *side.family))) or None,
            "day": side.day.isoformat() if side.day else None, "year": side.year, "gender": side.gender or None,
            "phone": side.phone or None, "email": side.email or None,
        }  # fmt: skip
        columns["unique_id"].append(pk)
        for name, value in row.items():
            columns[name].append(value)
    connection = duckdb.connect()
    connection.register("given_records", pyarrow.table(columns, schema=_schema(pyarrow)))
    connection.execute("CREATE TABLE records AS SELECT * FROM given_records")
    return connection


def _schema(pyarrow: Any) -> Any:
    kinds = {"VARCHAR": pyarrow.string(), "INTEGER": pyarrow.int32()}
    fields = [(name, kinds[kind]) for name, kind in COLUMNS.items()]
    return pyarrow.schema([("unique_id", pyarrow.int64()), *fields])


def _trained(connection: Any, splink: Any) -> Any:
    """A linker whose weights were estimated on the records."""
    from splink.backends.duckdb import DuckDBAPI

    block = splink.block_on
    database = DuckDBAPI(connection=connection)
    held = {name for name in COLUMNS if connection.execute(f"SELECT count({name}) FROM records").fetchall()[0][0]}  # noqa: S608
    linker = splink.Linker(database.register("records"), _settings(splink, held), log_level=logging.ERROR)
    certain = [block("given", "family", "day")] + [block(name, "family") for name in ("phone", "email") if name in held]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.6)
    state = random.getstate()
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    random.setstate(state)
    session = linker.training.estimate_parameters_using_expectation_maximisation
    for rule in (block("day"), block("given_sound", "family_sound")):
        session(rule, record_sample_proportion=1.0)
    return linker


def _settings(splink: Any, held: set[str]) -> Any:
    """Names together, since they come swapped; birth by day, by a slip, by year; the rest where somebody has it."""
    from splink import comparison_library as library

    named = library.ForenameSurnameComparison("given", "family", jaro_winkler_thresholds=[0.92, 0.85])
    comparisons = [_called(named, "names"), _births(library)]
    comparisons += [_called(library.ExactMatch("gender"), "gender")] if "gender" in held else []
    for name in ("phone", "email"):
        if name in held:
            comparisons.append(
                _called(library.DamerauLevenshteinAtThresholds(name, distance_threshold_or_thresholds=[1, 2]), name)
            )
    crossed = "l.given_sound = r.family_sound AND l.family_sound = r.given_sound"
    rules: list[Any] = [
        splink.block_on("given_sound", "family_sound"), splink.block_on("day"), splink.block_on("words"),
        splink.block_on("family_sound", "year"), splink.block_on("given_sound", "year"), crossed,
    ]  # fmt: skip
    rules += [splink.block_on(name) for name in ("phone", "email") if name in held]
    return splink.SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False, retain_intermediate_calculation_columns=True,
    )  # fmt: skip


def _called(comparison: Any, name: str) -> Any:
    """The comparison under our own name, by which its weight is found again."""
    said = comparison.get_comparison("duckdb").as_dict()
    return {**said, "output_column_name": name}


def _births(library: Any) -> Any:
    no_day = "(day_l IS NULL OR day_r IS NULL)"
    levels: list[tuple[str, str]] = [
        ("day_l = day_r", "the same day"),
        (f"NOT {no_day} AND damerau_levenshtein(day_l, day_r) <= 1", "a digit off"),
        (f"NOT {no_day} AND substr(day_l, 1, 4) = substr(day_r, 1, 4) AND substr(day_l, 6, 2) = substr(day_r, 9, 2)"
         " AND substr(day_l, 9, 2) = substr(day_r, 6, 2)", "day and month changed over"),
        (f"{no_day} AND year_l = year_r", "the same year"),
        (f"{no_day} AND abs(year_l - year_r) <= 2", "two years near"),
    ]  # fmt: skip
    return library.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            {"sql_condition": "year_l IS NULL OR year_r IS NULL", "label_for_charts": "unknown", "is_null_level": True},
            *({"sql_condition": condition, "label_for_charts": label} for condition, label in levels),
            {"sql_condition": "ELSE", "label_for_charts": "another day"},
        ],
    )
