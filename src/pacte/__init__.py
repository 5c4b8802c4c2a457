"""Pacte: a city and its partners run a pact against homelessness, and measure it."""

__version__ = "0.1.0"
