"""What templates of the room say in words."""
