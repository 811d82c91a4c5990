# Everything a user or developer types. A new machine needs Python 3.11 or newer and make.

PYTHON ?= python3
INPUT  ?= coder/knowledge/sample/articles.jsonl
OUTPUT ?= output/dataset
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: dataset test lint types check benchmark golden lock wheel clean

dataset: $(READY)  ## code INPUT (the sample corpus) into a dataset in OUTPUT
	$(BIN)/coder dataset $(INPUT) --output $(OUTPUT)

test: $(READY)     ## run the tests
	$(BIN)/python -m pytest

lint: $(READY)     ## style
	$(BIN)/ruff check coder tests

types: $(READY)    ## types
	$(BIN)/mypy

check: lint types test  ## everything that has to hold before a change is taken

benchmark: $(READY)     ## slow measurements: speed of coding
	$(BIN)/python tests/benchmark.py

golden: $(READY)   ## rewrite the accepted events of the sample corpus; read the diff
	$(BIN)/python tests/test_golden.py && git --no-pager diff --stat tests/golden

lock:              ## renew requirements.lock (needs uv in the environment)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --output-file requirements.lock

wheel: $(READY)    ## build the package
	$(BIN)/python -m hatchling build

clean:             ## remove the environment and what was built
	rm -rf $(VENV) dist output/dataset

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)
