"""What one does in food coordination."""
