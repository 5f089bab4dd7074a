"""A Mesa model like any other: steps, data collection, batches, copies."""

from __future__ import annotations

import copy
import inspect
import pickle

import mesa
import numpy as np
import pytest

from remitsim.model import REPORTERS, RemittanceModel, root_seed
from remitsim.progress import Quiet


def test_the_constructor_keeps_to_what_mesa_allows():
    arguments = inspect.signature(RemittanceModel.__init__).parameters
    kinds = {argument.kind for name, argument in arguments.items() if name != "self"}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}
    assert arguments["rng"].default is None
    assert not {"seed", "scenario", "time", "batch", "notify", "observe", "data_registry"} & set(arguments)


def test_steps_to_the_horizon_and_no_further(model):
    assert model.running and model.month == 0
    while model.running:
        model.step()
    assert model.month == 3 and model.steps == 3
    wages = model.world.persons["wage"].copy()
    model.step()
    assert model.month == 3 and (model.world.persons["wage"] == wages).all()


def test_a_horizon_of_nothing_does_not_run(invented):
    assert not RemittanceModel(world="spain", months=0, progress=Quiet()).running


def test_the_datacollector_collects_once_a_step(model):
    assert isinstance(model.datacollector, mesa.DataCollector)
    assert model.datacollector.model_vars["people abroad"] == []
    model.run_model()
    told = model.datacollector.get_model_vars_dataframe()
    assert list(told.columns) == list(REPORTERS) and len(told) == 3
    movers = model.movers
    assert told["people abroad"].iloc[-1] == movers["weight"][movers["place"] == 2].sum()


def test_another_datacollector_may_watch_agents(model):
    model.datacollector = mesa.DataCollector(agenttype_reporters={model.agent_types[0]: {"wage": "wage"}})
    model.step()
    told = model.datacollector.get_agenttype_vars_dataframe(model.agent_types[0])
    assert told["wage"].tolist() == model.persons.get("wage")


def test_run_gives_results(model):
    results = model.run(Quiet())
    assert results.manifest["months"] == 3 and not results.manifest["stopped_early"]
    assert results.manifest["seed"] == 4
    assert set(results.table("employment")["month"]) == {0, 1, 2}


def test_seeds():
    assert root_seed(None) is None
    assert root_seed(7) == root_seed(np.int64(7)) == 7
    assert root_seed(np.random.SeedSequence(1)) == root_seed(np.random.SeedSequence(1))
    assert root_seed(np.random.default_rng(1)) == root_seed(np.random.default_rng(1))
    assert root_seed([1, 2]) != root_seed([2, 1])


@pytest.mark.parametrize("twin_of", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_lives_on_by_itself(model, twin_of):
    model.step()
    twin = twin_of(model)
    twin.step()
    assert (twin.month, model.month) == (2, 1) and (twin.steps, model.steps) == (2, 1)
    assert (twin.world.persons["wage"] != model.world.persons["wage"]).any()
    assert twin.persons[0].model is twin
    model.step()
    assert (twin.world.persons["wage"] == model.world.persons["wage"]).all()
    assert len(twin.datacollector.get_model_vars_dataframe()) == 2


def test_batch_run(invented):
    told = mesa.batch_run(RemittanceModel, {"months": [1, 2], "progress": [Quiet()]}, display_progress=False,
                          data_collection_period=1)  # fmt: skip
    assert len(told) == 3
    assert {"people abroad", "months"} <= set(told[0])


def test_plain_months_run_plain(invented, monkeypatch):
    from remitsim import rules

    seen = []
    monkeypatch.setattr("remitsim.run.run_month", lambda world, month: seen.append(rules._plain.get()))
    monkeypatch.setattr("remitsim.collector.Collector.collect", lambda self, world, flows: None)
    for plain in (True, False):
        RemittanceModel(world="spain", months=1, plain=plain, progress=Quiet()).step()
    assert seen == [True, False]
