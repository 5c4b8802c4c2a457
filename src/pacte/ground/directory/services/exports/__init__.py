"""Places out in the field's standards: HSDS 3.0, data·inclusion, a plain table, GeoJSON."""

from .keeping import DOWNLOADS, opened, stamp
from .writing import FORMATS, write

__all__ = ["DOWNLOADS", "FORMATS", "opened", "stamp", "write"]
