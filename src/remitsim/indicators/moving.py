"""Who is where and in what status, how they came and left."""

from __future__ import annotations

from remitsim.indicators.indicator import Indicator

COUNT, FLOW = "people", "people a month"
COUNTED = "corridors' counts of the month"


def _route(measure: str, label: str, says: str) -> Indicator:
    return Indicator(f"arrivals_{measure}", f"arrivals {label}", FLOW, says, "sum", f"people.by_{measure}",
                     who="migrants", flow=True)  # fmt: skip


def _way(measure: str, label: str) -> Indicator:
    return Indicator(f"irregular_{measure}", f"irregular, {label}", COUNT,
                     f"Migrants in an irregular situation who {label}.", "sum", f"people.{measure}", who="migrants")  # fmt: skip


def _return(measure: str, label: str) -> Indicator:
    return Indicator(f"returns_{measure}", f"returns {label}", FLOW, f"People who came home this month, {label}.",
                     "sum", f"people.returned_{measure}", who="home", flow=True)  # fmt: skip


def _counted(name: str, label: str, says: str, headline: bool = False) -> Indicator:
    return Indicator(name, label, FLOW, says, "sum", f"corridors.{name}", source=COUNTED, flow=True, headline=headline)


IRREGULAR = "people.crossed + people.overstayed + people.left_sponsor + people.fell_out"

MOVING: tuple[Indicator, ...] = (
    Indicator("residents", "people of 18-64 in the host", COUNT, "Natives in the market and migrants; cut by status.",
              "sum", "people.residents"),
    Indicator("migrants", "migrants", COUNT, "People of an origin abroad; cut by status.",
              "sum", "people.migrants", who="migrants", headline=True),
    Indicator("irregular", "people in an irregular situation", COUNT, "Migrants without papers, however it came about.",
              "sum", IRREGULAR, who="migrants", headline=True),
    Indicator("irregular_stock_share", "irregular share of migrants", "share",
              "Migrants in an irregular situation over migrants.",
              "share", IRREGULAR, "people.migrants", who="migrants"),
    _way("crossed", "crossed a border without papers"),
    _way("overstayed", "overstayed"),
    _way("left_sponsor", "left a sponsor"),
    _way("fell_out", "fell out of a status"),
    Indicator("months_of_stay", "months of stay", "months", "Months since arrival, mean over migrants.",
              "mean", "people.stay_months", "people.migrants", who="migrants"),
    Indicator("age_migrants", "age of migrants", "years", "Mean age of migrants.",
              "mean", "people.age", "people.people", who="migrants"),
    Indicator("family_here", "with family", "share", "Migrants with partner or children living with them.",
              "share", "people.family_here", "people.migrants", who="migrants"),
    Indicator("children_here", "children with migrants", COUNT, "Children who live with migrants in the host.",
              "sum", "people.children_here", who="migrants"),
    Indicator("foothold", "foothold", "0 to 1", "Language and local know-how, mean over migrants.",
              "mean", "people.foothold", "people.migrants", who="migrants"),
    Indicator("arrivals", "arrivals", FLOW, "People who arrived this month and are there at its end, all routes.",
              "sum", "people.newcomers", who="migrants", flow=True, headline=True),
    _route("visa", "by visa", "Arrivals this month with a visa through a recruiter."),
    _route("skills", "by skills partnership", "Arrivals this month by a skills partnership."),
    _route("family", "by the family route", "Arrivals this month by the family route."),
    _route("crossing", "by irregular crossing", "Arrivals this month across a border without papers."),
    _route("visit", "as visitors who stay on", "Arrivals this month as visitors who stay on."),
    _route("free_movement", "by free movement", "Arrivals this month by free movement."),
    Indicator("entries_irregular", "irregular entries", FLOW, "Arrivals this month by crossing or as a visitor.",
              "sum", "people.by_crossing + people.by_visit", who="migrants", flow=True, headline=True),
    _counted("attempts", "attempts to cross", "Tries to cross a border without papers this month."),
    _counted("caught", "caught at a border", "Tries to cross this month that were caught."),
    _counted("deaths_expected", "deaths on the way, expected", "Sum over tries of the chance of dying.", True),
    _counted("deaths", "deaths on the way", "Deaths on the way this month as they fell out (few rows: read the expected)."),
    _counted("exits", "exits", "People who left the host this month, whatever the way.", True),
    _counted("exits_irregular", "exits of irregular people", "People without papers who left the host this month."),
    _counted("removed", "removals", "People removed from the host this month.", True),
    _counted("into_irregular", "fell into irregularity", "People in the host who lost their papers this month."),
    _counted("out_of_irregular", "gained papers", "People in an irregular situation who gained papers this month."),
    _counted("granted", "granted a status on offer", "People who took up a status on offer this month."),
    _return("choice", "by own choice"),
    _return("permit", "when the permit ended"),
    _return("removed", "removed"),
    _return("assisted", "with assistance"),
    Indicator("detained", "detained", COUNT, "People held in detention at the month's end.", "sum", "people.detained"),
    Indicator("smuggler_price", "smuggler's price", "USD of 2017", "Price of the irregular route in force, mean over "
              "corridors that have one.", "mean", "corridors.smuggler_price", "corridors.crossing_open",
              source="terms in force"),
    Indicator("asked_for_places", "people asking for a place a place", "ratio",
              "People who asked for a visa this month over the places there were.",
              "ratio", "corridors.asked_now", "corridors.room_visa", source=COUNTED),
    Indicator("eligible", "eligible for an offer", COUNT,
              "People in an irregular situation long enough there for the offer of regularisation in force.",
              "sum", "people.eligible", who="migrants"),
    Indicator("applied", "applied for an offer", FLOW, "People who applied this month.",
              "sum", "people.applied", who="migrants", flow=True),
    Indicator("waiting", "waiting on an application", COUNT, "Irregular people who applied and have no answer yet.",
              "sum", "people.waiting", who="migrants"),
)  # fmt: skip
