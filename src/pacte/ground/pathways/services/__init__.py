"""One verb per thing that a user can do with a case, a scheme or a signal."""
