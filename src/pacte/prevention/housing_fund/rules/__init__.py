"""Money, means, ceilings and loans of the fund: plain data in and out, cents everywhere."""
