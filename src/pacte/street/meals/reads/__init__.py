"""Scoped readings: points and their services, what was served, the week's grid, cards."""
