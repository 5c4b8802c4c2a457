"""The arithmetic of meals, in plain Python: when a slot serves, the week's grid, trials, closures, cards."""
