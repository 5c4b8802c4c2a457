"""What the room decides without a database, one module a part."""
