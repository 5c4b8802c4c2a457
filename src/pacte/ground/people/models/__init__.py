"""What the room keeps. `visible_to` and `open_file` are the only ways from here to a named person."""

from .duplicates import Pair
from .exceptional import ExceptionalAccess
from .files import File, FileWorker
from .follow_up import FileDocument, HeldEdit, NeedLine, Note, Step
from .households import Household, HouseholdMember, Tie
from .persons import OtherName, Person, Restriction
from .search import PersonWord, Word, WordVariant
from .sharing import AdoptedRules, Sharing

__all__ = [
    "AdoptedRules",
    "ExceptionalAccess",
    "File",
    "FileDocument",
    "FileWorker",
    "HeldEdit",
    "Household",
    "HouseholdMember",
    "NeedLine",
    "Note",
    "OtherName",
    "Pair",
    "Person",
    "PersonWord",
    "Restriction",
    "Sharing",
    "Step",
    "Tie",
    "Word",
    "WordVariant",
]
