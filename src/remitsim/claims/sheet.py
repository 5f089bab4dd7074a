"""What a claim's file says: one claim in plain words, its tests, its contexts, and what falsifies it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Form = Literal["D", "E", "R"]
MEASURES = (
    "difference", "ratio", "excess", "interaction", "shapley share", "ranking", "same first", "best of several",
    "dose slope", "convexity", "threshold", "months to recover", "after event", "between groups", "level", "share moved",
    "regret",
)  # fmt: skip
PICKING = ("best of several", "regret")
MOST_TESTS = 5  # two groups against two kinds of return, and the gap (C72)
HOW = ("mean", "sum", "last", "lowest", "highest", "lost area")


class Sheet(BaseModel):
    """A table of a claim's file: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quantity(Sheet):
    """One number of a run: an indicator (or an account's gain, or a cohort's figure) over some years.

    ``years``: first and last, counted from month 0 (1: months 0-11). ``how``: over those years. ``plus``: others
    added to it; ``by``: what the sum is multiplied with; ``over``: what it is divided by. ``arm``: read in this arm
    whatever arm is asked.
    ``cohort``: persons whose own event fell in the months named, as ``"recruited 1-12 at 24"`` (`cohorts`).
    """

    indicator: str | None = None
    account: str | None = None
    cohort: str | None = None
    place: str = "world"
    band: str = "all"
    group: str = "all"
    years: tuple[int, int] = (1, 1)
    how: Literal["mean", "sum", "last", "lowest", "highest", "lost area"] = "mean"
    times: float = 1.0
    arm: str | None = None
    plus: tuple[Quantity, ...] = ()
    by: Quantity | None = None
    over: Quantity | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Quantity:
        if (self.indicator is None) == (self.account is None):
            raise ValueError("say one of `indicator` and `account`")
        if self.years[0] > self.years[1] or self.years[0] < 0:
            raise ValueError("`years` are first and last, from 1 (0: before month 0)")
        return self

    def all(self) -> tuple[Quantity, ...]:
        """This quantity and all that it is made of."""
        inner = [part for each in (*self.plus, self.by, self.over) if each for part in each.all()]
        return (self, *inner)


