"""Parameters of ageing."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Ageing(Parameters):
    """Parameters of ageing; each carries unit, plausible range, source and grade."""
