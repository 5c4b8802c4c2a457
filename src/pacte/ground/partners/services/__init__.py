"""What one does with partners: keep an organisation, its sites, its agreements, its members."""

from .agreements import correct_agreement, end_agreement, sign_agreement
from .members import end_membership, give_membership, install_administrator
from .organisations import (
    add_site,
    change_organisation,
    change_site,
    close_organisation,
    found_organisation,
    open_organisation,
    remove_site,
)

__all__ = [
    "add_site",
    "change_organisation",
    "change_site",
    "close_organisation",
    "correct_agreement",
    "end_agreement",
    "end_membership",
    "found_organisation",
    "give_membership",
    "install_administrator",
    "open_organisation",
    "remove_site",
    "sign_agreement",
]
