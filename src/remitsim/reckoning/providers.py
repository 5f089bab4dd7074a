"""Transfer providers: what they charge for a sum, whose door is open to whom, and how a person comes by one."""

from __future__ import annotations

import math

from remitsim.luck import exponential, purpose, uniform
from remitsim.rules import helper, rule
from remitsim.world import codes

OPEN_TO_SENDER = purpose("remitting: door open to the sender")
OPEN_TO_RECEIVER = purpose("remitting: door open at the receiving end")
TROUBLE = purpose("remitting: trouble of sending")
LOOKS_ROUND = purpose("remitting: looks round")
SITE = purpose("remitting: looks at a price comparison")
MEETS = purpose("remitting: meets a user of another provider")
FIRST = purpose("remitting: first provider")

MENU_SUM = 20_000.0  # USD 200, the sum of the official price
ROWS = codes.PROVIDERS_PER_CORRIDOR
CALMED = 5.0 / 6.0  # running sums over six months


@rule
def list_price(fee, margin, handed):
    """Flat fee and margin on one sum handed over, the fee in it; never more than the sum."""
    return min(fee + margin * max(0.0, handed - fee), handed)


@rule
def charge(fee, margin, handed, cap):
    """What one sending costs: the list price, held to ``cap`` of what arrives where a cap is in force (0 none)."""
    listed = list_price(fee, margin, handed)
    if cap > 0.0:
        return min(listed, cap * handed / (1.0 + cap))
    return listed


@rule
def cap_on(provider, corridor_terms):
    """The cap on each sending that binds this provider; the informal row answers to no law."""
    return corridor_terms.cap_each if provider.lawful == 1 else 0.0


@rule
def relief_of(provider, corridor_terms):
    """Flat fees a month that the treasury pays here."""
    return corridor_terms.relief if provider.lawful == 1 else 0.0


@helper
def terms_for(provider, corridor_terms, handed, interval):
    """Flat fee and margin as a sender of about this sum, once in ``interval`` months, meets them."""
    helped = min(1.0, relief_of(provider, corridor_terms) * interval)
    listed = list_price(provider.fee, provider.margin, handed)
    paid = charge(provider.fee, provider.margin, handed, cap_on(provider, corridor_terms))
    if paid < listed and handed > 0.0:
        return 0.0, (paid - helped * provider.fee * paid / listed) / handed
    return provider.fee * (1.0 - helped), provider.margin


@helper
def price_of(provider, corridor_terms, handed, interval):
    """What a sender pays for this sum with this provider, own trouble left out."""
    flat, margin = terms_for(provider, corridor_terms, handed, interval)
    return flat + margin * max(0.0, handed - flat)


@rule
def come_in(provider, corridor_terms):
    """One more provider comes in where terms let it, at a price over its own cost, and goes when they no longer do."""
    if provider.entrant == 1:
        provider.base_fee = corridor_terms.entrant * provider.cost_fee
        provider.base_margin = corridor_terms.entrant * provider.cost_margin
        if provider.here == 0 and corridor_terms.entrant > 0.0:
            provider.here = 1
        elif corridor_terms.entrant <= 0.0:
            provider.here = 0


@rule
def set_price(provider, corridor_terms):
    """Price in force: published, times the scales, under the cap on the price of USD 200 where there is one."""
    come_in(provider, corridor_terms)
    if provider.lawful == 0:
        provider.fee = provider.base_fee
        provider.margin = provider.base_margin
    else:
        fee = provider.base_fee * corridor_terms.fee_scale
        margin = provider.base_margin * corridor_terms.margin_scale
        menu = fee + margin * MENU_SUM
        held = corridor_terms.cap_menu * MENU_SUM
        part = held / menu if corridor_terms.cap_menu > 0.0 and menu > held else 1.0
        provider.fee = fee * part
        provider.margin = margin * part


@rule
def price_held(provider, corridor_terms):
    """Whether a cap holds this provider's price."""
    if provider.lawful == 0:
        return False
    menu = provider.base_fee * corridor_terms.fee_scale + provider.base_margin * corridor_terms.margin_scale * MENU_SUM
    by_menu = corridor_terms.cap_menu > 0.0 and menu > corridor_terms.cap_menu * MENU_SUM
    return by_menu or corridor_terms.cap_each > 0.0


