"""Arms against a baseline on the same people with the same luck: who gains, who loses, how surely."""

from remitsim.comparing.compare import NothingYet, compare
from remitsim.comparing.comparison import Comparison

__all__ = ["Comparison", "NothingYet", "compare"]
