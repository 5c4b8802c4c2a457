"""Setting the rows of a spreadsheet against what a campaign asks: what would change, and every fault at its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.indicators import services as figures
from pacte.ground.indicators.enums import OPEN_TO_CONTRIBUTOR, CountingUnit, MeasurementStatus, Qualifier
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.indicators.rules.validation import Proposal, Sheet, faults_of
from pacte.ground.territory.models import Territory

from .. import reads
from ..models import Campaign, FigureRequest, Transition
from ..rules.spreadsheet import Cell, Row, read_header, read_row, same_text
from .answering import GIVEN, period_faults, proposal_for
from .collecting import sheets_of
from .editions import lock_open

ORIGIN = "spreadsheet"
BATCH = 500
TEXTS = ("base", "source", "method", "note")
Key = tuple[str, str, str, str]


@dataclass
class Plan:
    """What an import would write: answers to begin, answers to change. `rows` were read, `changed` would move."""

    actor: User
    rows: int = 0
    begun: list[tuple[FigureRequest, Measurement]] = field(default_factory=list)
    amended: list[Measurement] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return len(self.begun) + len(self.amended)

    def write(self) -> None:
        """All of it, inside the caller's transaction."""
        Measurement.objects.bulk_create([answer for _request, answer in self.begun], batch_size=BATCH)
        for request, answer in self.begun:
            request.measurement = answer
        FigureRequest.objects.bulk_update([r for r, _answer in self.begun], ["measurement"], batch_size=BATCH)
        Transition.objects.bulk_create(
            [
                Transition(measurement=answer, target=answer.status, actor=self.actor, at=timezone.now())
                for _request, answer in self.begun
            ],
            batch_size=BATCH,
        )
        Measurement.objects.bulk_update(self.amended, list(GIVEN), batch_size=BATCH)


def plan_of(
    actor: User,
    campaign: Campaign,
    cells: list[tuple[int, list[Cell]]],
    tell: Callable[[int, int], None],
) -> Plan:
    """The plan of a whole file. Raises BadInput with every fault; locks the edition, so call it in a transaction."""
    lock_open(campaign.edition_id)
    campaign.refresh_from_db()
    if campaign.closed_at is not None:
        raise BadInput(Fault("", _("La campagne est close."), _("Écrivez à l’équipe du Pacte.")))
    places, faults = read_header(cells[0][1], _)
    if faults:
        raise BadInput(*faults)
    matcher = _Matcher(actor, campaign)
    words = accepted_words()
    total = len(cells) - 1
    for done, (number, line) in enumerate(cells[1:], start=1):
        matcher.take(read_row(number, line, places, words, _))
        if done % BATCH == 0 or done == total:
            tell(done, total)
    if matcher.faults:
        raise BadInput(*matcher.faults)
    return matcher.plan


def accepted_words() -> dict[str, dict[str, str]]:
    """For units and qualifiers, the code of each word: the code itself, its French and its English name."""
    words: dict[str, dict[str, str]] = {"unit": {}, "qualifier": {}}
    for language in ("en", "fr"):
        with translation.override(language):
            for name, choices in (("unit", CountingUnit), ("qualifier", Qualifier)):
                words[name] |= {str(label).casefold(): value for value, label in choices.choices}
                words[name] |= {value.casefold(): value for value in choices.values}
    return words


