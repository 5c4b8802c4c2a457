"""What users can do with figures: give, amend, correct, approve, define, compute. Nothing else writes one."""

from .computed import computations, compute, materialise
from .definitions import declare_indicator, define_version, set_threshold
from .measurements import amend, correct, faults_in, record_measurement
from .moves import approve, return_, submit

__all__ = [
    "amend",
    "approve",
    "computations",
    "compute",
    "correct",
    "declare_indicator",
    "define_version",
    "faults_in",
    "materialise",
    "record_measurement",
    "return_",
    "set_threshold",
    "submit",
]
