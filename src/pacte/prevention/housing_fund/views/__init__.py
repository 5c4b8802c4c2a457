"""Pages of the fund: parse, call, render."""
