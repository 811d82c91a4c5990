# Everything a user or developer types. A new machine needs Python 3.11 or newer and make.

PYTHON ?= python3
INPUT  ?= coder/knowledge/sample/articles.jsonl
OUTPUT ?= output/dataset
VENV   := .venv
BIN    := $(VENV)/bin
# What running needs, and what tests need beyond it.
READY  := $(VENV)/.ready
TOOLS  := $(VENV)/.ready-dev
PIP    := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet

.PHONY: fuzz dataset test lint types check docs benchmark suites torture golden lock wheel clean

dataset: $(READY)  ## code INPUT (the sample corpus) into a dataset in OUTPUT
	$(BIN)/coder dataset $(INPUT) --output $(OUTPUT)

test: $(TOOLS)     ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(TOOLS)     ## style
	$(BIN)/ruff check coder tests docs
	$(BIN)/ruff format --check coder tests docs

types: $(TOOLS)    ## types
	$(BIN)/mypy

check: lint types test  ## everything that has to hold before a change is taken

docs: $(TOOLS)          ## build the documentation into docs/_build
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build

suites: $(TOOLS)   ## rewrite the expectations that follow from the schemas
	PYTHONPATH=tests $(BIN)/python tests/dataset/test_validate.py

benchmark: $(TOOLS)     ## slow measurements: speed of coding, of the merge, of report and panel
	$(BIN)/python tests/benchmark.py
	$(BIN)/python tests/benchmark_merge.py
	$(BIN)/python tests/benchmark_desk.py

spark: $(TOOLS)    ## install Spark, which needs Java 17, so that its tests run
	$(INSTALL) --require-hashes -r requirements-spark.lock

torture: $(TOOLS)  ## stop runs at 200 random moments, in every way, and go on with them; ten minutes, an hour at most
	$(BIN)/python tests/torture.py 200

fuzz: $(TOOLS)     ## a million mutated records through reading, fifty thousand through coding, the sample changed in a dozen ways; an hour at most, and the same command goes on from there
	$(BIN)/python tests/fuzz.py

golden: $(TOOLS)   ## rewrite the accepted events of the sample corpus; read the diff
	PYTHONPATH=tests $(BIN)/python tests/dataset/test_golden.py && git --no-pager diff --stat tests/golden

lock: $(TOOLS)     ## renew the lock files (installs uv)
	$(PIP) install --quiet uv
	$(COMPILE) --extra build --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	echo 'pyspark>=4.0' | $(subst pyproject.toml,-,$(COMPILE)) --constraint requirements.lock --output-file requirements-spark.lock

wheel: $(TOOLS)    ## build the package
	$(BIN)/python -m hatchling build

clean:             ## remove the environment and what was built
	rm -rf $(VENV) dist output/dataset

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $(READY)

$(TOOLS): $(READY) requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $(TOOLS)
