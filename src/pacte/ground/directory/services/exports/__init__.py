"""Places out in the field's standards: HSDS 3.0, data·inclusion, a plain table, GeoJSON."""

from .keeping import DOWNLOADS, made, stamp
from .writing import FORMATS, files

__all__ = ["DOWNLOADS", "FORMATS", "files", "made", "stamp"]
