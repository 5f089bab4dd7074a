"""Parameters of remitting."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Remitting(Parameters):
    """Parameters of remitting; each carries unit, plausible range, source and grade."""
