"""Arms against a baseline on the same people with the same luck: who gains, who loses, how surely."""

from remitsim.comparing.compare import compare
from remitsim.comparing.comparison import Comparison

__all__ = ["Comparison", "compare"]
