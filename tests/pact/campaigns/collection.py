"""A running campaign on the small pact, and spreadsheets filled as a person would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.pact.campaigns import services
from pacte.pact.campaigns.models import Campaign, Edition, FigureRequest
from pacte.pact.campaigns.rules.spreadsheet import COLUMNS
from tests.pact.campaigns.city import SmallPact

START, END = date(2019, 10, 1), date(2020, 9, 30)
COLUMN = {name: index + 1 for index, name in enumerate(COLUMNS)}


@dataclass
class Collection:
    """The edition 2020 in collection: who collects, who contributes for the association."""

    small: SmallPact
    edition: Edition
    campaign: Campaign
    team: User
    contributor: User
    requests: dict[str, FigureRequest] = field(default_factory=dict)

    def request(self, code: str) -> FigureRequest:
        return FigureRequest.objects.get(campaign=self.campaign, indicator__code=code, territory=self.small.paris)

    def filled(self, **values: Any) -> bytes:
        """The contributor's own file, with the meals' row filled: "H" or "value" names a cell of that row."""

        def edit(sheet: Any) -> None:
            cells = {name: cell(sheet, "meals", name) for name in values}
            for name, value in values.items():
                cells[name].value = value

        return self.edited(edit)

    def edited(self, edit: Callable[[Any], Any]) -> bytes:
        book = load_workbook(BytesIO(services.export(self.contributor, self.campaign)))
        edit(book.worksheets[0])
        return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cell(sheet: Any, code: str, column: str) -> Any:
    """The cell of an indicator's row."""
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == code)
    return sheet.cell(row, COLUMN[column])


def collection_on(small: SmallPact, due_in: int = 10) -> Collection:
    today = timezone.localdate()
    team = small.user(Role.PACT_TEAM)
    edition = Edition.objects.create(
        pact=small.pact, code="2020", title_fr="Édition suivante", period_start=START, period_end=END
    )
    campaign = services.open_campaign(
        team, edition, title="Collecte d’essai", period_start=START, period_end=END,
        opens_on=today - timedelta(days=30), due_on=today + timedelta(days=due_in),
    )  # fmt: skip
    return Collection(small, edition, campaign, team, small.user(Role.CONTRIBUTOR, small.association))
