"""Vocabularies of the 115 and of shelter, each value beside its words; one module per part."""
