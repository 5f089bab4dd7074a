"""Agents are windows on records, in sets with Mesa's verbs."""

from __future__ import annotations

import copy

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet

from remitsim.views import VIEWS, Employer, Household, Person, Provider
from remitsim.world import codes


def test_attributes_read_and_write_the_record(model):
    person = model.persons[5]
    assert person.wage == model.world.persons["wage"][5] and type(person.wage) is int
    person.wage = 123_456
    assert model.world.persons["wage"][5] == 123_456
    assert type(person.ability) is float


def test_views_on_one_row_are_one_agent(model):
    assert model.persons[3] == model.persons[3]
    assert len({model.persons[3], model.persons[3], model.persons[4]}) == 2
    assert model.persons[3] in model.agents
    assert model.persons[3] not in model.households


def test_an_agent_looks_like_any_of_mesa(model):
    person = model.persons[0]
    assert isinstance(person, mesa.Agent)
    assert person.model is model and person.pos is None and person.random is model.random and person.rng is model.rng
    with pytest.raises(TypeError, match="fixed rows"):
        person.remove()


def test_ids_run_through_all_nouns(model):
    ids = model.agents.get("unique_id")
    assert len(set(ids)) == len(ids) == len(model.agents)
    assert min(ids) == 1
    assert all(model.agent_of(i).unique_id == i for i in ids[::7])
    with pytest.raises(KeyError):
        model.agent_of(0)


def test_agents_by_type(model):
    assert model.agent_types == list(VIEWS)
    sizes = {view: len(group) for view, group in model.agents_by_type.items()}
    assert sizes[Person] == 120 and sizes[Household] == len(model.world.households)
    assert sum(sizes.values()) == len(model.agents)
    assert all(isinstance(group, AgentSet) for group in model.agents_by_type.values())


def test_providers_that_do_not_serve_are_no_agents(model):
    serving = int(model.world.providers["here"].sum())
    model.world.providers["here"][:5] = 0
    assert len(model.agents_by_type[Provider]) == serving - 5
    assert model.agents_by_type[Provider][0].corridor_name == "YAA-XAA"


def test_relations(model):
    person = model.persons.select(lambda p: p.household >= 0)[0]
    assert isinstance(person.home, Household) and person.home.row == person.household
    assert person.country in (*model.world.host_names, *model.world.origin_names)
    at_work = model.persons.select(lambda p: p.employer >= 0)[0]
    assert isinstance(at_work.firm, Employer) and at_work in at_work.firm.workers
    assert model.persons[0].home is None


def test_words(model):
    person = model.persons.select(lambda p: p.status == codes.IRREGULAR)[0]
    assert person.in_words("status") == "irregular" and person.describe()["status"] == "irregular"
    assert person.describe()["wage"] == person.wage


def test_select(model):
    everyone = model.agents
    women = everyone.select(lambda p: p.sex == codes.WOMAN, agent_type=Person)
    assert 0 < len(women) < 120 and set(women.get("sex")) == {codes.WOMAN}
    assert len(everyone.select(at_most=0.25)) == len(everyone) // 4
    assert len(model.persons.select(lambda p: p.sex == codes.WOMAN, at_most=3)) == 3
    assert len(everyone.select(agent_type=mesa.Agent)) == len(everyone)
    few = model.persons
    assert few.select(at_most=4, inplace=True) is few and len(few) == 4 and len(model.persons) == 120


def test_do_map_and_set(model):
    def pay_more(person, share):
        person.wage = int(person.wage * share)
        return person.wage

    before = model.persons.agg("wage", sum)
    assert model.persons.do(pay_more, 2.0).agg("wage", sum) == 2 * before
    assert model.persons.map(pay_more, share=0.5) == model.persons.get("wage")
    assert model.persons.map("in_words", "sex")[:1] == [codes.SEXES[model.persons[0].sex]]
    model.persons.set("months_ill" if hasattr(Person, "months_ill") else "ill_months", 3)
    assert (model.world.persons["ill_months"] == 3).all()


def test_shuffles_follow_the_models_random(model):
    twin = copy.deepcopy(model)
    seen, again = [], []
    model.persons.shuffle_do(lambda p: seen.append(p.row))
    twin.persons.shuffle_do(lambda p: again.append(p.row))
    assert seen == again and seen != sorted(seen) and sorted(seen) == list(range(120))


def test_get(model):
    assert model.persons.get("wage") == model.world.persons["wage"].tolist()
    assert model.persons.get(["wage", "age"])[2] == [model.persons[2].wage, model.persons[2].age]
    assert len(model.agents.get("wage", handle_missing="default", default_value=0)) == len(model.agents)
    with pytest.raises(AttributeError):
        model.agents.get("wage")
    with pytest.raises(ValueError, match="handle_missing"):
        model.persons.get("wage", handle_missing="perhaps")


def test_sort_slices_and_counts(model):
    wages = model.persons.sort("wage").get("wage")
    assert wages == sorted(wages, reverse=True)
    assert model.persons.sort(lambda p: p.age, ascending=True)[0].age == min(model.persons.get("age"))
    assert [person.row for person in model.persons[2:4]] == [2, 3]
    assert model.persons.count(model.persons[1]) == 1
    assert len(model.persons.to_list()) == 120


def test_groupby(model):
    groups = model.persons.groupby("sex")
    assert sum(groups.count().values()) == 120
    assert groups.agg("wage", sum) == {
        sex: int(model.world.persons["wage"][model.world.persons["sex"] == sex].sum()) for sex in groups.groups
    }
    lists = model.persons.groupby(lambda p: p.in_words("status"), result_type="list")
    assert all(isinstance(people, list) for people in lists.groups.values())


def test_agg_of_several(model):
    low, high = model.persons.agg("age", [min, max])
    assert low <= np.mean(model.persons.get("age")) <= high


def test_set_algebra_stays_in_views(model):
    some, more = model.persons.select(at_most=3), model.persons.select(lambda p: p.row in (2, 5))
    assert (some & more).get("row") == [2]
    assert sorted((some | more).get("row")) == [0, 1, 2, 5]
    assert (some - more).get("row") == [0, 1]
    some.add(model.persons[9])
    some.discard(model.persons[0])
    assert some.get("row") == [1, 2, 9]
    with pytest.raises(KeyError):
        some.remove(model.persons[0])
