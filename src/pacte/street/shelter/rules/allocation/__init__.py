"""Bringing together the households that ask and the lots that are free, for one night.

`problem` says what is given and what comes out; nothing here reads a database or knows a name.
"""
