"""The public face: the names that users write, and no others."""

from __future__ import annotations

import subprocess
import sys

import pytest

import remitsim

FACE = {
    "RemittanceModel", "Results", "Scenario", "ScenarioError", "claim", "load", "load_scenario", "with_values", "worlds",
}  # fmt: skip


def test_the_face_is_what_it_was():
    assert set(remitsim.__all__) == FACE


def test_every_name_is_there():
    assert all(getattr(remitsim, name).__doc__ for name in FACE)


def test_an_unknown_name_is_told():
    with pytest.raises(AttributeError, match="lod"):
        remitsim.lod  # noqa: B018


def test_mesa_is_not_loaded_before_it_is_asked_for():
    told = "import sys, remitsim.run; print('mesa' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
