"""What one can do about a stay, from the place proposed to the orientation that ends it. Pages and API call these."""

from __future__ import annotations

from .stays_again import ask_again
from .stays_answers import accept, arrived, back_to_queue, decline, no_show, on_the_way, refuse_by_site
from .stays_direct import take_in
from .stays_ends import end
from .stays_messages import tell
from .stays_nights import all_present, be_present, continue_stays, extend
from .stays_transport import ask_transport

__all__ = [
    "accept",
    "all_present",
    "arrived",
    "ask_again",
    "ask_transport",
    "back_to_queue",
    "be_present",
    "continue_stays",
    "decline",
    "end",
    "extend",
    "no_show",
    "on_the_way",
    "refuse_by_site",
    "take_in",
    "tell",
]
