"""Pages of pathways: parse, call, render."""
