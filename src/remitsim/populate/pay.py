"""Pay after tax for many people at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from remitsim.populate.draws import Numbers


def after_tax(law: Any, pay: Numbers) -> Numbers:
    """`taxes.net` of each: formal pay after income tax and the employee's contribution."""
    cap = np.where(law["contribution_cap"] > 0, law["contribution_cap"], 1e18)
    taken = law["worker_contribution"] * np.minimum(pay, cap)
    return np.asarray(pay - taken - law["income_tax"] * np.maximum(0.0, pay - law["income_tax_free"]), float)
