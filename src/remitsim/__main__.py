"""``python -m remitsim``."""

from remitsim.cli import main

main()
