"""Parameters of wages."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Wages(Parameters):
    """Parameters of wages; each carries unit, plausible range, source and grade."""
