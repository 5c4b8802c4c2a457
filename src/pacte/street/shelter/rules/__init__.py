"""Rules of the room, in plain Python: the night, the priorities, the allocation."""
