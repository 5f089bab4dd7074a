"""People: sex, age, schooling, trade, lasting traits, and who of an origin is abroad."""

from __future__ import annotations

from typing import Any

import numpy as np

from remitsim.luck import purpose
from remitsim.populate.ages import YEARS, ages_of_start
from remitsim.populate.draft import Draft
from remitsim.populate.draws import Keys, Numbers, Wholes, cut, logs, person_keys, uniforms
from remitsim.populate.pay import after_tax
from remitsim.reckoning.trades import trade_abroad
from remitsim.reckoning.traits import draw_ability, give_traits, price_home_pay
from remitsim.records import Table
from remitsim.rules import loop
from remitsim.world import codes

SEX = purpose("populate: sex")
AGE = purpose("populate: age")
SCHOOLING = purpose("populate: schooling")
CLASS = purpose("populate: trade class")
TRADE = purpose("populate: trade")
ABROAD = purpose("populate: who is abroad")
HOST = purpose("populate: which host")

MONTHS_18, MONTHS_OF_WORK = 216, 564  # 18 to 64
SKILLED = [codes.NURSING, codes.SKILLED]
LOW = list(codes.LOW_TRADES)
TRAINED_SCHOOLING_NOISE = 1.2  # steps of schooling; 0 would give skilled trades to the best schooled alone


def begin(people: Table, group: int, weight: int, lasting: int) -> Keys:
    """Name the rows of a group, give them a key and an even spread of ages (so no wave of entrants follows)."""
    keys = person_keys(group, len(people))
    people["key"], people["group"], people["weight"] = keys, group, weight
    people["index"] = np.arange(len(people))
    people["age"] = MONTHS_18 + np.floor(MONTHS_OF_WORK * uniforms(keys, lasting, AGE))
    return keys


def give_schooling(people: Table, shares: Any, lasting: int) -> None:
    """Schooling by sex in published shares."""
    for sex in (codes.MAN, codes.WOMAN):
        these = people["sex"] == sex
        people["schooling"][these] = cut(uniforms(people["key"][these], lasting, SCHOOLING), shares[sex])


def skilled_by_schooling(people: Table, shares: Any, lasting: int) -> Wholes:
    """Skilled trades in these shares, to the better schooled first; -1 for everybody else."""
    score = people["schooling"] + TRAINED_SCHOOLING_NOISE * uniforms(people["key"], lasting, CLASS)
    part = float(np.sum(shares[SKILLED]))
    chosen = cut(-score, [part, max(0.0, float(np.sum(shares)) - part)]) == 0 if part > 0 else np.zeros(len(people), bool)
    trades = np.full(len(people), -1)
    trades[chosen] = np.array(SKILLED)[cut(uniforms(people["key"][chosen], lasting, TRADE), shares[SKILLED])]
    return trades


def give_trades(people: Table, shares: Any, lasting: int) -> None:
    """All trades in these shares."""
    trades = skilled_by_schooling(people, shares, lasting)
    rest = trades < 0
    trades[rest] = np.array(LOW)[cut(uniforms(people["key"][rest], lasting, TRADE), shares[LOW])]
    people["trade"] = trades
    be_trained(people)


def be_trained(people: Table) -> None:
    """People of a skilled trade are trained in it, recognised where they are, licensed if nurses."""
    skilled = np.isin(people["trade"], SKILLED)
    people["trained_trade"] = np.where(skilled, people["trade"], codes.NONE)
    people["recognised"] = skilled
    people["licensed"] = people["trade"] == codes.NURSING
    people["schooling"][people["trade"] == codes.NURSING] = codes.TERTIARY


def by_sex(trades: Numbers, women: float, leaning: Numbers) -> Numbers:
    """Trades of men and of women (2, 7): scaled from a leaning of women until both margins hold."""
    table = np.stack([(1.0 - leaning) * trades, leaning * trades])
    for _ in range(200):
        table *= (np.array([1.0 - women, women]) / np.maximum(table.sum(axis=1), 1e-12))[:, None]
        table *= (trades / np.maximum(table.sum(axis=0), 1e-12))[None, :]
    return table


