"""Imports point down: nobody on a floor knows who lives above. Read from the sources, so that no import runs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "remitsim"

# floors from the ground up; a room is a file or a folder of the package
FLOORS: tuple[tuple[str, ...], ...] = (
    ("rules", "records", "luck", "money", "parameters"),
    ("settings", "world", "reckoning", "data"),
    ("behaviour",),
    ("closing", "figures_of_month", "figures_of_homes", "mapping", "measures", "measures_of_profession", "month", "anchors",
     "resting", "plausible", "burning", "solving"),
    ("published", "start", "sheets", "scenario", "starting", "start_from", "populate"),
    ("policies",),
    ("blocks", "bands", "snapshots", "sorted_figures", "entries", "indicators", "reading", "results", "collector",
     "gains", "lines", "cohorts", "figures", "odd"),
    ("burnt", "progress", "manifest", "apart", "run"),
    ("views", "view_sets", "model"),
    ("batches",),
    ("comparing", "sensitivity", "calibrate"),
    ("claims",),
    ("explain", "screen", "report", "app", "cli", "cli_batch", "cli_compare", "cli_claims", "analysis", "cli_analysis",
     "claims_page", "claims_pictures", "__init__", "__main__"),
)  # fmt: skip
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    parts = ("remitsim", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def own_imports(path: Path, anywhere: bool = True) -> set[str]:
    """Modules of the package that a file imports; ``anywhere``: inside functions too. Types alone do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }  # fmt: skip
    found = set()
    for node in ast.walk(tree) if anywhere else tree.body:
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return {name for name in found if name in MODULES and name != "remitsim"}


def test_every_room_has_a_floor():
    assert {room_of(path) for path in FILES} <= set(FLOOR)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path):
    here = FLOOR[room_of(path)]
    above = {name for name in own_imports(path) if FLOOR[name.split(".")[1]] > here}
    assert not above


def test_behaviours_do_not_import_one_another():
    for path in (PACKAGE / "behaviour").glob("*.py"):
        assert not {name for name in own_imports(path) if name.startswith("remitsim.behaviour.")}, path.name


def test_policies_and_people_do_not_know_one_another():
    for path in FILES:
        room = room_of(path)
        unknown = {"behaviour": "remitsim.policies", "policies": "remitsim.behaviour"}.get(room)
        assert unknown is None or not {name for name in own_imports(path) if name.startswith(unknown)}, path.name


def test_mesa_is_known_on_its_own_floor_and_above_only():
    for path in FILES:
        if "mesa" in {name.split(".")[0] for name in imported_roots(path)}:
            assert FLOOR[room_of(path)] >= FLOOR["model"], path.name


def imported_roots(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_no_module_imports_itself_by_way_of_others():
    waits_for = {name: own_imports(path, anywhere=False) for name, path in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for other in waits_for[name] - {name}:
                if not name.startswith(other + "."):
                    visit(other, (*above, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


def test_files_stay_readable():
    longest = {path.relative_to(PACKAGE).as_posix(): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in longest.items() if lines > 300} == {}
