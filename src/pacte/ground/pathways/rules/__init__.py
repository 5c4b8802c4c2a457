"""What a scheme says and what a case folds to, in plain Python: no row, no request, no clock on the wall."""
