"""Pages of the room, and its part of a case's page."""
