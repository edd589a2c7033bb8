# People Digest. `make demo` and `make test` set up everything they need; `make help` tells the rest.

VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
MAKEFLAGS += --no-print-directory

.PHONY: help demo test check format bench lock clean

help:
	@echo "make demo    install into .venv, make two weeks of editions of the sample newsroom, and say where they are"
	@echo "make test    install what the tests need, and run them"
	@echo "             (a part of them: make test TESTS=tests/docs)"
	@echo "make check   hold the code to ruff, mypy and the import contracts"
	@echo "make format  let ruff format the code and mend what it can"
	@echo "make bench   run the benchmarks, each beside a peer"
	@echo "make lock    pin the development dependencies anew"
	@echo "make clean   remove .venv, demo and whatever else was built"
	@echo
	@echo "Another Python than python3: make PYTHON=/path/to/python3.12 demo"

demo: $(VENV)/.ready
	@$(BIN)/digest demo $(DEMO)

# All of them run in as many processes as there are cores; bytecode is kept, since hundreds of commands are started.
test: $(VENV)/.ready-for-tests
	@sh scripts/system-packages.sh
	@env -u PYTHONDONTWRITEBYTECODE \
	  $(BIN)/python -m pytest --cov --cov-report= $(if $(TESTS),$(TESTS),-n auto --dist worksteal)
	@$(BIN)/python -m coverage combine -q --append 2>/dev/null || true
	@[ -n "$(TESTS)" ] || $(BIN)/python scripts/coverage_floors.py

check: $(VENV)/.ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.ready-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready-for-tests
	@for each in benchmarks/[a-z]*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

lock: $(VENV)/.ready-for-tests
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

$(VENV)/bin/python:
	@sh scripts/make-venv.sh $(VENV)

$(VENV)/.ready: pyproject.toml requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c requirements-dev.lock -e .
	@touch $@

$(VENV)/.ready-for-tests: pyproject.toml requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing the development tools into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
