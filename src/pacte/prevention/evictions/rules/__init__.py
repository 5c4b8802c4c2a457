"""Plain rules of an eviction: debts in months of rent, the diagnosis, the State's file, changes between years."""
