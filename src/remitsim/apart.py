"""Whom a placebo pair touches: one adult at home, drawn by the run's luck, set down abroad at month 0, and the household."""

from __future__ import annotations

from typing import Any

import numpy as np

from remitsim.policies.assign import Assign
from remitsim.world.world import World

PLACEBO: dict[str, Any] = {"put": "abroad", "persons": 1, "status": "temporary free", "drawn_by": "luck of the run"}


def touched(world: World) -> list[int]:
    """Rows of the adults of the household whose member a placebo would place, in a world at month 0 with its luck set."""
    policy = Assign.model_validate(PLACEBO)
    may = np.nonzero(policy.candidates(world))[0]
    if not len(may):
        return []
    placed = int(may[np.argsort(policy.draws(world)[may], kind="stable")[0]])
    home = world.households[world.persons["household"][placed]]
    return list(range(int(home["first_person"]), int(home["first_person"]) + int(home["adults"])))
