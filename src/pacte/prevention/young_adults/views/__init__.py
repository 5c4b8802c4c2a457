"""Pages of young people, of the platform, and the room's part of other pages."""
