"""What pages, programs and other rooms read of the counts."""

from .places import counted_by, kept_by, kinds_at, read_by
from .totals import Total, by_session, totals

__all__ = ["Total", "by_session", "counted_by", "kept_by", "kinds_at", "read_by", "totals"]
