"""Parameters of anchors."""

from __future__ import annotations

from remitsim.parameters import Parameters


class Anchors(Parameters):
    """Parameters of anchors; each carries unit, plausible range, source and grade."""
