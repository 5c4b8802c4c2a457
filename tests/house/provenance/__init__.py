"""Finds every digit a reader can see, in a page and in a PDF, and asks each where it comes from."""
