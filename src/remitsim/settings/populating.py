"""Parameters of the state in which a world starts its burn-in."""

from __future__ import annotations

from typing import Any, Literal

from remitsim.parameters import Parameters, choice, number

_REGISTERS = "no file holds it; registers and censuses, from memory"


def _lawful(default: float, trade: str) -> Any:
    return number(default, unit="share of firms", low=0.2, high=1.0, says=f"firms that keep to the law, {trade}",
                  source="no file holds it")  # fmt: skip


def _informal(default: float, trade: str) -> Any:
    return number(default, unit="V", low=0.2, high=6.0, says=f"median cost of being informal, {trade}")


def _women(default: float, trade: str) -> Any:
    return number(default, unit="share", low=0.02, high=0.98, source=_REGISTERS,
                  says=f"women among natives in {trade}, before scaling to their share of all")  # fmt: skip


class Populating(Parameters):
    """Levels at the first month of burn-in; anchors and the run move on from there."""

    abroad_at_start: Literal["at rest", "published"] = choice(
        "at rest", says="ages and stay of people abroad when burn-in begins: of a stock at rest, or of the world's year")
    come_again: float = number(0.35, unit="share", low=0.1, high=0.6, source="what runs show; no file holds it",
                               says="those who go home and come again, with the years they have; ages at rest hang on it")
    skilled_idle: float = number(0.3, unit="of mean unemployment", low=0.1, high=0.9,
                                 source="labour force surveys by schooling, from memory",
                                 says="unemployment of natives of skilled trades when burn-in begins")
    # firms
    firm_spread: float = number(0.15, unit="sd of ln", low=0.1, high=0.3, says="own productivity of firms in a trade")
    capital_years: float = number(2.8, unit="years of output", low=2.0, high=4.0, says="capital of a firm")
    heaviest_row: float = number(0.25, unit="share of the mean firm", low=0.1, high=1.0,
                                 says="no row of people is heavier; else a trade has fewer firms")
    lawful_farm: float = _lawful(0.6, "farm")
    lawful_construction: float = _lawful(0.6, "construction")
    lawful_factory: float = _lawful(0.9, "factory")
    lawful_care: float = _lawful(0.4, "domestic and care")
    lawful_services: float = _lawful(0.75, "services")
    lawful_nursing: float = _lawful(1.0, "nursing")
    lawful_skilled: float = _lawful(0.98, "other skilled")
    informal_farm: float = _informal(0.9, "farm")
    informal_construction: float = _informal(0.9, "construction")
    informal_factory: float = _informal(0.9, "factory")
    informal_care: float = _informal(0.6, "domestic and care")
    informal_services: float = _informal(1.4, "services")
    informal_nursing: float = _informal(3.0, "nursing")
    informal_skilled: float = _informal(3.0, "other skilled")
    informal_sd: float = number(0.6, unit="sd of ln", low=0.4, high=0.8, says="cost of being informal within a trade")
    informal_start: Literal["solved", "as given"] = choice(
        "solved", says="scale of the cost of informality at the start: what gives the published share, or the sheet's"
    )
    # pay, quotes and posts
    first_pay: float = number(0.97, unit="of published pay", low=0.93, high=1.0,
                              says="first pay; from .9 or lower a boom and bust winds up every anchor")
    informal_pay: float = number(0.88, unit="of first pay", low=0.7, high=1.0, says="first pay in informal work")
    reservation_formal: float = number(0.95, unit="of published pay", low=0.9, high=0.98, says="first reservation quote")
    reservation_informal: float = number(0.72, unit="of published pay", low=0.6, high=0.85, says="... informal")
    offer_settled: float = number(0.87, unit="of published pay", low=0.8, high=0.95, says="first offers to natives")
    offer_papers: float = number(0.85, unit="of published pay", low=0.75, high=0.95, says="... to people with permits")
    offer_irregular: float = number(0.72, unit="of published pay", low=0.6, high=0.85, says="... without papers")
    chance: float = number(0.13, unit="a month", low=0.05, high=0.3, says="first quote of finding work")
    separation: float = number(0.02, unit="a month", low=0.01, high=0.03, says="first quote of losing it")
    posts: float = number(0.02, unit="of labour", low=0.01, high=0.05, says="posts open at the start")
    asking: float = number(4.0, unit="multiple of places", low=1.0, high=20.0, says="people who ask for a place")
    liking_farm: float = number(-0.15, unit="share of pay", low=-0.35, high=0.0, says="liking of farm work")
    liking_care: float = number(-0.20, unit="share of pay", low=-0.35, high=0.0, says="liking of domestic work")
    liking_start: Literal["as given", "solved"] = choice(
        "as given", says="liking of low trades: the two above, or what makes all equally liked at their published pay"
    )
    # natives
    women_farm: float = _women(0.28, "farm")
    women_construction: float = _women(0.08, "construction")
    women_factory: float = _women(0.26, "factory")
    women_care: float = _women(0.85, "domestic and care")
    women_services: float = _women(0.50, "services")
    women_nursing: float = _women(0.80, "nursing")
    women_skilled: float = _women(0.45, "other skilled")
    tenure: float = number(48.0, unit="months", low=24.0, high=96.0, says="mean months with the present employer")
    # people abroad
    at_a_loss: float = number(0.05, unit="multiple", low=0.0, high=1.0,
                              says="likelihood of being abroad of who would earn more at home, hardship counted")
    aims_saved: float = number(1.5, unit="savings aims", low=0.5, high=2.0, says="most saved, by those long there")
    saving_years: float = number(5.0, unit="years", low=2.0, high=10.0, says="stay at which that is reached")
    kept_here: float = number(0.5, unit="share", low=0.0, high=1.0,
                              says="of what home-bound people have saved, kept by them; the rest went home")
    debt_months: float = number(18.0, unit="months", low=6.0, high=36.0, says="debts of recruits fall to 0 in so long")
    bill_borrowed: float = number(0.7, unit="share", low=0.3, high=1.0, says="of the bill, borrowed from a lender",
                                  source="RECRUITMENT surveys 2010-2017: over half borrow in every corridor")
    sent_settled: float = number(0.15, unit="of net pay", low=0.05, high=0.3, says="sent home by settled people",
                                 source="IFAD (2017)", grade="measured")
    sent_home_bound: float = number(0.4, unit="of net pay", low=0.2, high=0.6, says="... by those who mean to go home")
    fee_power: float = number(2.0, unit="exponent", low=0.0, high=4.0, says="users of a provider fall with its price")
    by_family: float = number(0.5, unit="share", low=0.2, high=0.8, says="of people settled, came by the family route")
    # homes
    home_level: float = number(0.85, unit="of median consumption", low=0.7, high=1.0,
                               says="consumption of homes before what is sent")
    home_spread: float = number(0.95, unit="of the published sd", low=0.8, high=1.1, says="spread of it between homes")
    village_share: float = number(0.25, unit="of the variance", low=0.0, high=0.5, says="... between villages")
    earned_rank: float = number(0.8, unit="correlation", low=0.0, high=1.0,
                                says="of consumption with what members earn, in rank")
    village_size: float = number(40.0, unit="households", low=20.0, high=100.0, says="a village")
    enterprises: float = number(0.25, unit="share", low=0.0, high=0.6, says="homes with an enterprise")
    enterprise_months: float = number(1.0, unit="months of usual income", low=0.0, high=6.0, says="its capital")
