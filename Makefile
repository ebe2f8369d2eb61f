# The two commands that a fresh machine needs: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2

.PHONY: demo test lint format coverage bench nightly texts pictures clean

demo: $(VENV)/server.installed
	$(BIN)/interpreter-app demo

test: $(VENV)/dev.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n $(WORKERS)

lint: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg --no-cache

format: $(VENV)/dev.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(VENV)/dev.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n $(WORKERS) --cov --cov-branch --cov-report=term-missing

# Every figure stands beside its floor, measured in the same run; one JSON line each.
bench: $(VENV)/dev.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

# More rounds of the random and the killing tests than make test has time for.
nightly: $(VENV)/dev.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n $(WORKERS) --rounds=nightly

# Collect the texts of the program and compile the translations.
texts: $(VENV)/dev.installed
	mkdir -p build
	$(BIN)/pybabel -q extract --no-location --sort-output -k N_ -k _ -k ngettext:1,2 -o build/texts.pot interpreter_app sync ui
	for language in nb nn; do \
	  $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete -D interpreter_app -i build/texts.pot -d resources/translations -l $$language; \
	done
	$(BIN)/pybabel -q compile -D interpreter_app -d resources/translations

# The pictures of the documents, from the fictional register.
pictures: $(VENV)/server.installed
	home=$$(mktemp -d); \
	for page in search results person empty few notes guide guide-topics call-list departure-note usage guidelines \
	  roster settings first-start syncing log-in; do \
	  for theme in light dark; do \
	    HOME=$$home $(BIN)/interpreter-app --ui-language nb --screenshot docs/pictures/$$page-$$theme.png \
	      --page $$page --theme $$theme demo || exit 1; \
	  done; \
	done; \
	for page in outbox conflicts sync-log sync-preview record history people import; do \
	  for theme in light dark; do \
	    HOME=$$home $(BIN)/interpreter-app --ui-language nb --screenshot docs/pictures/$$page-$$theme.png \
	      --page $$page --theme $$theme demo --as case_worker || exit 1; \
	  done; \
	done; \
	rm -r $$home

clean:
	rm -rf $(VENV) build dist *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/server.installed: setup.cfg pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[server]'
	@touch $@

$(VENV)/dev.installed: setup.cfg pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[server,dev]'
	@touch $@
