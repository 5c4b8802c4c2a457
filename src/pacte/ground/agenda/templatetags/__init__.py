"""What the agenda's templates ask."""
