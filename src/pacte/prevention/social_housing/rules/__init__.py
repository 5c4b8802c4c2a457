"""Pure rules of the room: scoring, filtering, ranking, comparing two grids."""
