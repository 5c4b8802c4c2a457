"""What can be said of a snapshot with no database at hand: its order, its counts of states, its trends, its prose."""
