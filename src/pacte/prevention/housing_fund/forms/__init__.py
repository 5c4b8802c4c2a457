"""Forms of the fund. Sums are typed in euros and kept in cents."""
