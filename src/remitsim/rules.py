"""One source, two ways to run it: rules for one person, compiled over records or plain over windows.

A *rule* is a scalar function that reads and writes records by attribute. A *loop* is one plain ``for``
over rows that calls rules. Loops run compiled by default; inside ``with plain():`` the very same
functions run as ordinary Python over windows (`records.Rows`), for a debugger, coverage and the proof
that the compiled model is the model.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np
from numba.extending import register_jitable

from remitsim.records import rows_of

_PACKAGE = Path(__file__).parent
_COMPILED_ROOMS = ("world", "reckoning", "behaviour", "settings")
_GROUND = ("rules.py", "records.py", "luck.py", "money.py", "parameters.py")
_plain: ContextVar[bool] = ContextVar("plain", default=False)

Function = TypeVar("Function", bound=Callable[..., Any])


def _hash_of(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def source_hash() -> str:
    """Hash (16 hex digits) of every Python source of the package; results carry it."""
    return _hash_of(list(_PACKAGE.rglob("*.py")))


@cache
def rules_hash() -> str:
    """Hash (16 hex digits) of the sources that decide what people do: ground, nouns and verbs."""
    rooms = [path for room in _COMPILED_ROOMS for path in (_PACKAGE / room).rglob("*.py")]
    return _hash_of([_PACKAGE / name for name in _GROUND] + rooms)


def cache_folder() -> Path:
    """Where compiled code and burnt-in worlds are kept; the variable ``REMITSIM_CACHE`` moves it."""
    default = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "remitsim"
    return Path(os.environ.get("REMITSIM_CACHE", default))


def _compiled_folder() -> Path:
    folder = cache_folder() / "compiled" / rules_hash()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="remitsim-compiled-"))
    return folder


# numba notices a change in a loop's own file only, so the folder itself is named after the sources.
_config: Any = numba.config
_config.CACHE_DIR = str(_compiled_folder())


def compiled_already() -> bool:
    """Whether this version of the rules has compiled loops in the cache."""
    return any(Path(_config.CACHE_DIR).rglob("*.nbc"))


def rule(function: Function) -> Function:
    """Mark a scalar function as a rule: callable from plain Python and inlined into compiled loops."""
    marked: Function = register_jitable(forceinline=True)(function)
    return marked


def helper(function: Function) -> Function:
    """Mark a longer scalar function that many rules call: compiled, but left to the compiler to inline."""
    marked: Function = register_jitable(function)
    return marked


class Loop:
    """A loop over rows that runs compiled, or plain inside ``with plain()``; same numbers to the last bit."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.__name__ = function.__name__
        self.__doc__ = function.__doc__
        self.compiled = numba.njit(nogil=True, error_model="numpy", cache=True)(function)

    def __call__(self, *tables: Any) -> Any:
        """Run over structured arrays (windows on them when plain); other arguments pass through."""
        if not _plain.get():
            return self.compiled(*tables)
        return self.function(*(_windowed(table) for table in tables))


def loop(function: Callable[..., Any]) -> Loop:
    """Turn a plain ``for`` over rows into a `Loop`."""
    return Loop(function)


def _windowed(table: Any) -> Any:
    if isinstance(table, np.ndarray) and table.dtype.names:
        return rows_of(table)
    return table


@contextmanager
def plain() -> Iterator[None]:
    """Run every loop inside this block as plain Python over windows."""
    token = _plain.set(True)
    try:
        yield
    finally:
        _plain.reset(token)
