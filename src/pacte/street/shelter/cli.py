"""`pacte shelter`: a night decided from two files, and the log of a round checked. Neither needs a database."""

from __future__ import annotations

import csv
import io
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.declarations.errors import BadInput

from .enums.allocation import AllocationLevel, Policy
from .reads import explained, table_faults
from .rules.allocation import record, tables
from .rules.allocation.counterfactuals import counterfactuals
from .rules.allocation.explaining import Explanation, explain
from .rules.allocation.measures import Measures, measure
from .rules.allocation.policies import allocate_with_eligibility
from .rules.allocation.problem import Allocation, Night, Reached
from .rules.night import night_of

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
COLUMNS = ("request", "lot", "site", "members", "decided_by", "reason", "code", "explanation")


class Quota(click.ParamType):
    """PERCENT:NIGHTS."""

    name = "percent:nights"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        try:
            percent, nights = (int(part) for part in str(value).split(":"))
        except ValueError:
            self.fail(_("« %(value)s » : écrivez par exemple 20:7.") % {"value": value}, param, ctx)
        if not (1 <= percent <= 100 and 1 <= nights <= 10_000):
            self.fail(_("une part de 1 à 100 pour cent, et au moins une nuit d’attente."), param, ctx)
        return percent, nights


@click.group("shelter")
def GROUP() -> None:  # noqa: N802 - the name by which every room declares its commands
    """A place tonight: a night decided from files, logs of rounds checked."""


