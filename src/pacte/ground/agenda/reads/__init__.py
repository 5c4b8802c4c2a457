"""What pages and feeds show of the agenda."""
