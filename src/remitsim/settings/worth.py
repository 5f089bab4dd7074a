"""Parameters of worth."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Worth(Parameters):
    """Parameters of worth; each carries unit, plausible range, source and grade."""
