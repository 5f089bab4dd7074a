"""Parameters of papers."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Papers(Parameters):
    """Parameters of papers; each carries unit, plausible range, source and grade."""
