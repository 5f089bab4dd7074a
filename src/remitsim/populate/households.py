"""Households and villages of origin: who lives together, what they own, earn and are used to."""

from __future__ import annotations

import numpy as np

from remitsim.luck import purpose
from remitsim.populate.draft import Draft
from remitsim.populate.draws import Numbers, Wholes, exps, logs, normal_of, normals, person_keys, uniforms, whole_sizes
from remitsim.records import Table
from remitsim.world import codes
from remitsim.world.cells import household_cell
from remitsim.world.households import CHILD_SLOTS, HOUSEHOLD, VILLAGE

SIZE = purpose("populate: size of a household")
ADULTS = purpose("populate: adults of a household")
CHILDREN = purpose("populate: children of a household")
ELDERS = purpose("populate: elders of a household")
CHILD_AGE = purpose("populate: age of a child")
CHILD_SCHOOL = purpose("populate: a child at school")
LEVEL = purpose("populate: consumption of a household")
VILLAGE_LEVEL = purpose("populate: consumption of a village")
MONEY = purpose("populate: money of a household")
ENTERPRISE = purpose("populate: enterprise of a household")
AT_WORK = purpose("populate: works at home")

HOUSE_GROUP, VILLAGE_GROUP = 2_000_000, 3_000_000  # luck keys apart from people's
SMALL_OR_LARGE = np.array([0.6, 1.0, 1.4])  # households differ in size around the published mean
FROM_6, FROM_12, TO_18 = 72, 144, 216
LEAST_VILLAGE = 0.5  # of the usual size; a smaller rest joins the village before it


def form_households(draft: Draft) -> tuple[Table, Table]:
    """Group the rows of every origin into households and these into villages; nobody has moved yet."""
    houses, villages = [], []
    first_house = first_village = 0
    for origin in range(len(draft.origins)):
        made = _households(draft, origin, first_house)
        of_village, settled = _villages(draft, origin, made, first_village)
        made["village"] = of_village + first_village
        row = draft.origins[origin : origin + 1]
        row["first_household"], row["households"] = first_house, len(made)
        row["first_village"], row["villages"] = first_village, len(settled)
        first_house, first_village = first_house + len(made), first_village + len(settled)
        houses.append(made)
        villages.append(settled)
    return np.concatenate(houses), np.concatenate(villages)


def _households(draft: Draft, origin: int, first: int) -> Table:
    people, start, lasting = draft.people(origin), draft.start, draft.lasting
    keys = person_keys(HOUSE_GROUP + origin, len(people))  # at most as many as people
    scale = SMALL_OR_LARGE[np.floor(3.0 * uniforms(keys, lasting, SIZE)).astype(int)]
    adults = np.maximum(1, whole_sizes(start.household_adults[origin] * scale, uniforms(keys, lasting, ADULTS)))
    number = int(np.searchsorted(np.cumsum(adults), len(people))) + 1
    houses = HOUSEHOLD.blank(number)
    houses["key"], houses["origin"], houses["weight"] = keys[:number], origin, draft.weights.origin_weights[origin]
    houses["cell"] = household_cell(len(draft.hosts), len(draft.origins), origin)
    houses["adults"] = adults[:number]
    begins = np.cumsum(houses["adults"]) - houses["adults"]
    houses["adults"][-1] = len(people) - begins[-1]
    houses["first_person"] = begins + int(draft.origins["first_person"][origin])
    people["household"] = first + np.repeat(np.arange(number), houses["adults"])
    _bring_up(draft, origin, houses, scale[:number])
    return houses