@helper
def is_open(person, provider, corridor_terms, account, lasting):
    """Whether a provider serves this person: there, open to the papers and accounts held, and at the other end."""
    if provider.here != 1:
        return False
    kind = provider.kind
    if account == 2:
        door = corridor_terms.open_settled[kind]
    elif account == 1:
        door = corridor_terms.open_tied[kind]
    else:
        door = corridor_terms.open_irregular[kind]
    if uniform(person.key, lasting, OPEN_TO_SENDER + kind) >= door:
        return False
    return uniform(person.key, lasting, OPEN_TO_RECEIVER + kind) < corridor_terms.open_receiving[kind]


@rule
def trouble_with(person, row, mean, lasting):
    """Own trouble of one sending with a provider (row of providers), in cents; lasting."""
    return 100.0 * mean * exponential(person.key, lasting, TROUBLE + row)


@helper
def first_provider(person, providers, first, corridor_terms, account, clock):
    """A provider for someone who has none: by users' shares among those open to the person; -1 if none is."""
    total = 0.0
    doors = 0
    for k in range(ROWS):
        if is_open(person, providers[first + k], corridor_terms, account, clock.lasting):
            total += providers[first + k].share
            doors += 1
    if doors == 0:
        return codes.NONE
    left = uniform(person.key, clock.salt, FIRST) * (total if total > 0.0 else float(doors))
    chosen = codes.NONE
    for k in range(ROWS):
        if left > 0.0 and is_open(person, providers[first + k], corridor_terms, account, clock.lasting):
            chosen = first + k
            left -= providers[first + k].share if total > 0.0 else 1.0
    return chosen


@helper
def meet(person, providers, first, clock, through_users, which):
    """The row of a provider met by chance: through its users, or any one of the corridor's."""
    by_users = uniform(person.key, clock.salt, MEETS + 2 * which) < through_users
    draw = uniform(person.key, clock.salt, MEETS + 2 * which + 1)
    total = 0.0
    for k in range(ROWS):
        if providers[first + k].here == 1:
            total += providers[first + k].share if by_users else 1.0
    left = draw * total
    met = codes.NONE
    for k in range(ROWS):
        if providers[first + k].here == 1 and left > 0.0:
            weight = providers[first + k].share if by_users else 1.0
            if weight > 0.0:
                met = first + k
            left -= weight
    return met


@helper
def cheaper(person, own, other, providers, corridor_terms, account, remitting, sum_sent, interval, lasting):
    """The cheaper of two rows for this sum, own trouble in it, if the other is open; the own on a tie."""
    if other < 0 or other == own:
        return own
    if not is_open(person, providers[other], corridor_terms, account, lasting):
        return own
    if own < 0:
        return other
    mine = price_of(providers[own], corridor_terms, sum_sent, interval)
    mine += trouble_with(person, own, remitting.trouble, lasting)
    theirs = price_of(providers[other], corridor_terms, sum_sent, interval)
    theirs += trouble_with(person, other, remitting.trouble, lasting)
    return other if theirs < mine else own


@helper
def look_round(person, own, providers, first, corridor_terms, account, remitting, sum_sent, interval, clock):
    """Own provider, or a cheaper one: of two met through others, or of all lawful rows on a comparison site."""
    best = own
    if uniform(person.key, clock.salt, SITE) < corridor_terms.site:
        for k in range(ROWS):
            if providers[first + k].lawful == 1:
                best = cheaper(person, best, first + k, providers, corridor_terms, account, remitting, sum_sent,
                               interval, clock.lasting)
        return best
    for which in range(2):
        met = meet(person, providers, first, clock, remitting.through_users, which)
        best = cheaper(person, best, met, providers, corridor_terms, account, remitting, sum_sent, interval,
                       clock.lasting)
    return best


@helper
def settle_provider(person, providers, first, corridor_terms, account, remitting, a_month, clock):
    """Keep, find or change the provider that this person sends with; ``a_month``: what goes into the purse."""
    own = person.provider
    if own < first or own >= first + ROWS:
        own = codes.NONE
    if own < 0 or not is_open(person, providers[own], corridor_terms, account, clock.lasting):
        own = first_provider(person, providers, first, corridor_terms, account, clock)
    if own >= 0 and uniform(person.key, clock.salt, LOOKS_ROUND) < corridor_terms.look:
        price = providers[own].fee + trouble_with(person, own, remitting.trouble, clock.lasting)
        interval = math.sqrt(2.0 * price / (remitting.waiting_cost * max(a_month, 100.0)))
        interval = min(max(interval, 0.25), remitting.longest_wait)
        sum_sent = max(100.0, interval * a_month)
        own = look_round(person, own, providers, first, corridor_terms, account, remitting, sum_sent, interval, clock)
    person.provider = own
