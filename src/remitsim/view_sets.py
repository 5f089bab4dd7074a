"""Sets of views with the verbs of Mesa's AgentSet. A set holds ids of rows; agents are made as they are asked for."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from remitsim.views import View

try:
    from mesa.agentset import AgentSet, GroupBy  # Mesa 3.5
except ImportError:
    from mesa.agent import AgentSet, GroupBy  # Mesa 3.3

if TYPE_CHECKING:
    from remitsim.model import RemittanceModel

Ids = NDArray[np.int64]
Verb = str | Callable[..., Any]


class ViewSet(AgentSet):
    """An ordered set of views of one model. Mesa's own set would hold weak references to rows and lose them."""

    def __init__(self, model: RemittanceModel, ids: Iterable[int] | Ids, random: Random | None = None) -> None:
        self.model = model
        self.ids: Ids = np.asarray(ids if isinstance(ids, np.ndarray) else list(ids), np.int64)
        self.random = random if random is not None else model.random

    def _like(self, ids: Iterable[int] | Ids) -> ViewSet:
        return ViewSet(self.model, ids, self.random)

    def _from_iterable(self, agents: Iterable[View]) -> ViewSet:
        return self._like(dict.fromkeys(agent.unique_id for agent in agents))

    def _take(self, ids: Iterable[int] | Ids, inplace: bool) -> ViewSet:
        if not inplace:
            return self._like(ids)
        self.ids = np.asarray(ids if isinstance(ids, np.ndarray) else list(ids), np.int64)
        return self

    def _update(self, agents: Iterable[View]) -> ViewSet:
        return self._take([agent.unique_id for agent in agents], inplace=True)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[View]:
        return (self.model.agent_of(int(i)) for i in self.ids)

    def __contains__(self, agent: object) -> bool:
        return isinstance(agent, View) and agent.model is self.model and agent.unique_id in self.ids

    def __getitem__(self, item: int | slice) -> Any:
        """One agent, or a list of agents for a slice."""
        if isinstance(item, slice):
            return [self.model.agent_of(int(i)) for i in self.ids[item]]
        return self.model.agent_of(int(self.ids[item]))

    def __repr__(self) -> str:
        return f"<ViewSet of {len(self)} agents>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ViewSet) and self.model is other.model and set(self.ids) == set(other.ids)

    __hash__ = None  # type: ignore[assignment]  # a set that can change has no hash, as in Mesa

    def __copy__(self) -> ViewSet:
        return self._like(self.ids.copy())

    def __getstate__(self) -> dict[str, Any]:
        return {"model": self.model, "ids": self.ids, "random": self.random}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def copy(self) -> ViewSet:
        """The same agents in a new set."""
        return self.__copy__()

    def to_list(self) -> list[View]:
        """The agents as a list."""
        return list(self)

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> ViewSet:
        """Agents that pass the filter and are of the type; at most so many (a float up to 1: that part of the set)."""
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(len(self) * at_most)
        kept: list[int] = []
        for i, agent in zip(self.ids.tolist(), self, strict=True):
            if len(kept) >= at_most:
                break
            if (agent_type is None or isinstance(agent, agent_type)) and (filter_func is None or filter_func(agent)):
                kept.append(i)
        return self._take(kept, inplace)

    def shuffle(self, inplace: bool = False) -> ViewSet:
        """The agents in random order, by the model's ``random``."""
        ids = self.ids.tolist()
        self.random.shuffle(ids)
        return self._take(ids, inplace)

    def sort(self, key: Verb, ascending: bool = False, inplace: bool = False) -> ViewSet:
        """The agents ordered by an attribute or a function; largest first unless ``ascending``."""
        by = operator.attrgetter(key) if isinstance(key, str) else key
        ordered = sorted(self, key=by, reverse=not ascending)
        return self._take([agent.unique_id for agent in ordered], inplace)

    def do(self, method: Verb, *args: Any, **kwargs: Any) -> ViewSet:
        """Call a method (by name) or a function on each agent; returns the set."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: Verb, *args: Any, **kwargs: Any) -> ViewSet:
        """As `do`, in random order; the set keeps its own order."""
        self.shuffle().map(method, *args, **kwargs)
        return self

    def map(self, method: Verb, *args: Any, **kwargs: Any) -> list[Any]:
        """What a method (by name) or a function returns for each agent."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> list[Any]:
        """Attributes of each agent; a field of a noun is read from its table at once."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"Unknown handle_missing option: {handle_missing}, should be 'error' or 'default'")
        if not isinstance(attr_names, str):
            columns = [self.get(name, handle_missing, default_value) for name in attr_names]
            return [list(row) for row in zip(*columns, strict=True)]
        if (column := self._column(attr_names)) is not None:
            return cast("list[Any]", column.tolist())
        if handle_missing == "default":
            return [getattr(agent, attr_names, default_value) for agent in self]
        return [getattr(agent, attr_names) for agent in self]

    def _column(self, name: str) -> NDArray[Any] | None:
        """The values of a field where all agents are of the one noun that has it."""
        if len(self.ids) == 0:
            return None
        view = type(self[0])
        first = self.model.first_id(view)
        table = getattr(self.model.world, view.table_name)
        if name not in view.layout.fields or self.ids.min() < first or self.ids.max() >= first + len(table):
            return None
        column: NDArray[Any] = table[name][self.ids - first]
        return column

    def set(self, attr_name: str, value: Any) -> ViewSet:
        """Give an attribute one value for all."""
        for agent in self:
            setattr(agent, attr_name, value)
        return self

    def agg(self, attribute: str, func: Callable[[list[Any]], Any] | Iterable[Callable[[list[Any]], Any]]) -> Any:
        """A function, or several, of the list of an attribute's values."""
        values = self.get(attribute)
        return func(values) if callable(func) else [f(values) for f in func]

    def groupby(self, by: Verb, result_type: str = "agentset") -> GroupBy:
        """Groups by an attribute or a function: Mesa's GroupBy over sets (or lists, ``result_type="list"``)."""
        keys = self.get(by) if isinstance(by, str) else self.map(by)
        groups: dict[Any, list[int]] = defaultdict(list)
        for key, i in zip(keys, self.ids.tolist(), strict=True):
            groups[key].append(i)
        sets = {key: self._like(ids) for key, ids in groups.items()}
        return GroupBy(sets if result_type == "agentset" else {key: s.to_list() for key, s in sets.items()})

    def add(self, agent: View) -> None:
        """Put an agent into this set; the model's rows stay as they are."""
        if agent not in self:
            self.ids = np.append(self.ids, agent.unique_id)

    def discard(self, agent: View) -> None:
        """Take an agent out of this set if it is there."""
        if agent in self:
            self.ids = self.ids[self.ids != agent.unique_id]

    def remove(self, agent: View) -> None:
        """Take an agent out of this set. Raises KeyError if it is not there."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)
