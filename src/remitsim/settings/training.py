"""Parameters of training."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Training(Parameters):
    """Parameters of training; each carries unit, plausible range, source and grade."""
