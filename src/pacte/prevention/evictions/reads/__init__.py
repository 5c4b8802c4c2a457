"""What the room's pages show, each scoped to what its reader may know."""
