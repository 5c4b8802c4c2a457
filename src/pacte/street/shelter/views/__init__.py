"""Parts of the room, one module each."""
