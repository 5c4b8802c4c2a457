"""Pages of food coordination."""
