"""Parameters of hiring."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Hiring(Parameters):
    """Parameters of hiring; each carries unit, plausible range, source and grade."""
