"""The names that scenario files use for trades, statuses, kinds and the like, in the order of `world.codes`."""

from __future__ import annotations

TRADES = ("farm", "construction", "factory", "care", "services", "nursing", "skilled")
STATUSES = ("native", "citizen", "permanent", "free", "tied", "irregular")
WAYS = ("crossed", "overstayed", "left_sponsor", "fell_out")
KINDS = ("bank", "cash", "digital", "mobile", "informal")
ROUTES = ("visa", "skills", "family", "crossing", "visitor", "free")
AGE_BANDS = ("15-24", "25-34", "35-44", "45-64")
SEXES = ("men", "women")

# terms with a few settings, by the note that their layout gives as unit
OPTIONS = {
    "codes.CHANGE_*": ("never", "at contract end", "always"),
    "codes.FAMILY_*": ("never", "income test", "open"),
    "codes.REMOVED_*": ("never", "at lapse", "when found"),
    "codes.FORMAL_*": ("never", "own sponsor", "yes"),
    "codes.QUOTA_*": ("stock", "flow"),
}
