"""Scoped readings: grids and limits, requests as their reader sees them, homes and rankings, safe places asked for."""
