# Each target sets up what it lacks; the second time that takes no time. Without make: see README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
# An environment of its own: what is compared brings extensions that JupyterLab would load.
BENCH := .venv-bench
READY_BENCH := $(BENCH)/.ready
READY_MUTANTS := $(VENV)/.ready-mutants

# What JupyterLab finds where it looks for kernels and extensions.
SHARED := $(wildcard src/analysis/kernels/spec/* src/analysis/lab/extension/* src/analysis/lab/extension/static/*)

.PHONY: report check test test-long mutants lab bench messages clean setup setup-dev

report: $(READY)  ## build the database, run every report, print them where there is a browser, say which page to open
	$(BIN)/arshjul run --build --pdf-if-possible

check: $(READY_DEV)  ## while one works: style, types, floors, and the tests that take moments
	$(BIN)/python tools/check.py --quick

test: $(READY_DEV)  ## every check and test
	$(BIN)/python tools/check.py $(TESTS)

test-long: $(READY_DEV)  ## before something is done: the wheel, campaigns of kills, deaths and misprints, laws with many other examples
	$(BIN)/python tools/check.py --long $(TESTS)

mutants: $(READY_MUTANTS)  ## the last of test-long, a quarter of an hour: rules are changed, and some test must notice
	$(BIN)/python tools/mutants.py $(ROOMS)

lab: $(READY)  ## JupyterLab on the project, its outputs kept out of git
	$(BIN)/arshjul tidy --install
	$(BIN)/jupyter lab --notebook-dir=. notebooks/explore.ipynb

bench: $(READY_BENCH)  ## how long things take, ratios in one run
	$(BENCH)/bin/python tools/bench.py

messages: $(READY)  ## the English words: what is new, what is gone
	$(BIN)/python tools/messages.py

setup: $(READY)
setup-dev: $(READY_DEV)

# uv only makes the installation fast; the locks and their hashes are what decides.
$(READY): requirements.lock pyproject.toml $(SHARED)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

$(READY_BENCH): requirements.lock requirements-bench.lock pyproject.toml
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --require-hashes -r requirements.lock -r requirements-bench.lock
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(READY_MUTANTS): $(READY_DEV) requirements-mutants.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-mutants.lock
	touch $@

# What is approved cannot be made again: it stays.
clean:  ## remove what can be made again
	test ! -d output || find output -mindepth 1 -maxdepth 1 ! -name approved -exec rm -rf {} +
	rm -rf $(VENV) $(BENCH) data/arshjul.duckdb .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
