"""What one can do in the directory, one verb per module's function."""
