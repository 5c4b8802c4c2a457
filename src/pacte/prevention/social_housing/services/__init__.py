"""One verb per thing a user can do in the room."""
