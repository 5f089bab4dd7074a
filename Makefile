# The two commands of the README are `make demo` and `make test`; PYTHON=python3.12 uses another Python, in a venv of its own.

PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV ?= .venv$(if $(filter 3.11,$(VERSION)),,-$(VERSION))
BIN := $(VENV)/bin
WORKERS ?= auto
DEMO ?= demo/spain

.PHONY: help demo test lint bench golden clean check-python

help:
	@echo "make demo    run the world 'spain', draw its pictures into $(DEMO), and compare ways to regularise people"
	@echo "make test    create the environment and run all tests"
	@echo "make lint    ruff, then mypy --strict"
	@echo "make golden  write the golden totals anew (look at the difference before committing it)"
	@echo "make bench   measure speed and memory"

check-python:
	@test -n "$(VERSION)" || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or say PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "remitsim needs Python 3.11 or newer; $(PYTHON) is $(VERSION). Say PYTHON=python3.12, for example."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) cannot make environments here. On Debian or Ubuntu: apt-get install python$(VERSION)-venv"; exit 1; }

$(BIN)/python: | check-python
	@echo "Creating the environment $(VENV) with $(PYTHON) $(VERSION)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(BIN)/python
	@echo "Installing remitsim (a minute or two the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	@echo "Installing remitsim with what its tests need (a minute or two the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/.core

demo: $(VENV)/.core
	@$(BIN)/remitsim run spain --out $(DEMO) --force
	@$(BIN)/remitsim compare spain none temporary-permit permanent-residence \
	  --people 5000 --months 60 --populations 2 --lucks 2 --contexts 0 --out $(DEMO)-compared --force

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n $(WORKERS) -q tests notebooks

lint: $(VENV)/.test
	@$(BIN)/python -m ruff check src tests
	@$(BIN)/python -m mypy src

bench: $(VENV)/.test
	@$(BIN)/python bench/speed.py

golden: $(VENV)/.test
	@$(BIN)/python -m pytest -q tests/test_golden.py --golden

clean:
	rm -rf demo .pytest_cache .mypy_cache .ruff_cache build dist
