"""What the desk reads: requests and requisitions, rules of retention, readings, the register."""
