"""From published levels and distributions to a world of people, households, firms and jobs, ready for burn-in."""

from __future__ import annotations

from remitsim.closing import open_books
from remitsim.populate.abroad import borrow_for_bills, home_bound, save_by_stay, settle_abroad
from remitsim.populate.draft import Draft
from remitsim.populate.firms import found_firms, open_first_posts
from remitsim.populate.households import count_members, form_households, furnish, set_to_work_at_home
from remitsim.populate.informal import settle_scales
from remitsim.populate.jobs import agree_pay, fill_jobs, natives_money, plan_to_send, rows_at_work
from remitsim.populate.levels import set_hardship, set_levels
from remitsim.populate.markets import natives_by_trade, open_markets, quote_offers
from remitsim.populate.people import populate_natives, populate_origin
from remitsim.populate.profession import fund_posts, seat_students, settle_profession
from remitsim.populate.weights import allot
from remitsim.settings import Settings
from remitsim.start import Start
from remitsim.world.cells import blank_cells
from remitsim.world.ledger import Ledger
from remitsim.world.world import World, new_clock


def populate(start: Start, settings: Settings, people: int, seed: int, burn_in: int, luck: int = 1) -> World:
    """A world of about ``people`` rows at the first month of a burn-in of so many months; its books are open."""
    hosts, origins = len(start.host_names), len(start.origin_names)
    clock = new_clock(seed, luck, -burn_in, hosts, origins)
    draft = Draft(start, settings, allot(start, people), int(clock["lasting"][0]))
    draft.clock = clock
    set_hardship(draft)
    households, villages = form_households(draft)
    for origin in range(origins):
        populate_origin(draft, origin)
    settle_profession(draft)
    for host in range(hosts):
        populate_natives(draft, host, natives_by_trade(draft, host))
    settle_abroad(draft)
    count_members(draft, households)
    set_to_work_at_home(draft, households)
    markets = open_markets(draft)
    at_work = rows_at_work(draft)
    employers = found_firms(draft, markets, draft.persons[at_work])
    settle_scales(draft, markets, employers, draft.persons[at_work])
    fill_jobs(draft, markets, employers, at_work)
    open_first_posts(draft, markets, employers)
    agree_pay(draft, markets, employers)
    natives_money(draft)
    borrow_for_bills(draft)
    save_by_stay(draft)
    plan_to_send(draft, home_bound(draft.movers()))
    furnish(draft, households, villages)
    seat_students(draft, households)
    quotes = quote_offers(draft, markets)
    set_levels(draft, markets, quotes, employers)
    fund_posts(draft, markets, quotes, employers)
    draft.keep_books_rows()
    weights = draft.weights
    cells = blank_cells(list(weights.native_weights), list(weights.origin_weights))
    world = World(
        draft.hosts, draft.origins, draft.corridors, draft.corridor_trades, draft.providers, markets, quotes, employers,
        draft.persons, households, villages, start.terms.copy(), Ledger(cells, hosts + origins, hosts, origins), clock,
        settings, start.host_names, start.origin_names,
        notes={"first_month": -burn_in, "stay": start.stay.copy(),
               "ages": start.ages_migrant.copy() if start.map_ages else None, "populate": [*start.notes, *draft.notes]},
    )  # fmt: skip
    open_books(world)
    return world
