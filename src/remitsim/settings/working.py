"""Parameters of working."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Working(Parameters):
    """Parameters of working; each carries unit, plausible range, source and grade."""
