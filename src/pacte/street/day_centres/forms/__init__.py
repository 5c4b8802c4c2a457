"""What is typed at a day centre, one module a part."""
