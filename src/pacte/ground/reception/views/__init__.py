"""Pages of the front desk: the desks, the live board, one visit, the directorates' figures."""
