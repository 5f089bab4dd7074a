"""The small vocabularies that records hold as whole numbers: places, statuses, trades, routes and the like."""

from __future__ import annotations

# where a person is
AT_HOME, IN_TRAINING, ABROAD, DETAINED, DEAD = range(5)
PLACES = ("at home", "in training", "abroad", "detained", "dead")

# what a person may be in law; natives live in their host, people at home have no status there
NATIVE, CITIZEN, PERMANENT, TEMPORARY_FREE, TEMPORARY_TIED, IRREGULAR, NO_STATUS = range(7)
STATUSES = (
    "native", "citizen by naturalisation", "permanent", "temporary free", "temporary tied", "irregular", "at home",
)

# how a person came to be in an irregular situation
NOT_IRREGULAR, CROSSED, OVERSTAYED, LEFT_SPONSOR, FELL_OUT = range(5)
WAYS_INTO_IRREGULARITY = ("never", "crossed", "overstayed", "left a sponsor", "fell out of status")

# classes whose chances and offers are quoted apart, by host and trade
SETTLED_CLASS, FREE_CLASS, TIED_CLASS, IRREGULAR_CLASS = range(4)
CLASSES = ("native and permanent", "temporary free", "temporary tied", "irregular")
CLASS_OF_STATUS = (SETTLED_CLASS, SETTLED_CLASS, SETTLED_CLASS, FREE_CLASS, TIED_CLASS, IRREGULAR_CLASS, FREE_CLASS)

FARM, CONSTRUCTION, FACTORY, CARE, SERVICES, NURSING, SKILLED = range(7)
TRADES = ("farm", "construction", "factory", "domestic and care", "services", "nursing", "other skilled")
N_TRADES = 7
LOW_TRADES = (FARM, CONSTRUCTION, FACTORY, CARE, SERVICES)
LOCAL_TRADES = (CONSTRUCTION, CARE, SERVICES)

PRIMARY, SECONDARY, TERTIARY = range(3)
SCHOOLING = ("primary", "secondary", "tertiary")

MAN, WOMAN = range(2)
SEXES = ("men", "women")

NO_CONTRACT, INFORMAL, FORMAL = range(3)
CONTRACTS = ("none", "informal", "formal")

# ways to go abroad
VISA, SKILLS, FAMILY, CROSSING, VISITOR, FREE_MOVEMENT = range(6)
ROUTES = ("visa through a recruiter", "skills partnership", "family", "irregular crossing", "visitor who stays on",
          "free movement")
N_ROUTES = 6

# how a person last came home
NEVER_RETURNED, BY_CHOICE, PERMIT_ENDED, REMOVED, ASSISTED = range(5)
RETURNS = ("never", "by own choice", "when the permit ended", "removed", "assisted")

BANK, CASH, DIGITAL, MOBILE, INFORMAL_CHANNEL = range(5)
PROVIDER_KINDS = ("bank", "cash operator", "digital", "mobile money", "informal")
PROVIDERS_PER_CORRIDOR = 10  # the last is the entrant

# whether a yardstick placed a person, and holds them there
NOT_ASSIGNED, FREE_AGAIN, HELD_THERE = range(3)
ASSIGNED = ("not placed", "placed, free to move", "placed and held")

# terms with a few settings
CHANGE_NEVER, CHANGE_AT_CONTRACT_END, CHANGE_ALWAYS = range(3)
FAMILY_NEVER, FAMILY_INCOME_TEST, FAMILY_OPEN = range(3)
REMOVED_NEVER, REMOVED_AT_LAPSE, REMOVED_WHEN_FOUND = range(3)
FORMAL_NEVER, FORMAL_OWN_SPONSOR, FORMAL_YES = range(3)
QUOTA_STOCK, QUOTA_FLOW = range(2)

NONE = -1  # an index that points nowhere
