"""Rules of the directory, plain Python."""
