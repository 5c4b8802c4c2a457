"""Plain rules of collections and editions: numbers as people write them, alerts, keys.

No framework in here.
"""
