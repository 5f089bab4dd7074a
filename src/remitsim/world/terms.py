"""Terms: the prices and rules in force this month. Policies change them, people read them.

One record a host, an origin, a corridor, a host x trade, a host x status; of the same layout in every world.
A test fails on a Term that no rule reads.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from remitsim.records import Layout, Table, cents, laid_out, real, whole

HOST_TERMS = Layout(
    "host terms",
    # money
    cents("wage_floor", "lowest lawful gross pay a month; 0 none"),
    real("income_tax", "rate on pay above the free amount"),
    cents("income_tax_free", "pay a month free of income tax"),
    real("worker_contribution", "employee's contribution rate"),
    real("employer_contribution", "employer's contribution rate"),
    cents("contribution_cap", "pay a month above which no contribution is due; 0 no cap"),
    real("indirect_tax", "share of consumption spending"),
    cents("living_cost", "what one person abroad cannot do without, a month"),
    real("living_cap", "share of net pay that living cost takes at most"),
    cents("board_and_lodging", "given by the employer to tied workers, a month"),
    # enforcement
    real("found_at_work", "chance a month that labour inspection finds an informal worker"),
    real("papers_at_work", "chance a month that a check of papers at work finds an irregular person"),
    real("found_in_street", "chance a month that an irregular person is found in the street and removed"),
    real("removed_if_found", "chance that an irregular person found at work is removed"),
    real("fine_months", "fine a worker found informal, months of pay"),
    real("inspectors_report", "whether inspectors pass on a person's status", "0 to 1"),
    real("detention_share", "share of those caught who are detained"),
    real("detention_months", "months of detention"),
    cents("detention_cost", "cost of detention a month and person"),
    real("supervision_share", "share of those found inside who are supervised in the community instead"),
    cents("supervision_cost", "cost of supervision a month and person"),
    real("appears", "share of supervised people who appear"),
    cents("visit_cost", "cost of finding one person at work"),
    cents("street_cost", "cost of finding one person in the street"),
    cents("border_cost", "cost of one person caught at the border"),
    cents("removal_cost", "cost of one removal"),
    whole("assisted_return", "irregular people who ask go home at the treasury's cost", "flag"),
    whole("assisted_from", "... from so many months of stay on", "months"),
    whole("assisted_to", "... to before so many; 0 no end", "months"),
    real("sponsor_reports", "chance that a sponsor reports a leaver"),
    # sponsorship
    whole("may_change_employer", "tied workers", "codes.CHANGE_*"),
    real("consent", "chance a month that a sponsor consents to a move"),
    whole("grace_months", "months a tied person without work may look for another sponsor"),
    # status
    cents("permit_firm", "price of a permit to the firm, each issue"),
    cents("permit_person", "price of a permit to the person, each issue"),
    cents("levy", "levy a month and tied worker, paid by the firm"),
    whole("first_permit_months", "first permit"),
    whole("next_permit_months", "renewals"),
    whole("contract_months", "contract of a recruit"),
    whole("settlement_months", "months with papers to permanent residence; 0 never"),
    whole("citizenship_months", "months as permanent before naturalisation; 0 never"),
    real("citizenship_share", "share a year of those who may that naturalise"),
    real("renewal_past_work", "chance of renewal on past work alone"),
    real("income_test", "income test for family, multiple of mean pay"),
    whole("family_route", "family route", "codes.FAMILY_*"),
    whole("recruit_status", "status on arrival by a visa; 0: temporary tied", "codes.STATUSES"),
    whole("family_wait", "months in a lasting or temporary status before family may come", "months"),
    whole("family_status", "status on arrival by the family route; 0: temporary free", "codes.STATUSES"),
    whole("offer_closed", "an offer of a status takes no new applications; its queue still runs", "flag"),
    # protection
    real("benefit_rate", "share of last pay"),
    cents("benefit_cap", "last pay counts up to this"),
    whole("benefit_months", "months of benefit"),
    whole("insured_for_benefit", "insured months asked for a benefit"),
    real("portable", "share of the insurance credit paid on return"),
    real("credit_share", "share of contributions credited"),
    cents("care_cost", "care of one ill month"),
    cents("health_cost", "health service a resident and month"),
    cents("school_service_cost", "school a child and month"),
    real("complaint_power", "power of a tied worker to complain, share of full"),
    real("recovery", "share of withheld pay recovered by complaint"),
    real("claim_abroad", "chance that wages owed can be claimed from home"),
    real("integration_price", "price of a step of foothold to who holds an integration place, multiple"),
    real("integration_places", "share of people from abroad that holds an integration place, a year"),
    cents("integration_cost", "cost of a place taken to the treasury"),
    # regularisation on offer
    whole("offer_status", "status on offer to irregular people; -1 none", "codes.STATUSES"),
    whole("offer_stay", "months of stay asked"),
    whole("offer_stay_most", "stay under so many months asked; 0 no end", "months"),
    whole("offer_work", "months of work asked"),
    whole("offer_trades", "trades of work asked; 0 any", "bits"),
    whole("offer_family", "family here asked", "flag"),
    whole("offer_never_removed", "never to have been removed asked", "flag"),
    whole("offer_employer", "1: firm and worker together apply"),
    whole("offer_permit_months", "months of the permit offered; -1 without end"),
    cents("offer_price", "price to the applicant"),
    real("offer_places", "places a month", "people"),
    real("expected", "believed weight of a regularisation to come, omega"),
    real("expected_rate", "believed monthly chance of one, g"),
    whole("expected_wait", "months until the one believed to come", "months"),
    whole("expected_status", "status it is believed to lead to; 0 or less: temporary free", "codes.STATUSES"),
    # skills
    whole("matching_months", "months after arrival in which the trained get two looks a month in their trade", "months"),
    cents("matching_cost", "cost of matching one person to the treasury"),
    real("recognition_relief", "share of the price of recognition paid by the treasury"),
    real("recognition", "chance that foreign training is recognised"),
    whole("recognition_before", "tested before leaving: who fails does not go", "flag"),
    cents("recognition_price", "price of test and papers to the person"),
    whole("assistant_months", "months in the lower trade until the test after arrival; 0: at once", "months"),
    real("own_training", "nurses a year that the host trains of its residents, beyond those who replace leavers", "people"),
    cents("own_training_cost", "cost to the host's treasury of training one of them"),
)

ORIGIN_TERMS = Layout(
    "origin terms",
    real("home_pay", "factor on home pay"),
    real("home_work", "factor on the chance of finding work at home"),
    real("danger", "hardship of staying at home, share of home pay"),
    real("indirect_tax", "share of consumption"),
    real("school_cost", "factor on the cost of school"),
    real("training_places", "places a year", "people"),
    cents("tuition", "cost of a training month to the student"),
    cents("training_cost", "cost of a training month to the origin's treasury"),
    real("recognition", "recognition at home of skills won abroad"),
    real("scale_home", "factor on the fixed pay of trained posts at home that are budgets"),
    real("posts_home", "factor on the funded posts of the trained trade at home that are budgets"),
    cents("support", "budget support a head and month"),
    whole("departure_barred_women", "women's departure through visas barred", "flag"),
    cents("return_grant", "grant on return"),
    whole("return_grant_in", "what a grant goes into: 0 the purse, 1 an enterprise"),
    whole("return_job_months", "months of work at home on return"),
    real("shock_share", "share of villages under a shock"),
    real("shock_pay", "work income left in those villages, a multiple; 0: as under any village shock"),
    real("payout", "share of work income lost to a shock by policy that a pay-out makes good"),
)

CORRIDOR_TERMS = Layout(
    "corridor terms",
    # routes
    whole("visa_open", "visa route", "flag"),
    whole("skills_open", "skills partnership", "flag"),
    whole("crossing_open", "irregular crossing exists", "flag"),
    whole("visitor_open", "visitor route exists", "flag"),
    whole("free_open", "free movement", "flag"),
    real("quota", "stock: people with papers; flow: places a year", "people"),
    whole("quota_kind", "a stock or a flow", "codes.QUOTA_*"),
    whole("seasonal_months", "0: not seasonal; else months, then home", "months"),
    whole("season_again", "who went home with the season has a place within a year", "flag"),
    whole("least_schooling", "schooling asked for a visa: 0 any, 1 secondary, 2 tertiary"),
    # skills partnership
    real("partnership_places", "training places a year that a partnership adds at the origin", "people"),
    real("home_track", "share of them without a visa behind the place"),
    real("paid_by_host", "share of their whole training cost paid by the host's treasury"),
    real("paid_by_firms", "share of it paid by employers there; the origin's treasury pays the rest"),
    real("visas_behind", "lasting chance that an away-track graduate has a visa and recognition behind the place"),
    cents("return_bond", "owed to the origin's treasury by an away-track graduate abroad beyond bond_months; 0 none"),
    whole("bond_months", "months abroad after which it falls due", "months"),
    # recruitment
    cents("official_items", "visa, passport, medical, travel papers and ticket: the worker's official items"),
    cents("ticket", "way there, or home"),
    real("employer_share", "share of the bill owed by the employer"),
    real("pinned_months", "bill pinned in months of promised pay; 0 market"),
    real("ceiling_months", "ceiling of the worker's bill in months of pay; 0 none"),
    real("origin_ban", "fee rule at origin against worker-paid fees", "0 or 1"),
    real("host_ban", "the same at host", "0 or 1"),
    real("origin_audits", "share of placements looked at, origin"),
    real("host_audits", "share of placements looked at, host"),
    real("move_cost", "cost of moving the charge to the other end, share of it"),
    real("audit_found", "chance that an audit finds the charge"),
    real("audit_fine", "fine, multiple of what was taken"),
    cents("audit_cost", "cost of looking at one placement, where a rule bars a charge"),
    real("true_pay_known", "share of recruits who know true pay and fees before they go"),
    real("loan_rate", "lender's interest", "a month"),
    whole("public_loans", "loans come from a fund whose losses the origin's treasury bears", "flag"),
    # the way without papers
    cents("smuggler_price", "price of the irregular route, before the border's factor"),
    cents("visitor_money", "show money of the visitor route"),
    real("caught", "chance of being caught, a try"),
    real("turned_back", "share of visitors turned back"),
    real("death", "chance of dying, a try"),
    whole("tries", "tries a month"),
    real("readmission", "readmission by the origin, 0 to 1"),
    # transfers
    real("fee_scale", "multiple on flat fees"),
    real("margin_scale", "multiple on margins"),
    real("cap_each", "cap on each sending, share of the sum; 0 none"),
    real("cap_menu", "cap on the menu's price of USD 200, share; 0 none"),
    real("relief", "flat fees a month paid by the treasury"),
    real("look", "chance a month of looking round"),
    real("entrant", "price of one more digital provider over its own cost; 0 none"),
    cents("access_cost", "cost to a lawful provider of one sending by somebody without papers"),
    real("site", "share of looks that show every lawful row"),
    real("open_settled", "lasting chance that a kind is open to settled people", "", 5),
    real("open_irregular", "... to people without papers", "", 5),
    real("open_tied", "... to tied people", "", 5),
    real("open_receiving", "chance that a kind is open at the receiving end", "", 5),
)

TRADE_TERMS = Layout(
    "trade terms",  # row: host x 7 + trade
    real("demand", "factor on demand"),
    whole("covered", "covered by labour law: visits and wage claims reach it", "flag"),
    real("inspection", "factor on labour inspection"),
    whole("barred_women", "barred to women from abroad", "flag"),
    whole("open_to_recruits", "open to recruits from abroad", "flag"),
)

STATUS_TERMS = Layout(
    "status terms",  # row: host x 7 + status
    whole("formal_work", "may take formal work", "codes.FORMAL_*"),
    whole("change_employer", "may change employer: 0 no, 1 as the host's term says, 2 yes"),
    real("complain", "may complain safely", "0 to 1"),
    whole("account", "may open an account (which openness it has): 0 irregular, 1 tied, 2 settled"),
    real("health", "use of health services", "0 none, .2 emergency, 1 full"),
    whole("school", "children's right to school", "flag"),
    whole("benefits", "draws benefits as paid in", "flag"),
    whole("contributes", "pays contributions on formal pay", "flag"),
    whole("family", "may bring family", "codes.FAMILY_*"),
    whole("removed", "may be removed", "codes.REMOVED_*"),
    whole("absence_months", "months one may be away and come back; -1 free", "months"),
    whole("renewable", "permit may be renewed", "flag"),
)


@dataclass(frozen=True)
class Terms:
    """All terms in force: hosts (H,), origins (O,), corridors (O*H,), trades (H*7,), statuses (H*7,)."""

    hosts: Table
    origins: Table
    corridors: Table
    trades: Table
    statuses: Table

    def __setstate__(self, tables: dict[str, Table]) -> None:
        """Come back from a file, or as a copy."""
        for name, table in tables.items():
            object.__setattr__(self, name, laid_out(table))

    def copy(self) -> Terms:
        """A copy that a policy may write to; base terms are never changed in place."""
        return replace(self, **{field.name: getattr(self, field.name).copy() for field in fields(self)})


def blank_terms(hosts: int, origins: int) -> Terms:
    """Terms of all zeros for a world of this size; `populate` fills them."""
    return Terms(
        HOST_TERMS.blank(hosts),
        ORIGIN_TERMS.blank(origins),
        CORRIDOR_TERMS.blank(origins * hosts),
        TRADE_TERMS.blank(hosts * 7),
        STATUS_TERMS.blank(hosts * 7),
    )
