"""An edition's figures as open data: a Data Package (descriptor, tidy CSV files) and a DCAT-AP record.

Works on an edition's snapshot and nothing else: the same snapshot gives the same bytes. Columns carry SDMX's concept
names and codes where there are some, so that an SDMX-CSV file is the same table under other constants. It publishes
no small count of people, whatever the snapshot holds: the edition is protected as one release.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pacte.ground.web.exports import harmless

from .enums import UNITS_OF_PEOPLE, CountingUnit, FigureKind, Qualifier
from .rules.release import Fact, withheld

Row = dict[str, str]
LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
DATA_FILES = ("mesures.csv", "indicateurs.csv")

MEASURES = {
    "INDICATOR": ("string", "Code de l’indicateur"),
    "FREQ": ("string", "Fréquence : A année, M mois, D jour, _Z autre période, _U période non précisée"),
    "REF_AREA": ("string", "Code du territoire (Insee quand il existe)"),
    "TIME_PERIOD": ("string", "Période : année, mois, jour, ou début/durée ; vide si la source ne la précise pas"),
    "UNIT_MEASURE": ("string", "Unité de compte"),
    "OBS_VALUE": ("number", "Valeur ; vide si elle est protégée"),
    "OBS_STATUS": ("string", "A normale, P provisoire, Q absente car protégée"),
    "CONF_STATUS": ("string", "F publiable, C confidentielle"),
    "QUALIFIER": ("string", "Précision donnée par la source"),
    "KIND": ("string", "Nature du chiffre dans le temps"),
    "NUMERATOR": ("number", "Numérateur d’une part"),
    "DENOMINATOR": ("number", "Dénominateur d’une part"),
    "BASE": ("string", "Base d’un pourcentage, en mots"),
    "PERIOD_START": ("date", "Premier jour de la période"),
    "PERIOD_END": ("date", "Dernier jour de la période, ou date de l’état"),
    "SOURCE": ("string", "Source"),
    "METHOD": ("string", "Méthode"),
    "DEFINITION_VERSION": ("integer", "Version de la définition"),
    "REVISION": ("integer", "Rang de la révision"),
    "REFERENCE": ("string", "Référence de la mesure, telle qu’imprimée dans le bilan"),
    "NOTE": ("string", "Note"),
}
SHEETS = {
    "CODE": ("string", "Code de l’indicateur"),
    "SCHEME": ("string", "Dispositif"),
    "LABEL_FR": ("string", "Libellé"),
    "LABEL_EN": ("string", "Libellé en anglais"),
    "COUNTED_FR": ("string", "Ce qui est compté"),
    "COUNTED_EN": ("string", "Ce qui est compté, en anglais"),
    "UNIT": ("string", "Unité de compte"),
    "KIND": ("string", "Nature du chiffre"),
    "POPULATION": ("string", "Population"),
    "DEDUPLICATION": ("string", "Double compte"),
    "DIRECTION": ("string", "Sens d’une amélioration"),
    "METHOD": ("string", "Méthode"),
    "SOURCE": ("string", "Source"),
    "DEFINITION_VERSION": ("integer", "Version de la définition"),
    "THRESHOLD": ("integer", "Plus petit nombre de personnes publié (0 est publié)"),
    "COMPUTED_BY": ("string", "Calcul, quand le chiffre n’est pas saisi"),
    "PART_OF": ("string", "Indicateur dont celui-ci est une part"),
}
CODES = {
    "OBS_STATUS": ["A", "P", "Q"], "CONF_STATUS": ["F", "C"], "FREQ": ["A", "M", "D", "_Z", "_U"],
    "QUALIFIER": Qualifier.values, "KIND": FigureKind.values, "UNIT_MEASURE": CountingUnit.values,
}  # fmt: skip


def build(
    snapshot: Mapping[str, Any], *, base_url: str = "", parents: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The package's files by name: datapackage.json, mesures.csv, indicateurs.csv, catalogue.jsonld.

    `base_url` is where they are served, ending in "/". `parents` gives each territory's code its containing one; when
    it is not given, the largest value of an indicator and period stands for the total of the others.
    """
    sheets = {sheet["code"]: sheet for sheet in _sheets(snapshot["chapters"])}
    figures = {figure["reference"]: figure for sheet in sheets.values() for figure in sheet["figures"]}
    hidden = _hidden(sheets, figures, parents)
    files = {
        "mesures.csv": _csv(MEASURES, (_measure(f, f["reference"] in hidden) for f in figures.values())),
        "indicateurs.csv": _csv(SHEETS, (_sheet(sheet, sheets) for sheet in sheets.values())),
    }
    files["datapackage.json"] = _json(_descriptor(snapshot, files))
    files["catalogue.jsonld"] = _json(_catalogue(snapshot, files, base_url))
    return files