def _bring_up(draft: Draft, origin: int, houses: Table, scale: Numbers) -> None:
    """Children and elders, the children's ages and schooling."""
    start, lasting, keys = draft.start, draft.lasting, houses["key"]
    children = whole_sizes(start.household_children[origin] * scale, uniforms(keys, lasting, CHILDREN))
    houses["children"] = np.minimum(children, CHILD_SLOTS)
    houses["elders"] = whole_sizes(start.household_elders[origin] * np.ones(len(keys)), uniforms(keys, lasting, ELDERS))
    enrolment = float(draft.origins["enrolment"][origin])
    young = 1.0 - (1.0 - enrolment) * draft.settings.living.school_young
    for slot in range(CHILD_SLOTS):
        there = houses["children"] > slot
        age = np.floor(TO_18 * uniforms(keys, lasting, CHILD_AGE + slot)).astype(np.int64)
        draw = uniforms(keys, lasting, CHILD_SCHOOL + slot)
        goes = (age >= FROM_6) & (draw < np.where(age >= FROM_12, enrolment, young))
        begun = np.where(draw < young, np.clip(age, FROM_6, TO_18) - FROM_6, 0)
        houses["child_age"][:, slot] = np.where(there, age, 0)
        houses["child_in_school"][:, slot] = there & goes
        houses["child_school"][:, slot] = np.where(there, np.where(goes, begun, np.minimum(begun, FROM_6)), 0)


