"""Remitting: people abroad split their pay, live, fill a purse for home, and send it with a provider they know."""

from __future__ import annotations

from remitsim.reckoning.debts import accrue
from remitsim.reckoning.defaults import write_off
from remitsim.reckoning.heads import count_heads
from remitsim.reckoning.needs import living_here
from remitsim.reckoning.providers import (
    CALMED,
    ROWS,
    price_held,
    set_price,
    settle_provider,
    terms_for,
    trouble_with,
)
from remitsim.reckoning.purse import send
from remitsim.reckoning.sharing import months_between
from remitsim.reckoning.splitting import split_pay
from remitsim.rules import helper, loop, rule
from remitsim.world import codes
from remitsim.world.world import World

GUESS = 0.3  # of net pay: what a newcomer thinks to send, until the first purse is filled


def remit(world: World) -> None:
    """Everyone abroad lives and sends home; providers' prices, users and takings follow."""
    movers = world.persons[world.movers()]
    count_heads(movers, world.households)
    everyone_sends(
        movers, world.households, world.origins, world.corridors, world.providers,
        world.terms.hosts, world.terms.corridors, world.terms.statuses, world.cells, world.records["remitting"],
        world.records["living"], world.clock,
    )  # fmt: skip


@helper
def prices_are_set(providers, corridor_terms):
    """Prices in force, and the six months' sums of what each provider takes and spends grow a month older."""
    for i in range(len(providers)):
        provider = providers[i]
        set_price(provider, corridor_terms[provider.corridor])
        provider.users = 0.0
        provider.takings *= CALMED
        provider.own_costs *= CALMED


@rule
def start_sending(person):
    """Clear what the person sends and consumes month by month."""
    person.sent = 0
    person.fees_paid = 0
    person.received_home = 0
    person.sendings = 0
    person.consumed = 0


@rule
def remember(person, purse, remitting):
    """Running means of what is laid aside and of pay; the first purse and the first pay start them."""
    if person.usual_purse <= 0.0:
        person.usual_purse = float(purse)
    else:
        person.usual_purse += remitting.memory * (purse - person.usual_purse)
    if person.usual_pay <= 0.0:
        person.usual_pay = float(person.net_pay)
    else:
        person.usual_pay += remitting.memory * (person.net_pay - person.usual_pay)


@helper
def interval_of(person, provider, corridor_terms, trouble, remitting):
    """Months between sendings, and fees as they look from there: interval, flat fee, margin."""
    interval = 1.0
    a_month = person.usual_purse
    if a_month > 0.0:
        interval = months_between(
            provider.fee + trouble, a_month, remitting.waiting_cost, remitting.longest_wait
        )
    else:
        a_month = GUESS * person.net_pay
    flat, margin = terms_for(provider, corridor_terms, max(100.0, interval * a_month), interval)
    if person.usual_purse > 0.0:
        interval = months_between(flat + trouble, a_month, remitting.waiting_cost, remitting.longest_wait)
    return interval, flat, margin


@helper
def live_and_send(
    person, household, cell, providers, first, subsistence, law, corridor_terms, account, remitting, clock,
):  # fmt: skip
    """A month of someone abroad; returns what was laid aside for home."""
    guess = person.usual_purse if person.usual_purse > 0.0 else GUESS * person.net_pay
    settle_provider(person, providers, first, corridor_terms, account, remitting, guess, clock)
    if person.provider < 0:
        split_pay(person, household, cell, law, 0.0, 0.0, 0, subsistence, remitting)
        return 0
    provider = providers[person.provider]
    trouble = trouble_with(person, person.provider, remitting.trouble, clock.lasting)
    interval, flat, margin = interval_of(person, provider, corridor_terms, trouble, remitting)
    purse = split_pay(person, household, cell, law, flat / interval, margin, 1, subsistence, remitting)
    send(person, household, cell, provider, corridor_terms, account, trouble, float(purse), remitting)
    provider.users += person.weight
    return purse


@rule
def could_pay(person, law, remitting):
    """What a month abroad leaves for debts, with what waits in the purse for them."""
    living = living_here(float(person.net_pay), law)
    return person.purse_debt + remitting.debt_share * (person.net_pay - living)


@helper
def owe(person, cell, law, remitting, chance, salt):
    """Interest accrues, a hopeless debt may be written off, months in debt are counted."""
    accrue(person, cell)
    able = could_pay(person, law, remitting) if person.place == codes.ABROAD else float(person.purse_debt)
    write_off(person, cell, able, chance, salt)
    if person.debt + person.debt_interest + person.kin_debt > 0:
        person.months_in_debt += 1


@rule
def leaves_corridor(provider, corridor_terms):
    """Whether a provider whose price is held does not take its own cost in six months."""
    return provider.own_costs > 0.0 and provider.takings < provider.own_costs and price_held(provider, corridor_terms)


@helper
def providers_close(providers, corridor_terms):
    """Users' shares in each corridor; who is held below cost leaves it."""
    for i in range(len(providers)):
        provider = providers[i]
        users = 0.0
        for k in range(ROWS):
            users += providers[i - i % ROWS + k].users
        if users > 0.0:
            provider.share = provider.users / users
        if provider.here == 1 and leaves_corridor(provider, corridor_terms[provider.corridor]):
            provider.here = -1


@loop
def everyone_sends(
    persons, households, origins, corridors, providers, host_terms, corridor_terms, status_terms, cells,
    remitting_settings, living_settings, clocks,
):  # fmt: skip
    """One pass over the people of all origins, at the prices of the month; those at home or in detention send nothing."""
    remitting, living, clock = remitting_settings[0], living_settings[0], clocks[0]
    prices_are_set(providers, corridor_terms)
    for i in range(len(persons)):
        person = persons[i]
        start_sending(person)
        if person.place != codes.ABROAD and person.place != codes.DETAINED:
            continue
        household, cell = households[person.household], cells[person.cell]
        law = host_terms[max(person.host, 0)]
        had = household.money
        owe(person, cell, law, remitting, living.default_chance, clock.salt)
        purse = 0
        if person.place == codes.ABROAD:
            account = status_terms[person.host * 7 + person.status].account
            purse = live_and_send(
                person, household, cell, providers, corridors[person.corridor].first_provider,
                origins[person.origin].subsistence, law, corridor_terms[person.corridor], account, remitting, clock,
            )  # fmt: skip
            remember(person, purse, remitting)
        person.usual_sent += remitting.memory * (household.money - had - person.usual_sent)
    providers_close(providers, corridor_terms)
