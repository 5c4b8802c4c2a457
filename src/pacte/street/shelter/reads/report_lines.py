"""A night's report as sections of words and numbers: the page, the spreadsheet and the PDF say the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.indicators.rules.protection import TOTAL

from ..enums.allocation import Policy, RoundLineState
from ..enums.requests import HOUSEHOLD_REFUSALS, SITE_REFUSALS, DangerReason, HouseholdKind, UnmetReason
from ..enums.stock import SiteKind
from .report import HANDED, MET, UNMET, WAITING, Figures
from .report_shown import HIDDEN, minors

COLUMNS = (MET, UNMET, WAITING, HANDED, TOTAL)


@dataclass(frozen=True)
class Section:
    """A table: its title, what it counts, its columns, its rows. The first cell of a row names it."""

    title: str
    note: str
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    empty: str = ""


def said(value: Any) -> str:
    """A number as it is printed; a protected one and a missing one each say so.

    A count that nobody made is never printed as zero.
    """
    if value is None:
        return _("non précisé")
    if value == HIDDEN:
        return _("protégé")
    return str(number_format(value, force_grouping=True)) if isinstance(value, int | Decimal) else str(value)


def sections(figures: Figures) -> list[Section]:
    """Every section of the report, in the order in which it is read."""
    return [
        _demand(figures), _outcomes(figures), *_reasons(figures), _answers(figures), _stock(figures), _kinds(figures),
        _rounds(figures),
    ]  # fmt: skip


def headline(figures: Figures) -> list[tuple[str, str]]:
    """The night in three numbers, each with the sentence that says what it counts."""
    totals = figures["totals"] if "totals" in figures else _totals(figures)
    return [
        (said(figures["demand"]["household_nights"]), _("ménages ont demandé une place cette nuit.")),
        (said(totals[MET]), _("demandes ont été pourvues : le ménage a accepté sa place.")),
        (said(totals[UNMET]), _("demandes n’ont pas été pourvues.")),
    ]


def _demand(figures: Figures) -> Section:
    demand = figures["demand"]
    rows = [
        [_("Appels au 115, décrochés ou non"), said(demand["calls"])],
        [_("Demandes reçues"), said(demand["requests"])],
        [_("Ménages qui ont demandé (ménages-nuits)"), said(demand["household_nights"])],
        [_("Personnes dans ces ménages"), said(demand["persons"])],
    ]
    note = _("Quatre comptes séparés : un appel n’est pas une demande, une demande n’est pas une personne.")
    return Section(_("Demandes de la nuit"), note, [_("Compte"), _("Nombre")], rows)


def _outcomes(figures: Figures) -> Section:
    labels = {**{kind: str(label) for kind, label in HouseholdKind.choices}, "": _("Composition à préciser")}
    table: list[tuple[str, Mapping[str, Any]]] = [(labels[kind], row) for kind, row in figures["outcomes"].items()]
    table.append((_("Ensemble"), figures["totals"] if "totals" in figures else _totals(figures)))
    rows = [[label, *(said(_cell(row, name)) for name in COLUMNS)] for label, row in table]
    columns = [
        _("Ménage"), _("Pourvues"), _("Non pourvues"), _("Encore ouvertes"), _("Protection de l’enfance"),
        _("Total"),
    ]  # fmt: skip
    note = _("Une demande annulée n’est pas comptée. Un mineur seul est remis à la protection de l’enfance.")
    return Section(_("Ce que sont devenues les demandes"), note, columns, rows if len(rows) > 1 else [])


def _cell(row: Mapping[str, Any], name: str) -> Any:
    if name == TOTAL and TOTAL not in row:
        return sum(row.values())
    return row.get(name, 0)


def _totals(figures: Figures) -> dict[str, int]:
    return {
        name: sum(row.get(name, 0) for row in figures["outcomes"].values()) for name in (MET, UNMET, WAITING, HANDED)
    }


def _reasons(figures: Figures) -> list[Section]:
    """Why requests were not met, a household's refusals apart from a site's; and the refusals of the night."""
    unmet, refusals = figures["reasons"], figures["refusals"]
    other = [code for code in unmet if code not in HOUSEHOLD_REFUSALS and code not in SITE_REFUSALS]
    note = _("La dernière raison de chaque demande non pourvue.")
    columns = [_("Raison"), _("Demandes")]
    rows = [[_reason(code), said(unmet[code])] for code in sorted(other, key=_order)]
    ends = [Section(_("Non pourvues : places et autres raisons"), note, columns, rows)]
    for title, codes in (
        (_("Refus de ménages"), HOUSEHOLD_REFUSALS), (_("Refus de sites"), SITE_REFUSALS)
    ):  # fmt: skip
        lines = [
            [_reason(code), said(unmet.get(code, 0)), said(refusals.get(code, 0))]
            for code in codes if code in unmet or code in refusals
        ]  # fmt: skip
        told = _("Un refus n’est pas une faute. « Refus dans la nuit » compte aussi ceux qu’une autre place a suivis.")
        ends.append(Section(title, told, [_("Raison"), _("Demandes non pourvues"), _("Refus dans la nuit")], lines))
    return ends


def _reason(code: str) -> str:
    return str(UnmetReason(code).label) if code in UnmetReason.values else code


def _order(code: str) -> int:
    return UnmetReason.values.index(code) if code in UnmetReason.values else len(UnmetReason.values)


def _answers(figures: Figures) -> Section:
    answers, placed, alone, hotel = figures["answers"], figures["placed"], minors(figures), figures["hotel"]
    rows = [
        [_("Temps de réponse médian"), _minutes(answers["median"])],
        [_("Neuf réponses sur dix en moins de"), _minutes(answers["nine_tenths"])],
        [_("Demandes auxquelles une réponse a été donnée"), said(answers["count"])],
        [_("Places proposées à des ménages"), said(placed["given"])],
        [_("dont données aussitôt, danger immédiat"), said(placed["immediate"])],
    ]
    for code, count in placed["dangers"].items():
        rows.append(["– " + (str(DangerReason(code).label) if code else _("sans précision")), said(count)])
    rows += [
        [_("Mineurs seuls qui ont demandé"), said(alone["asked"])],
        [_("dont remis à la protection de l’enfance"), said(alone["handed_over"])],
        [_("Nuits d’hôtel"), said(hotel["nights"])],
        [_("Coût des nuits d’hôtel"), _euros(hotel)],
    ]
    return Section(_("Réponses"), "", [_("Mesure"), _("Valeur")], rows)


def _minutes(value: Any) -> str:
    if not isinstance(value, int):
        return said(value)
    hours, minutes = divmod(value, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": minutes}


def _euros(hotel: Mapping[str, Any]) -> str:
    cost, unpriced = hotel["cost"], hotel["unpriced"]
    if cost is None or cost == HIDDEN:
        return said(cost)
    words = _("%(cost)s €") % {"cost": said(Decimal(cost))}
    if not unpriced:
        return words
    less = ngettext("sans %(count)d nuit au prix inconnu", "sans %(count)d nuits au prix inconnu", unpriced)
    return f"{words} ({less % {'count': unpriced}})"


def _stock(figures: Figures) -> Section:
    stock = figures["stock"]
    share = said(stock["occupancy"])
    if isinstance(stock["occupancy"], int):
        share = _("%(percent)d %% (%(used)s lits et chambres sur %(all)s)") % {
            "percent": stock["occupancy"], "used": said(stock["units_used"]), "all": said(stock["units_open"]),
        }  # fmt: skip
    counted = _("%(persons)s (%(counted)s lots comptés sur %(all)s)") % {
        "persons": said(stock["persons"]), "counted": said(stock["lots_counted"]), "all": said(stock["lots_open"]),
    }  # fmt: skip
    rows = [
        [_("Sites ouverts"), said(stock["sites_open"])],
        [_("dont ont déclaré ce qu’ils avaient"), said(stock["sites_declared"])],
        [_("Places ouvertes"), said(stock["places_open"])],
        [_("Places fermées"), said(stock["places_closed"])],
        [_("Places déclarées libres"), said(stock["places_declared"])],
        [_("Places attribuées par le 115"), said(stock["places_given"])],
        [_("Places restées libres"), said(stock["places_left"])],
        [_("Occupation, là où le site a déclaré"), share],
        [_("Absences constatées"), said(stock["absences"])],
        [_("Personnes comptées au matin"), counted],
    ]
    return Section(_("Places"), "", [_("Mesure"), _("Valeur")], rows)


def _kinds(figures: Figures) -> Section:
    labels = dict(SiteKind.choices)
    rows = [
        [str(labels.get(kind, kind)), said(sites), said(places)] for kind, sites, places in figures["stock"]["by_kind"]
    ]
    note = _("C’est ce nombre qui dit, pour la nuit du décompte, combien de places étaient ouvertes.")
    return Section(
        _("Places ouvertes cette nuit, par nature de site"), note, [_("Nature"), _("Sites"), _("Places ouvertes")], rows
    )


def _rounds(figures: Figures) -> Section:
    rows = []
    for row in figures["rounds"]:
        lines = row["lines"] or {}
        decided = said(lines.get(RoundLineState.CONFIRMED)) if lines else said(HIDDEN)
        otherwise = said(lines.get(RoundLineState.OVERRIDDEN)) if lines else said(HIDDEN)
        rows.append(
            [str(row["number"]), str(Policy(row["policy"]).label), row["seed"], decided, otherwise, row["digest"][:12]]
        )
    columns = [_("Tour"), _("Manière"), _("Graine du tirage"), _("Confirmées"), _("Autre lot choisi"), _("Empreinte")]
    note = _("Avec la graine et le journal, chaque tour se rejoue à l’identique.")
    return Section(_("Tours d’attribution"), note, columns, rows, empty=_("Aucun tour n’a été fait cette nuit."))
