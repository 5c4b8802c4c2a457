"""What is typed in food coordination."""

from .cards import CheckForm, EndCardForm, IssueForm, PolicyForm, VouchersForm
from .needs import NeedsFileForm, needs_form
from .slots import ChangeSlotForm, EndSlotForm, PortionsForm, ServedForm, SlotForm
from .week import DatesForm, ScenarioForm, TrialForm

__all__ = [
    "ChangeSlotForm",
    "CheckForm",
    "DatesForm",
    "EndCardForm",
    "EndSlotForm",
    "IssueForm",
    "NeedsFileForm",
    "PolicyForm",
    "PortionsForm",
    "ScenarioForm",
    "ServedForm",
    "SlotForm",
    "TrialForm",
    "VouchersForm",
    "needs_form",
]
