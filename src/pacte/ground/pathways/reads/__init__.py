"""Scoped readings of cases, schemes, loads and signals."""
