"""What one can do in the agenda."""
