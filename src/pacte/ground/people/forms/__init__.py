"""Forms of the room, in the module of their part."""