def populate_natives(draft: Draft, host: int, trades: Numbers) -> None:
    """Natives of a host, their trades in these shares."""
    start, people, lasting = draft.start, draft.natives(host), draft.lasting
    if len(people) == 0:
        return
    keys = begin(people, host, draft.weights.native_weights[host], lasting)
    people["place"], people["status"], people["host"], people["origin"] = codes.ABROAD, codes.NATIVE, host, codes.NONE
    women = float(start.native_women[host])
    people["sex"] = cut(uniforms(keys, lasting, SEX), [1.0 - women, women])
    give_schooling(people, start.native_schooling[host], lasting)
    leaning = np.array([getattr(draft.how, f"women_{trade}") for trade in
                        ("farm", "construction", "factory", "care", "services", "nursing", "skilled")])  # fmt: skip
    shares = by_sex(trades, women, leaning)
    for sex in (codes.MAN, codes.WOMAN):
        these = np.nonzero(people["sex"] == sex)[0]
        part = people[these]
        give_trades(part, shares[sex], lasting)
        people[these] = part
    give_abilities(people, draft.record("traits"), lasting)
    people["participates"] = 1


def populate_origin(draft: Draft, origin: int) -> None:
    """Adults of an origin with their lasting traits; some of them are abroad, each in a corridor."""
    people, lasting = draft.people(origin), draft.lasting
    keys = begin(people, len(draft.hosts) + origin, draft.weights.origin_weights[origin], lasting)
    people["origin"], people["place"], people["status"], people["host"] = (
        origin, codes.AT_HOME, codes.NO_STATUS, codes.NONE)  # fmt: skip
    people["sex"] = cut(uniforms(keys, lasting, SEX), [0.5, 0.5])
    give_schooling(people, draft.start.schooling_home[origin], lasting)
    traits = draft.record("traits")
    give_abilities(people, traits, lasting)
    give_all_traits(people, draft.origins, traits, lasting)
    send_abroad(draft, origin)
    trades_of_origin(draft, origin)
    price_all(people, draft.origins, traits, lasting)