def _villages(draft: Draft, origin: int, houses: Table, first: int) -> tuple[Wholes, Table]:
    size = int(draft.how.village_size)
    whole, rest = divmod(len(houses), size)
    number = max(1, whole + (1 if rest >= LEAST_VILLAGE * size else 0))
    of_village = np.minimum(np.arange(len(houses)) // size, number - 1)
    villages = VILLAGE.blank(number)
    villages["origin"], villages["weight"] = origin, draft.weights.origin_weights[origin]
    villages["cell"] = houses["cell"][0]
    villages["households"] = np.bincount(of_village, minlength=number)
    villages["local_share"] = draft.settings.living.local_share
    spread = draft.how.home_spread * draft.start.consumption_sd[origin] * np.sqrt(draft.how.village_share)
    keys = person_keys(VILLAGE_GROUP + origin, number)
    villages["level"] = exps(spread * normals(keys, draft.lasting, VILLAGE_LEVEL))
    return of_village, villages


def count_members(draft: Draft, houses: Table) -> None:
    """Who is at home and away, and who of the house joined a member abroad: at most two heads each."""
    people = draft.movers()
    home, away = people["place"] == codes.AT_HOME, people["place"] == codes.ABROAD
    houses["at_home"] = np.bincount(people["household"][home], minlength=len(houses))
    houses["away"] = np.bincount(people["household"][away], minlength=len(houses))
    for row in np.nonzero(away & (people["family_here"] == 1))[0]:
        house = houses[people["household"][row]]
        adult = 1 if house["at_home"] > house["joined_adults"] else 0
        child = min(2 - adult, int(house["children"] - house["joined_children"]))
        house["joined_adults"] += adult
        house["joined_children"] += child
        people["joined_adults"][row], people["children_here"][row] = adult, child
        people["family_here"][row] = 1 if adult + child > 0 else 0


def set_to_work_at_home(draft: Draft, houses: Table) -> None:
    """Those who work for pay at home, but for the published share without work."""
    people = draft.movers()
    idle = draft.origins["unemployment"][people["origin"]]
    works = (people["place"] == codes.AT_HOME) & (people["participates"] == 1)
    people["works_home"] = works & (uniforms(people["key"], draft.lasting, AT_WORK) >= idle)
    seat = np.maximum(houses["at_home"] - houses["joined_adults"], 0) / np.maximum(houses["at_home"], 1)
    at_work = people["works_home"] == 1
    houses["workers"] = seat * np.bincount(people["household"][at_work], minlength=len(houses))


def furnish(draft: Draft, houses: Table, villages: Table) -> None:
    """Income, habits, money and enterprise of every house; other income fills up to the starting level."""
    for origin in range(len(draft.origins)):
        row = draft.origins[origin]
        first, number = int(row["first_household"]), int(row["households"])
        _furnish(draft, origin, houses[first : first + number], villages, first)
    lot = draft.settings.living.local_share * houses["consumption"]
    pots = np.bincount(houses["village"], lot, len(villages))
    villages["pot"] = np.floor(pots + 0.5)
    houses["consumption"] = 0
    houses["pot_income"] = 0
    villages["workers"] = np.bincount(houses["village"], houses["workers"], len(villages))
    villages["enterprise_mean"] = np.bincount(
        houses["village"], houses["enterprise"].astype(float), len(villages)) / villages["households"]
    _count_abroad(draft, houses, villages)


def _furnish(draft: Draft, origin: int, houses: Table, villages: Table, first: int) -> None:
    how, living, lasting, keys = draft.how, draft.settings.living, draft.lasting, houses["key"]
    people = draft.people(origin)
    house_of = people["household"] - first
    seat = np.maximum(houses["at_home"] - houses["joined_adults"], 0) / np.maximum(houses["at_home"], 1)
    worth = float(draft.start.terms.origins["home_pay"][origin])
    paid = people["works_home"] * people["home_pay"] * worth
    work = (1.0 - living.local_share) * seat * np.bincount(house_of, paid, len(houses)) * _bad_times(draft)
    heads = np.maximum(houses["at_home"] + houses["elders"] - houses["joined_adults"], 0)
    lived_in = heads > 0
    heads = heads + np.maximum(houses["children"] - houses["joined_children"], 0)
    level = _levels(draft, origin, houses, villages, work / np.maximum(heads, 1))
    pot = living.local_share * level * heads * np.minimum(1.0, houses["workers"])  # custom goes to those who work
    others = 0.0 if draft.start.not_followed is None else float(draft.start.not_followed[origin])
    rest = np.maximum(others * level * heads, level * heads - work - pot)  # adults not followed earn whatever others do
    houses["other_income"] = np.where(lived_in, np.floor(np.maximum(0.0, rest) + 0.5), 0)
    income = np.where(lived_in, np.maximum(level * heads, work + pot + others * level * heads), 0.0)
    sent = np.bincount(house_of, people["usual_sent"], len(houses))
    houses["usual_income"] = houses["habit"] = income + sent
    houses["income_for_remitting"] = income + sent
    houses["consumption"] = np.where(lived_in, np.floor(income + sent + 0.5), 0)
    draws = uniforms(keys, lasting, MONEY)
    houses["money"] = np.floor(2.0 * draws * living.buffer * houses["usual_income"] + 0.5)
    owns = (uniforms(keys, lasting, ENTERPRISE) < how.enterprises) & lived_in
    houses["enterprise"] = np.where(owns, np.floor(how.enterprise_months * houses["usual_income"] + 0.5), 0)
    child_need = living.child_need
    needs = (heads - (1.0 - child_need) * houses["children"]) * draft.origins["subsistence"][origin]
    houses["hunger"] = np.where(needs > 0, np.maximum(0.0, 1.0 - houses["usual_income"] / np.maximum(needs, 1.0)), 0.0)


def _bad_times(draft: Draft) -> float:
    """Mean of what own bad luck and village shocks leave of work income."""
    living = draft.settings.living
    own = 1.0 - living.bad_luck * (1.0 - living.bad_luck_size)
    struck = living.village_shock / (1.0 + living.village_shock)  # shocks last a year and do not overlap
    return own * (1.0 - struck * (1.0 - living.shock_size))


def _levels(draft: Draft, origin: int, houses: Table, villages: Table, earned: Numbers) -> Numbers:
    """Consumption a head: published level and spread, ranked by village luck and by what members earn."""
    how = draft.how
    spread = how.home_spread * float(draft.start.consumption_sd[origin]) * np.sqrt(1.0 - how.village_share)
    own = normals(houses["key"], draft.lasting, LEVEL)
    score = how.earned_rank * normal_of(logs(1.0 + earned) + 1e-6 * own) + np.sqrt(1.0 - how.earned_rank**2) * own
    base = how.home_level * float(draft.start.consumption_level[origin])
    return np.asarray(base * villages["level"][houses["village"]] * exps(spread * normal_of(score)), float)


def _count_abroad(draft: Draft, houses: Table, villages: Table) -> None:
    """Members abroad that a village hears from, by host."""
    people = draft.movers()
    for row in np.nonzero(people["place"] == codes.ABROAD)[0]:
        village = int(houses["village"][people["household"][row]])
        villages["abroad"][village, people["host"][row]] += 1.0