def to_sdmx_csv(measures: bytes, *, agency: str = "PACTE", dataflow: str = "MESURES", version: str = "1.0") -> bytes:
    """The same table as SDMX-CSV 2.0: the three constant columns that name its structure, and no other change.

    >>> to_sdmx_csv(b"INDICATOR,OBS_VALUE\\nmeals,12\\n").decode().splitlines()[1]
    'dataflow,PACTE:MESURES(1.0),I,meals,12'
    """
    header, *rows = csv.reader(io.StringIO(measures.decode()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *header])
    writer.writerows(["dataflow", f"{agency}:{dataflow}({version})", "I", *row] for row in rows)
    return out.getvalue().encode()


def _sheets(nodes: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield from node["indicators"]
        yield from _sheets(node["children"])


def _hidden(
    sheets: Mapping[str, Any], figures: Mapping[str, Any], parents: Mapping[str, str] | None
) -> frozenset[object]:
    """References of the figures to leave blank: those of the snapshot, and what protection adds to them."""
    facts = [_fact(figure, sheets[figure["indicator"]]) for figure in figures.values() if figure["value"]]
    already = frozenset(reference for reference, figure in figures.items() if figure["is_suppressed"])
    return already | withheld(facts, _likely_parents(facts) if parents is None else parents)


def _fact(figure: Mapping[str, Any], sheet: Mapping[str, Any]) -> Fact:
    of_people = figure["unit"] in UNITS_OF_PEOPLE or (figure["unit"] == CountingUnit.PERCENT and figure["denominator"])
    return Fact(
        figure["reference"], figure["indicator"], sheet["part_of"], figure["territory"],
        (figure["period_start"], figure["period_end"]), Decimal(figure["value"]),
        sheet["threshold"] if of_people else 0,
        Decimal(figure["numerator"]) if figure["numerator"] else None,
        Decimal(figure["denominator"]) if figure["denominator"] else None,
    )  # fmt: skip


def _likely_parents(facts: Iterable[Fact]) -> dict[str, str]:
    """The territory that is never exceeded by another is taken for the one that contains them."""
    reach: dict[str, Decimal] = {}
    for fact in facts:
        if fact.denominator is None:
            reach[fact.territory] = max(reach.get(fact.territory, Decimal(0)), fact.value)
    whole = max(reach, key=lambda code: (reach[code], code), default="")
    return {code: whole for code in reach if code != whole}


def _measure(figure: Mapping[str, Any], is_hidden: bool) -> Row:
    freq, period = _time(figure["period_start"], figure["period_end"])
    provisional = figure["qualifier"] == Qualifier.PROVISIONAL
    numbers = {"OBS_VALUE": "value", "NUMERATOR": "numerator", "DENOMINATOR": "denominator", "NOTE": "note"}
    row = {column: "" if is_hidden else str(figure[key]) for column, key in numbers.items()}
    return row | {
        "INDICATOR": figure["indicator"], "FREQ": freq, "REF_AREA": figure["territory"], "TIME_PERIOD": period,
        "UNIT_MEASURE": figure["unit"], "OBS_STATUS": "Q" if is_hidden else "P" if provisional else "A",
        "CONF_STATUS": "C" if is_hidden else "F", "QUALIFIER": figure["qualifier"], "KIND": figure["kind"],
        "BASE": figure["base"], "PERIOD_START": figure["period_start"], "PERIOD_END": figure["period_end"],
        "SOURCE": figure["source"], "METHOD": figure["method"],
        "DEFINITION_VERSION": str(figure["definition_version"]), "REVISION": str(figure["revision"]),
        "REFERENCE": figure["reference"],
    }  # fmt: skip


def _sheet(sheet: Mapping[str, Any], sheets: Mapping[str, Any]) -> Row:
    texts = {
        f"{name.upper()}_{lang.upper()}": sheet[name][lang] for name in ("label", "counted") for lang in ("fr", "en")
    }
    plain = {column: str(sheet[column.lower()]) for column in SHEETS if column.lower() in sheet}
    return plain | texts | {"PART_OF": sheet["part_of"] if sheet["part_of"] in sheets else ""}


def _time(start: str, end: str) -> tuple[str, str]:
    """SDMX frequency and time period.

    >>> _time("2018-01-01", "2018-12-31"), _time("", "2019-09-30"), _time("2015-01-01", "2018-12-31")
    (('A', '2018'), ('D', '2019-09-30'), ('_Z', '2015-01-01/P4Y'))
    """
    if not end:
        return "_U", start
    if not start or start == end:
        return "D", end
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    following = last + timedelta(days=1)
    if (first.month, first.day, following.month, following.day) == (1, 1, 1, 1):
        years = following.year - first.year
        return ("A", str(first.year)) if years == 1 else ("_Z", f"{start}/P{years}Y")
    if first.day == following.day == 1 and (following - first).days <= 31:
        return "M", f"{first:%Y-%m}"
    return "_Z", f"{start}/P{(following - first).days}D"


def _csv(columns: Mapping[str, tuple[str, str]], rows: Iterable[Row]) -> bytes:
    """UTF-8, comma, one line a row, in the order of the snapshot."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row.get(name, ""), columns[name][0]) for name in columns})
    return out.getvalue().encode()


def _cell(text: str, kind: str) -> str:
    """A number stays as it is, minus sign and all; a text is kept from being taken for a formula."""
    return harmless(text) if kind == "string" else text


def _field(name: str, kind: str, description: str, key: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True, "unique": True} if name == key else {}
    if name in CODES and key == "REFERENCE":
        constraints["enum"] = CODES[name]
    return {"name": name, "type": kind, "description": description} | (
        {"constraints": constraints} if constraints else {}
    )


def _resource(
    name: str, content: bytes, columns: Mapping[str, tuple[str, str]], key: str, title: str
) -> dict[str, Any]:
    fields = [_field(column, kind, description, key) for column, (kind, description) in columns.items()]
    return {
        "name": name, "title": title, "path": f"{name}.csv", "profile": "tabular-data-resource", "scheme": "file",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": [key], "missingValues": [""]},
    }  # fmt: skip


def _descriptor(snapshot: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    measures = _resource("mesures", files["mesures.csv"], MEASURES, "REFERENCE", "Mesures de l’édition")
    measures["schema"]["foreignKeys"] = [
        {"fields": ["INDICATOR"], "reference": {"resource": "indicateurs", "fields": ["CODE"]}}
    ]
    sheets = _resource("indicateurs", files["indicateurs.csv"], SHEETS, "CODE", "Fiches des indicateurs")
    return {
        "profile": "tabular-data-package", "name": f"{snapshot['pact']}-{snapshot['edition']}",
        "title": snapshot["title"]["fr"], "description": snapshot["pact_promise"]["fr"],
        "version": snapshot["edition"], "licenses": [LICENCE], "keywords": ["sans-abrisme", "exclusion", "pacte"],
        **({"created": snapshot["frozen_at"]} if snapshot["frozen_at"] else {}),
        "resources": [measures, sheets],
    }  # fmt: skip


def _catalogue(snapshot: Mapping[str, Any], files: Mapping[str, bytes], base_url: str) -> dict[str, Any]:
    """The edition as a DCAT-AP dataset, one distribution a file, in a catalogue of its own."""
    both = [(lang, snapshot["title"][lang], snapshot["pact_name"][lang]) for lang in ("fr", "en")]
    dataset = {
        "@id": f"{base_url}datapackage.json#edition", "@type": "dcat:Dataset",
        "dct:identifier": f"{snapshot['pact']}-{snapshot['edition']}",
        "dct:title": [{"@language": lang, "@value": title} for lang, title, _name in both],
        "dct:description": [{"@language": lang, "@value": f"{name}. {title}"} for lang, title, name in both],
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": snapshot["pact_name"]["fr"]},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime", "dcat:startDate": _typed_day(snapshot["period_start"]),
            "dcat:endDate": _typed_day(snapshot["period_end"]),
        },
        "dct:license": {"@id": LICENCE["path"]},
        "dcat:distribution": [_distribution(name, files[name], base_url) for name in DATA_FILES],
    }  # fmt: skip
    if snapshot["frozen_at"]:
        dataset["dct:issued"] = {"@type": "xsd:dateTime", "@value": snapshot["frozen_at"]}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{base_url}catalogue.jsonld", "@type": "dcat:Catalog",
        "dct:title": [{"@language": lang, "@value": name} for lang, _title, name in both],
        "dct:description": [{"@language": lang, "@value": name} for lang, _title, name in both],
        "dct:publisher": dataset["dct:publisher"], "dcat:dataset": [dataset],
    }  # fmt: skip


def _distribution(name: str, content: bytes, base_url: str) -> dict[str, Any]:
    address = {"@id": f"{base_url}{name}"}
    return {
        "@type": "dcat:Distribution", "dct:title": name, "dcat:accessURL": address, "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dct:format": {"@id": "http://publications.europa.eu/resource/authority/file-type/CSV"},
        "dct:license": {"@id": LICENCE["path"]},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(content))},
        "spdx:checksum": {
            "@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": hashlib.sha256(content).hexdigest(),
        },
    }  # fmt: skip


def _typed_day(day: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day}


def _json(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
