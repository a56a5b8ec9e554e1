# make demo      a fresh environment, then the whole way on the shipped samples
# make check     format, lint, types, tests: what has to be green
# make test      the tests alone
# make eval      extraction against the samples' annotations, or TEXTS=FOLDER (texts/ and gold/)
# make calibration  the precision of each band of confidence, on the same texts
# make bench     speeds, as ratios; make bench BENCH="peers bulk" for those that take minutes
# make docs      what is generated from ontology.ttl: its documentation, the JSON-LD context
# make notebooks  the notebooks of docs/ run anew, with what they show
# make train     the learned part anew: make train TEXTS=FOLDER CORPUS=FOLDER [FOLDS=FOLDER]
# make lock      constraints.txt anew
# make clean     what the others made, out of the way
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
UV := $(BIN)/python -m uv

# Annotated texts: a folder with texts/ and gold/, or the shipped samples.
TEXTS ?=
BENCH ?=
# Models of training that did not see a fold of the sources.
FOLDS ?= build/folds
GOLD := $(if $(TEXTS),$(TEXTS)/gold,samples/gold)
READ := $(if $(TEXTS),$(TEXTS)/texts,samples)

.PHONY: demo check format lint types test eval calibration bench docs notebooks train lock clean dev

# The pip that comes with Python 3.11 may be too old for some wheels, so uv does the installing.
$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet uv
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(UV) pip install --quiet --python $(VENV) --constraint constraints.txt --editable .
	touch $@

# Strict editable mode: type checkers follow links, not import hooks. Made anew for each check,
# since new files get their link only then.
dev: $(VENV)/.made
	$(UV) pip install --quiet --python $(VENV) --constraint constraints.txt \
		--config-settings editable_mode=strict --editable ".[dev]"

demo: $(VENV)/.installed
	$(BIN)/innograph demo

check: dev format lint types test

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	cd $(VENV) && bin/mypy --config-file ../pyproject.toml -p innograph -p bench -p training

# Some containers forbid Python to keep compiled modules. The tests call hundreds of commands, and each
# would compile all that it imports: a second of processor time a call.
test: export PYTHONDONTWRITEBYTECODE =
test:
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

eval: $(VENV)/.installed
	$(BIN)/innograph evaluate '$(GOLD)' --texts '$(READ)' --baselines

calibration: $(VENV)/.installed
	$(BIN)/innograph evaluate '$(GOLD)' --texts '$(READ)' --by confidence --format markdown

# With what others bring for the same work: in no other environment, since nothing else needs it.
bench: dev
	$(UV) pip install --quiet --python $(VENV) --constraint constraints.txt \
		--config-settings editable_mode=strict --editable ".[dev,bench]"
	$(BIN)/python -m bench $(BENCH)

docs: dev
	$(BIN)/python -m docs.make

notebooks: dev
	$(BIN)/python -m docs.run_notebooks

train: dev
	$(BIN)/python -m training.train --texts $(TEXTS) --corpus $(CORPUS) --folds $(FOLDS) \
		$(if $(WORKERS),--workers $(WORKERS))
	$(BIN)/python -m training.relations --texts $(TEXTS) --corpus $(CORPUS) --models $(FOLDS)

# Names and versions only: an address would tie the lock to one registry.
lock: $(VENV)/.made
	$(UV) pip compile --quiet --python-version 3.11 --universal --all-extras --no-header \
		--no-annotate --no-emit-index-url --output-file constraints.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist *.egg-info innograph-demo .mypy_cache .ruff_cache .pytest_cache
