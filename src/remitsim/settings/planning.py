"""Parameters of planning."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Planning(Parameters):
    """Parameters of planning; each carries unit, plausible range, source and grade."""
