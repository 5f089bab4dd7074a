"""Parameters of living."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Living(Parameters):
    """Parameters of living; each carries unit, plausible range, source and grade."""
