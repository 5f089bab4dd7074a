"""Made-up effects, designs and figures with a known answer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from remitsim.claims.reader import COLUMNS
from remitsim.claims.sheet import Claim, Test
from remitsim.claims.verdicts import Effects

CONTEXTS = 256


def a_test(form="D", **changes) -> Test:
    values = {
        "says": "made up", "form": form, "measure": "difference", "quantity": {"indicator": "wage_net"}, "arm": "free",
        "unit": "share",
    }  # fmt: skip
    if form == "R":
        values["at_least"] = 0.0
    else:
        values["smallest"] = 0.1
    return Test.model_validate(values | changes)


def a_claim(*tests: Test, **changes) -> Claim:
    values = {
        "number": "C0", "paragraph": "0", "theme": "made up", "claim": "Nothing real.", "worlds": ["spain"], "months": 36,
        "falsified_by": "a table that says otherwise", "built_in": "all of it", "tests": list(tests) or [a_test()],
        "parameters": ["wages.bargaining_share"],
    }  # fmt: skip
    return Claim.model_validate(values | changes)


def effects(values, noise=0.01, test: Test | None = None) -> Effects:
    told = np.asarray(values, float)
    return Effects(test or a_test(), told, np.full(len(told), noise), np.isfinite(told))


def a_design(seed=0, contexts=CONTEXTS) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    table = pd.DataFrame({f"p{i}": draw.random(contexts) for i in range(6)})
    return table.assign(rule=draw.choice(["one", "other"], contexts))


def figures(rows) -> pd.DataFrame:
    """Rows of (context, luck, arm, indicator, year, value)."""
    told = [
        {"context": c, "luck": u, "arm": arm, "indicator": name, "place": "world", "band": "all", "group": "all",
         "year": year, "value": value, "rows": 100.0}
        for c, u, arm, name, year, value in rows
    ]  # fmt: skip
    return pd.DataFrame(told, columns=list(COLUMNS))
