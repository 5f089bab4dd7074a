"""Parameters of leaving."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Leaving(Parameters):
    """Parameters of leaving; each carries unit, plausible range, source and grade."""
