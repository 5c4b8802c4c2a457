"""One verb per thing that is done with a young person, or on the platform."""
