"""What every room declares about itself, as plain data: its doors, its sensitive fields, its errors.

The lowest floor. It imports no other room, so that each of them can speak the same language.
"""
