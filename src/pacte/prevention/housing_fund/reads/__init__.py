"""Scoped readings of the fund: requests within reach, what a committee sees, accounts, the budget."""
