"""The room's rules in plain Python: who sees how much, how names are compared, what an input may hold."""
