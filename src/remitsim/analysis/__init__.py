"""What a batch of runs says: which parameters matter, where an option fails, which option stands doubt best."""