class Test(Sheet):
    """One test: a measure gives each context one effect, the form says what effect is asked for.

    D: at least ``smallest`` in the ``expected`` direction. E: less than ``smallest`` either way. R: ``at_least`` or
    ``at_most`` the line. ``share``: of contexts that must agree. ``relative``: effects are shares of the baseline's
    level. ``beside``: less the same effect of that arm. ``arms``: the several arms of a measure over more than two.
    ``groups``: of the quantity's band, for a measure over several.
    ``least``: a denominator under it (in its own unit) leaves a context undecided, and so does one under
    ``least_share`` of what is divided by in the baseline; ``least_rows``: so do fewer simulated rows in either arm.
    """

    name: str = "main"
    says: str
    form: Form
    measure: Literal[
        "difference", "ratio", "excess", "interaction", "shapley share", "ranking", "same first", "best of several",
        "dose slope", "convexity", "threshold", "months to recover", "after event", "between groups", "level", "share moved",
        "regret",
    ]  # fmt: skip
    quantity: Quantity
    arm: str
    against: str | None = None
    arms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    doses: tuple[float, ...] = ()
    pick: Quantity | None = None
    divide: Quantity | None = None
    divide_arm: str | None = None
    divide_against: str | None = None
    beside: str | None = None
    within: float = 0.0
    relative: bool = False
    lower_first: bool = False
    smallest: float = 0.0
    expected: Literal["+", "-"] = "+"
    at_least: float | None = None
    at_most: float | None = None
    share: float = Field(0.9, ge=0.5, le=1.0)
    least: float = 0.0
    least_share: float = Field(0.0, ge=0.0, le=1.0)
    least_rows: int = 0
    unit: str
    verdict: bool = True

    @model_validator(mode="after")
    def _line_said(self) -> Test:
        if self.form == "R" and (self.at_least is None) == (self.at_most is None):
            raise ValueError("a test of form R says one of `at_least` and `at_most`")
        if self.form in ("D", "E") and self.smallest <= 0:
            raise ValueError(f"a test of form {self.form} says `smallest`, the smallest effect worth having, over 0")
        wants = {"interaction": 4, "shapley share": 4, "best of several": 2, "dose slope": 2, "convexity": 3, "same first": 4,
                 "regret": 2}  # fmt: skip
        if len(self.arms) < wants.get(self.measure, 0):
            raise ValueError(f"measure {self.measure!r} wants `arms`, at least {wants[self.measure]}")
        if self.measure == "share moved" and len(self.groups) < 2:
            raise ValueError("measure 'share moved' wants `groups` of the quantity's band, at least 2")
        if self.measure in ("dose slope", "convexity", "threshold") and len(self.doses) != len(self.arms):
            raise ValueError("`doses` are as many as `arms`")
        return self

    @property
    def line(self) -> float:
        """The smallest effect worth having, or the line of a comparison."""
        lines = (self.at_least, self.at_most, self.smallest)
        return float(next(value for value in lines if value is not None))

    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity it reads."""
        own = self.of_groups() or (self.quantity,)
        given = [*own, *(each for each in (self.pick, self.divide) if each is not None)]
        return tuple(part for each in given for part in each.all())

    def of_groups(self) -> tuple[Quantity, ...]:
        """The quantity in each of its groups, if any are named."""
        return tuple(self.quantity.model_copy(update={"group": group}) for group in self.groups)

    def arms_read(self) -> tuple[str, ...]:
        """Every arm it reads, each once."""
        named = [self.arm, self.against, self.beside, *self.arms, self.divide_arm, self.divide_against]
        named += [part.arm for part in self.quantities()]
        return tuple(dict.fromkeys(name for name in named if name))


class TypedIn(Sheet):
    """A parameter that may carry the answer by itself, and the value that takes it out."""

    parameter: str
    off: float | str


class Claim(Sheet):
    """A claim of the report, with how it is put to the test.

    ``fitted_by``, ``never_holds``: why *holds* would say nothing (burn-in learns the answer; a number typed in is it).
    """

    number: str = Field(pattern=r"^[A-Z]\d+$")
    paragraph: str
    kind: Literal["causal", "difference between groups", "fact"] = "causal"
    theme: str
    claim: str
    falsified_by: str = Field(min_length=10)
    built_in: str = Field(min_length=3)
    worlds: tuple[str, ...] = Field(min_length=1)
    baseline: str = "none"
    months: int = Field(ge=12, le=360)
    who: tuple[str, ...] = ()
    seeds: int = Field(1, ge=1, le=16)
    least_contexts: int = Field(128, ge=128)
    tests: tuple[Test, ...] = Field(min_length=1)
    joined: tuple[tuple[str, ...], ...] = ()
    shown_arms: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    parameters: tuple[str, ...] = Field(min_length=1)
    ranges: dict[str, tuple[float, float]] = {}
    choices: dict[str, tuple[str, ...]] = {}
    typed_in: tuple[TypedIn, ...] = ()
    fitted_by: str = ""
    never_holds: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    second_set: bool = False

    @model_validator(mode="after")
    def _names_fit(self) -> Claim:
        names = [test.name for test in self.tests]
        if len(set(names)) < len(names):
            raise ValueError("two tests have one name")
        unknown = {name for group in self.joined for name in group} - set(names)
        if unknown:
            raise ValueError(f"`joined` names tests that are not there: {', '.join(sorted(unknown))}")
        if len([test for test in self.tests if test.verdict]) > MOST_TESTS:
            raise ValueError(f"a claim has at most {MOST_TESTS} tests with a verdict")
        late = max(part.years[1] for test in self.tests for part in test.quantities()) * 12
        if late > self.months:
            raise ValueError(f"a test reads month {late}, the horizon is {self.months}")
        return self

    def judged(self) -> tuple[Test, ...]:
        """Tests that the verdict is made of; the first says what *reversed* means."""
        return tuple(test for test in self.tests if test.verdict)

    def picks(self) -> bool:
        """Whether some test picks the best of several, which wants two seeds: one to pick on, one to judge on."""
        return any(test.measure in PICKING for test in self.tests)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """All of these, of each any one: names of tests."""
        return self.joined or tuple((test.name,) for test in self.judged())

    def arms(self, shown: bool = True) -> tuple[str, ...]:
        """Every arm it needs, the baseline first; ``shown``: those too that no test reads."""
        read = [name for test in self.tests for name in test.arms_read()]
        return tuple(dict.fromkeys((self.baseline, *read, *(self.shown_arms if shown else ()))))
