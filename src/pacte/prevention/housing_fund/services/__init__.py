"""One verb per thing that somebody does with the fund."""