class _Matcher:
    """Meets the rows one by one, with all that the campaign asks already in hand."""

    def __init__(self, actor: User, campaign: Campaign) -> None:
        self.plan = Plan(actor)
        self.faults: list[Fault] = []
        self.seen: dict[Key, int] = {}
        rows = reads.requests_to_answer_by(actor).filter(campaign=campaign)
        self.mine: dict[Key, FigureRequest] = {request.key: request for request in rows}
        asked = FigureRequest.objects.filter(campaign=campaign).select_related("indicator", "territory")
        self.asked: set[Key] = {request.key for request in asked}
        self.indicators = set(Indicator.objects.values_list("code", flat=True))
        self.territories = set(Territory.objects.values_list("code", flat=True))
        self.sheets = sheets_of([request.indicator for request in self.mine.values()], campaign.period_end)
        kin = Indicator.objects.filter(Q(part_of__isnull=False) | Q(parts__isnull=False))
        self.kin = set(kin.values_list("pk", flat=True))
        for request in self.mine.values():
            request.campaign = campaign

    def take(self, row: Row) -> None:
        """Read one row against its request."""
        self.plan.rows += 1
        if not row.faults:
            self._meet(row)
        self.faults += row.faults

    def _meet(self, row: Row) -> None:
        request = self._request(row)
        if request is None:
            return
        if row.unit and row.unit != request.unit:
            row.fault(
                "unit",
                _("L’unité n’est pas celle qui est demandée."),
                _("Donnez la valeur en %(unit)s.") % {"unit": CountingUnit(request.unit).label},
            )
            return
        values = _completed(row.values, request)
        if values["value"] is None:
            self._without_value(row, request)
        elif request.measurement is None or not _same(request.measurement, values):
            self._propose(row, request, values)

    def _request(self, row: Row) -> FigureRequest | None:
        """The request that the row's key names, if it is this contributor's."""
        if row.key in self.seen:
            row.fault(
                "indicator",
                _("Ce chiffre est déjà à la ligne %(number)d.") % {"number": self.seen[row.key]},
                _("Gardez une seule des deux lignes."),
            )
            return None
        self.seen[row.key] = row.number
        request = self.mine.get(row.key)
        if request is None:
            self._explain_key(row)
        return request

    def _explain_key(self, row: Row) -> None:
        code, territory, _start, _end = row.key
        kept = _("Reprenez la ligne du fichier exporté : ces colonnes ne se changent pas.")
        if code not in self.indicators:
            row.fault("indicator", _("Cet indicateur n’existe pas."), kept)
        elif territory not in self.territories:
            row.fault("territory", _("Ce territoire n’existe pas."), kept)
        elif row.key in self.asked:
            row.fault(
                "indicator",
                _("Ce chiffre n’est pas demandé à votre organisation, ou pas sur votre territoire."),
                _("Supprimez la ligne."),
            )
        elif any(key[:2] == row.key[:2] for key in self.mine):
            row.fault("asked_end", _("Aucun chiffre n’est demandé pour cette période."), kept)
        else:
            row.fault("indicator", _("Ce chiffre n’est pas demandé par cette campagne."), _("Supprimez la ligne."))

    def _without_value(self, row: Row, request: FigureRequest) -> None:
        """An empty row waits for its figure; a row that says something needs a value."""
        said = [name for name in ("numerator", "denominator", *TEXTS) if row.values[name]]
        if request.measurement is not None:
            row.fault("value", _("Une valeur déjà enregistrée ne s’efface pas."), _("Donnez la valeur, 0 compris."))
        elif said:
            row.fault("value", _("La valeur manque."), _("Donnez un nombre, 0 compris, ou videz la ligne."))

    def _propose(self, row: Row, request: FigureRequest, values: dict[str, Any]) -> None:
        answer = request.measurement
        if answer is not None and answer.status not in OPEN_TO_CONTRIBUTOR:
            row.fault(
                "value",
                _("Ce chiffre est déjà : %(state)s.") % {"state": answer.get_status_display()},
                _("Reprenez la valeur exportée, ou demandez une correction à l’équipe du Pacte."),
            )
            return
        definition = self.sheets[request.indicator_id]
        proposal = proposal_for(request, values)
        found = [*period_faults(request, proposal), *self._faults(proposal, definition, request)]
        for fault in found:
            column = fault.where if fault.where in row.letters else "value"
            row.fault(column, fault.what, fault.remedy)
        if not found:
            self._plan(request, proposal, definition)

    def _faults(self, proposal: Proposal, definition: Definition, request: FigureRequest) -> list[Fault]:
        if request.indicator_id in self.kin:
            return figures.faults_in(proposal, definition, request.territory)
        label = str(CountingUnit(definition.unit).label)
        return faults_of(proposal, Sheet(definition.unit, definition.kind, label), _)

    def _plan(self, request: FigureRequest, proposal: Proposal, definition: Definition) -> None:
        if request.measurement is None:
            answer = Measurement(
                definition=definition, territory=request.territory, contributor=request.organisation,
                origin=ORIGIN, created_by=self.plan.actor, status=MeasurementStatus.DRAFT, **asdict(proposal),
            )  # fmt: skip
            self.plan.begun.append((request, answer))
            return
        for name in GIVEN:
            setattr(request.measurement, name, getattr(proposal, name))
        self.plan.amended.append(request.measurement)


def _completed(values: Mapping[str, Any], request: FigureRequest) -> dict[str, Any]:
    """The row's values; a row whose two days are empty answers for the period asked."""
    found = dict(values)
    if found["period_start"] is None and found["period_end"] is None:
        found |= {"period_start": request.period_start, "period_end": request.period_end}
    return found


def _same(answer: Measurement, values: Mapping[str, Any]) -> bool:
    """Whether the row says what is already recorded."""
    return all(
        same_text(getattr(answer, name)) == values[name] if name in TEXTS else getattr(answer, name) == values[name]
        for name in GIVEN
    )