@GROUP.command("allocate")
@click.option("--requests", "asked", type=FILE, required=True, help="Households that ask, as CSV.")
@click.option("--lots", "offered", type=FILE, required=True, help="Lots that are free, as CSV.")
@click.option("--out", type=OUT, required=True, help="CSV to write: who goes where, and why.")
@click.option(
    "--policy", type=click.Choice(Policy.values), default=Policy.OPTIMAL.value, show_default=True, help="How to decide."
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Seed of the lottery; drawn, and said, when not given.")
@click.option("--night", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date on which the night begins; else tonight.")
@click.option("--log", type=OUT, help="Log of the round to write, from which it can be done again.")
@click.option(
    "--quota", type=Quota(), help="Share of units for those who waited so many nights: 20:7 is 20 %, 7 nights."
)
@click.option("--seconds", type=click.IntRange(1, 3600), default=30, show_default=True, help="Most to spend deciding.")
def allocate(  # noqa: PLR0917 - one argument per option
    asked: Path,
    offered: Path,
    out: Path,
    policy: str,
    seed: int | None,
    day: datetime | None,
    log: Path | None,
    quota: tuple[int, int] | None,
    seconds: int,
) -> None:
    """Decide a night from two files: which lot for which household, why, and why not for the others.

    The columns of both files are in docs/allocation.md. A file with a fault is refused, each fault named with its row
    and column, and nothing is written.
    """
    _refuse_to_overwrite([asked, offered], [path for path in (out, log) if path])
    night = _night(asked, offered, day, secrets.randbits(32) if seed is None else seed, quota)
    allocation, eligible = allocate_with_eligibility(night, Policy(policy), seconds=seconds)
    why = explain(night, allocation)
    texts = {out: _csv(night, allocation, why)}
    if log:
        texts[log] = record.written(
            night,
            allocation,
            eligible,
            policy=Policy(policy),
            rules_version=record.RULES_VERSION,
            grid_version="file",
        )
    for path, text in texts.items():
        _write(path, text)
    for line in _summary(night, allocation, measure(night, allocation)):
        click.echo(line)
    for line in _more(night, allocation, seconds):
        click.echo(line)
    for path in texts:
        click.echo(_("Écrit : %(path)s") % {"path": path})


@GROUP.command("replay")
@click.argument("log", type=FILE)
@click.option("--digest", default="", help="The digest noted elsewhere when the log was written.")
def replay(log: Path, digest: str) -> None:
    """Decide a round again from its LOG alone: do the same proposals come out? Exit code 1 if not."""
    text = log.read_bytes().decode("utf-8", errors="replace").removesuffix("\n")
    try:
        again = record.replayed(text)
    except record.Tampered as bad:
        words = {
            "digest": _("ce journal a été modifié : son empreinte ne lui correspond pas."),
            "unreadable": _("ce fichier n’est pas le journal d’un tour."),
        }
        raise click.ClickException(words[bad.code]) from bad
    if digest and digest != record.digest_of(text):
        raise click.ClickException(_("ce journal n’est pas celui dont vous donnez l’empreinte."))
    if again != text:
        raise click.ClickException(_("refait, ce tour donne d’autres propositions que celles du journal."))
    click.echo(_("Le tour refait donne les mêmes propositions, à l’octet près."))
    click.echo(_("Empreinte : %(digest)s") % {"digest": record.digest_of(text)})


def _night(asked: Path, offered: Path, day: datetime | None, seed: int, quota: tuple[int, int] | None) -> Night:
    """The night that two files describe; raises BadInput with every fault of either."""
    read = tables.read(_bytes(asked), _bytes(offered))
    if read.mistakes:
        raise BadInput(*table_faults.faults(read.mistakes, {tables.REQUESTS: asked.name, tables.LOTS: offered.name}))
    if read.unknown_sites:
        click.echo(
            ngettext(
                "À vérifier : %(count)d site de la colonne excluded_sites n’est celui d’aucun lot.",
                "À vérifier : %(count)d sites de la colonne excluded_sites ne sont ceux d’aucun lot.",
                read.unknown_sites,
            )
            % {"count": read.unknown_sites},
            err=True,
        )
    tonight = day.date() if day else night_of(timezone.localtime())
    return Night(tonight.isoformat(), read.parties, read.lots, seed, read.apart, quota)


def _bytes(path: Path) -> bytes:
    """The file, or just enough of it to know that it is too big."""
    with path.open("rb") as file:
        return file.read(tables.LARGEST_FILE + 1)


def _refuse_to_overwrite(read: list[Path], written: list[Path]) -> None:
    places = [path.resolve() for path in (*read, *written)]
    for path in written:
        if places.count(path.resolve()) > 1:
            raise click.ClickException(_("%(path)s servirait deux fois : donnez un autre nom.") % {"path": path})
        if not path.resolve().parent.is_dir():
            raise click.ClickException(_("le dossier de %(path)s n’existe pas.") % {"path": path})


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.ClickException(_("%(path)s n’a pas pu être écrit.") % {"path": path}) from error


def _csv(night: Night, allocation: Allocation, why: dict[str, Explanation]) -> str:
    """Who goes where and why: a row for each household, or for each of its parts when it is split."""
    sites = {lot.key: lot.site for lot in night.lots}
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for party in night.parties:
        said = why[party.key]
        stays = allocation.stays.get(party.key, ())
        end = [explained.decided(said), explained.reason(said), explained.code(said), explained.sentence(said)]
        for stay in stays:
            members = " ".join(str(place + 1) for place in stay.members) if len(stays) > 1 else ""
            writer.writerow([party.key, stay.lot, sites[stay.lot], members, *end])
        if not stays:
            writer.writerow([party.key, "", "", "", *end])
    return text.getvalue()


def _summary(night: Night, allocation: Allocation, figures: Measures) -> Iterator[str]:
    """What the night came to, as a small table."""
    yield _("Nuit du %(date)s. %(policy)s. Tirage n° %(seed)d.") % {
        "date": night.date,
        "policy": allocation.policy.label,
        "seed": night.seed,
    }
    yield ""
    yield _row(_("Priorité"), _("Servis"), _("Demandes"))
    for each in figures.tiers:
        yield _row(each.tier, each.served, each.asked)
    yield _row(_("Ensemble"), figures.households, len(night.parties))
    yield ""
    yield _row(_("Personnes à l’abri"), figures.persons)
    yield _row(_("Gardent leur site"), figures.kept_site)
    yield _row(_("Lits perdus"), figures.wasted)
    if figures.mean_km is not None:
        yield _row(_("Distance moyenne, km"), str(figures.mean_km).replace(".", ","))
    yield _row(_("Unités encore libres"), figures.units_left)
    if allocation.reached:
        yield ""
        yield _row(_("Niveau, dans l’ordre"), _("Atteint"), _("Borne"), "")
    for one in allocation.reached:
        if one.level != AllocationLevel.LOTTERY:
            yield _row(
                _level(one),
                one.value,
                one.bound,
                _("prouvé") if one.is_proven else _("non prouvé"),
            )


def _level(one: Reached) -> str:
    if one.level != AllocationLevel.TIERS:
        return str(one.level.label)
    return _("Servis, priorité %(tier)d") % {"tier": one.tier} if one.tier else _("Servis, quota d’attente")


def _row(name: object, *cells: object) -> str:
    return f"{name!s:<36}" + "".join(f"{cell!s:>10}" for cell in cells)


def _more(night: Night, allocation: Allocation, seconds: int) -> Iterator[str]:
    """What a few more rooms would have changed."""
    found = counterfactuals(night, allocation, 3, seconds=seconds)
    if found:
        yield ""
        yield _("Ce que des chambres de plus changeraient :")
        yield from (f"  {explained.gain(each)}" for each in found)
    yield ""
