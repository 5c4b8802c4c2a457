"""Places out in the field's standards: HSDS 3.0, data·inclusion, a plain table, GeoJSON."""

from .writing import FORMATS, files, hsds_writer

__all__ = ["FORMATS", "files", "hsds_writer"]
