"""Parameters of returning."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Returning(Parameters):
    """Parameters of returning; each carries unit, plausible range, source and grade."""
