"""Corridors (origin x host), their trades, and the transfer providers that serve them."""

from __future__ import annotations

from remitsim.records import Layout, cents, real, whole

CORRIDOR = Layout(
    "corridor",  # row: origin x hosts + host
    whole("origin", "row of origins"),
    whole("host", "row of hosts"),
    whole("open", "whether this world has the corridor at all", "flag"),
    whole("weight", "weight of the origin's rows; only loops read it"),
    whole("shares_language", "whether migrants know the host's language", "flag"),
    whole("first_provider", "first row of providers"),
    # published
    real("stock", "published stock of working-age people", "people"),
    real("irregular_share", "published irregular share of the stock"),
    real("gone_share", "share of the stock gone a year"),
    real("family_share", "published share with family here"),
    cents("bill", "published worker-paid bill; 0 none"),
    cents("irregular_bill", "published cost of the irregular route; 0 none"),
    real("women_share", "share of women among migrants"),
    cents("pay", "published mean pay of migrants (gulf); 0 none"),
    # learned in burn-in
    real("readiness", "anchor: chance that a look takes routes without papers into account"),
    real("unseen_cost", "months of home pay: median of the unseen cost of going without papers"),
    real("legal_scale", "anchor: scale of visa and family places"),
    real("hardship", "anchor: median hardship, a multiple of home pay"),
    # state of the month, in real people
    real("people", "people abroad", "people"),
    real("people_legal", "of them with papers", "people"),
    real("people_irregular", "of them without", "people"),
    real("sponsors", "residents who may bring family", "people"),
    real("asking_visa", "weight asking for a visa, EMA .1", "people"),
    real("places_visa", "places, EMA .1", "people"),
    real("asking_family", "weight asking for the family route, EMA", "people"),
    real("room_visa", "places this month incl. what was carried", "people"),
    real("carried", "unused places carried", "people"),
    real("asked_now", "asking this month", "people"),
    real("arrivals_legal", "arrivals with papers this month", "people"),
    real("arrivals_irregular", "arrivals without papers this month", "people"),
    real("expected_irregular", "expected arrivals without papers: sum over lookers who would go", "people"),
    real("expected_legal", "expected arrivals with papers", "people"),
    real("exits", "people who left this month", "people"),
    real("exits_irregular", "of them without papers", "people"),
    real("into_irregular", "people who fell into irregularity here", "people"),
    real("out_of_irregular", "people who gained papers here", "people"),
    real("attempts", "tries to cross this month", "people"),
    real("caught", "tries that were caught", "people"),
    real("deaths_expected", "sum of tries x chance", "people"),
    real("deaths", "deaths on the way", "people"),
    real("removed", "people removed this month", "people"),
    real("exit_rate", "EMA of the share leaving a month", "a month"),
    real("renewed_share", "share of permits renewed, observed over 24 months"),
    real("reach_residence", "chance a month of reaching residence, observed", "a month"),
    real("smuggler_price", "price of the irregular route this month", "cents, reckoned"),
    real("mean_stay", "mean months abroad of those there", "months"),
)

CORRIDOR_TRADE = Layout(
    "corridor trade",  # row: corridor x 7 + trade
    real("mix_men", "lasting share of this trade among men who go"),
    real("mix_women", "lasting share of this trade among women who go"),
    real("margin", "agent's margin", "cents, reckoned"),
    real("applicants", "applicants, EMA .2, paying segment", "people"),
    real("places", "places, EMA .2, paying segment", "people"),
    real("applicants_now", "applicants this month", "people"),
    real("places_now", "places this month", "people"),
    real("placed_now", "placed this month", "people"),
    real("complying", "share of placements complying with a rule against fees"),
    real("legal", "people with papers in the trade", "people"),
    real("premium", "premium in posted offers", "cents, reckoned"),
    real("fallback", "mean fallback of recruits (by offer_rule), worker's unit per unit", "cents, reckoned"),
    real("fallback_sum", "this month's sum over those who count x weight", "cents, reckoned"),
    real("fallback_weight", "their weight", "people"),
    real("posted", "gross offer posted per unit", "cents, reckoned"),
    real("pay_target", "published pay; 0 none", "cents, reckoned"),
)

PROVIDER = Layout(
    "provider",  # row: corridor x 9 + k
    whole("corridor", "row of corridors"),
    whole("kind", "kind", "codes.PROVIDER_KINDS"),
    whole("lawful", "lawful (all but the informal row)", "flag"),
    whole("here", "serves the corridor", "flag"),
    real("base_fee", "published-based flat fee F", "cents, reckoned"),
    real("base_margin", "published-based margin c", "share of the principal"),
    real("fee", "flat fee in force", "cents, reckoned"),
    real("margin", "margin in force", "share of the principal"),
    real("cost_fee", "own cost a sending", "cents, reckoned"),
    real("cost_margin", "own cost, share of the sum"),
    real("users", "users in the corridor x weight", "people"),
    real("share", "share of users in the corridor"),
    real("takings", "takings of six months, running", "cents, reckoned"),
    real("own_costs", "own cost of six months on the sums sent, running", "cents, reckoned"),
    real("sums", "principal sent this month x weight", "cents, reckoned"),
    real("sendings", "sendings this month x weight"),
)