def _likely(draft: Draft, origin: int, people: Table) -> Numbers:
    """How likely a person is abroad, for age, schooling and own gain, beside others of the origin."""
    ages = ages_of_start(draft, origin) * len(YEARS)
    home, away = draft.start.schooling_home[origin], draft.start.schooling_migrant[origin]
    ratio = away / np.maximum(home, 1e-9)
    likely = ages[people["age"] // 12 - 18] * ratio[people["sex"], people["schooling"]]
    weights: Numbers = np.maximum(np.where(_gain(draft, origin, people) > 0.0, 1.0, draft.how.at_a_loss) * likely, 1e-9)
    return weights


def _gain(draft: Draft, origin: int, people: Table) -> Numbers:
    """A month in the main corridor at published pay, less living, hardship and what work at home would bring."""
    hosts = len(draft.hosts)
    corridor = origin * hosts + int(np.argmax(draft.start.adults_abroad[origin * hosts : (origin + 1) * hosts]))
    host, law = corridor % hosts, draft.start.terms.hosts[corridor % hosts]
    trades = draft.corridor_trades[corridor * codes.N_TRADES : (corridor + 1) * codes.N_TRADES]
    mixes = np.stack([trades["mix_men"], trades["mix_women"]])
    by_trade = np.where(trades["pay_target"] > 0, trades["pay_target"],
                        draft.hosts["mean_pay"][host] * draft.start.trade_pay[host])  # fmt: skip
    pay = draft.how.first_pay * (mixes @ by_trade)[people["sex"]] * people["ability"]
    earned = after_tax(law, pay)
    living = np.minimum(float(law["living_cost"]), float(law["living_cap"]) * earned)
    hardship = float(draft.corridors["hardship"][corridor]) * people["hardship"]
    home = people["home_pay"] * float(draft.start.terms.origins["home_pay"][origin])
    return np.asarray(earned - living - (1.0 + hardship) * home, float)


def send_abroad(draft: Draft, origin: int) -> None:
    """Set down the published number of each sex abroad: by own luck, likelier at ages and schooling of migrants."""
    people, hosts, lasting = draft.people(origin), len(draft.hosts), draft.lasting
    corridors = np.arange(origin * hosts, (origin + 1) * hosts)
    rows = np.array([draft.weights.abroad_rows[c] for c in corridors])
    women = np.array([round(float(n) * float(draft.corridors["women_share"][c]))
                      for n, c in zip(rows, corridors, strict=True)])  # fmt: skip
    late = -logs(uniforms(people["key"], lasting, ABROAD)) / _likely(draft, origin, people)
    for sex, wanted in ((codes.MAN, rows - women), (codes.WOMAN, women)):
        able = np.nonzero((people["sex"] == sex) & (people["place"] == codes.AT_HOME))[0]
        able = able[np.lexsort((late[able], 1 - people["may_go"][able]))][: int(wanted.sum())]
        people["may_go"][able] = 1
        there = cut(uniforms(people["key"][able], lasting, HOST), wanted) if wanted.sum() > 0 else able
        people["place"][able], people["status"][able] = codes.ABROAD, codes.IRREGULAR
        people["host"][able], people["corridor"][able] = there, corridors[0] + there


def trades_of_origin(draft: Draft, origin: int) -> None:
    """Trades of those abroad by their corridor's mix; at home the pooled mix, low trades of the main corridor."""
    people, lasting, hosts = draft.people(origin), draft.lasting, len(draft.hosts)
    abroad = draft.start.adults_abroad[origin * hosts : (origin + 1) * hosts]
    mixes = draft.corridor_trades.reshape(-1, codes.N_TRADES)[origin * hosts : (origin + 1) * hosts]
    main = origin * hosts + int(np.argmax(abroad))
    for sex, name in ((codes.MAN, "mix_men"), (codes.WOMAN, "mix_women")):
        pooled = (mixes[name] * abroad[:, None]).sum(axis=0) / max(float(abroad.sum()), 1e-9)
        for corridor in (codes.NONE, *range(origin * hosts, (origin + 1) * hosts)):
            these = np.nonzero((people["sex"] == sex) & (people["corridor"] == corridor))[0]
            shares = pooled if corridor < 0 else mixes[name][corridor - origin * hosts]
            people["trade"][these] = np.maximum(skilled_by_schooling(people[these], shares, lasting), codes.FARM)
    choose_low_trades(people, draft.corridor_trades, main, lasting)
    be_trained(people)


@loop
def give_abilities(people, trait_settings, lasting):
    """Own ability of everybody."""
    for i in range(len(people)):
        people[i].ability = draw_ability(people[i], trait_settings[0], lasting)


@loop
def give_all_traits(people, origins, trait_settings, lasting):
    """Lasting traits of an origin's adults."""
    for i in range(len(people)):
        give_traits(people[i], origins[people[i].origin], trait_settings[0], lasting)


@loop
def price_all(people, origins, trait_settings, lasting):
    """Home pay and savings aims, once trades are known."""
    for i in range(len(people)):
        price_home_pay(people[i], origins[people[i].origin], trait_settings[0], lasting)


@loop
def choose_low_trades(people, corridor_trades, main, lasting):
    """Everyone's own lasting draw of a trade in the corridor held, at home in the origin's main one."""
    for i in range(len(people)):
        person = people[i]
        corridor = person.corridor if person.corridor >= 0 else main
        person.trade = trade_abroad(person, corridor, corridor_trades, lasting)
