"""Parameters of working: pay as it is paid, illness, benefits, foothold."""

from __future__ import annotations

from remitsim.parameters import Parameters, number


class Working(Parameters):
    """What happens to people at work in a month, beside the pay agreed."""

    # contracts and pay
    contract_spread: float = number(0.25, unit="share", low=0.0, high=0.5, says="own draw around a contract's length")
    reset: float = number(1 / 12, unit="chance a month", low=1 / 24, high=1 / 4,
                          says="pay under an open-ended contract is bargained anew")
    pay_smoothing: float = number(0.1, unit="share a month", low=0.05, high=0.3, says="smoothing of mean formal pay")
    # withheld pay
    withheld_chance: float = number(0.06, unit="chance a month", low=0.01, high=0.15,
                                    says="an unlawful firm withholds pay from a worker without power")
    withheld_share: float = number(0.5, unit="share of a month's pay", low=0.25, high=1.0, says="part withheld")
    power_complaint: float = number(0.7, unit="power", low=0.4, high=0.9,
                                    says="power against withheld pay of who may complain safely")
    power_moving: float = number(0.2, unit="power", low=0.0, high=0.4,
                                 says="power against withheld pay of who may change employer")
    power_visits: float = number(0.1, unit="power", low=0.0, high=0.3,
                                says="power against withheld pay that labour visits at their full rate give")
    full_visits: float = number(0.01, unit="chance a month", low=0.005, high=0.05, says="full rate of visits")
    most_power: float = number(0.95, unit="power", low=0.8, high=1.0, says="the most power against withheld pay anyone has")
    paid_back: float = number(0.1, unit="share a month", low=0.02, high=0.3, says="wages owed that firms pay back")
    complains: float = number(0.25, unit="chance a month", low=0.05, high=0.6,
                              says="who is owed wages and may complain safely does so")
    owed_months: float = number(24.0, unit="months", low=12.0, high=60.0, says="months after which wages owed are lost")
    # illness
    ill_at_20: float = number(0.003, unit="a month", low=0.001, high=0.006, says="chance of falling ill at 20")
    ill_at_60: float = number(0.010, unit="a month", low=0.005, high=0.02, says="chance of falling ill at 60")
    ill_hard_trades: float = number(1.5, unit="multiple", low=1.0, high=2.5, says="in farm and construction")
    ill_months: float = number(3.0, unit="months", low=1.5, high=6.0, says="mean illness without care")
    care_shortens: float = number(0.7, unit="multiple", low=0.5, high=1.0, says="length of illness with care")
    # foothold
    foothold_look: float = number(1 / 6, unit="chance a month", low=1 / 24, high=1 / 3, says="a look at a step")
    foothold_step: float = number(0.1, unit="foothold", low=0.05, high=0.25, says="one step")
    foothold_price: float = number(1.0, unit="months of own pay", low=0.5, high=2.0, says="price of a step")
    foothold_fades: float = number(0.02, unit="a month", low=0.0, high=0.05, says="fading after leaving")
    foothold_language: float = number(0.2, unit="foothold", low=0.0, high=0.4, says="brought by who knows the language")
    foothold_learned: float = number(0.6, unit="foothold", low=0.3, high=0.8, says="reached after long stay")
    foothold_months: float = number(72.0, unit="months", low=36.0, high=120.0, says="speed of that")
    longest_stay: float = number(480.0, unit="months", low=120.0, high=480.0, says="longest stay reckoned with")
