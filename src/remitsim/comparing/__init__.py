"""Arms against a baseline on the same people with the same luck: who gains, who loses, how surely."""
