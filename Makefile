# make demo: from a fresh clone to the demonstration's draft.  make test: from a fresh clone to all tests run.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

export PREFECT_SERVER_ANALYTICS_ENABLED = false
export DO_NOT_TRACK = 1

.PHONY: install demo test lint lock clean

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed (make PYTHON=python3.12 …)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# uv installs in a third of the time; where its wheel cannot run, pip does the same work.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements.lock)" || true
	if $(BIN)/uv --version >/dev/null 2>&1; \
	then $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.lock; \
	else $(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock; fi
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: install
	$(BIN)/assises demo

test: install lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The overrides leave PyTorch out: BERTopic is given vectors and never loads sentence-transformers.
lock: install
	printf "sentence-transformers ; sys_platform == 'never'\n" > $(VENV)/overrides.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev --override $(VENV)/overrides.txt pyproject.toml requirements-install.in -o requirements.lock
	$(BIN)/python tools/prune_lock.py requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
