# make demo   environment, then the example articles: translated, built, shown
# make test   environment, then every test
# make lint   ruff and mypy
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo
L10N := $(BIN)/l10n -C $(DEMO)

.PHONY: demo test lint format clean

.venv/.stamp: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "l10n needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.stamp-dev: .venv/.stamp
	$(BIN)/python -m pip install --quiet --group tests --group lint
	@touch $@

# Works on a copy, so that the repository stays as it is.
demo: .venv/.stamp
	@rm -rf $(DEMO) && mkdir -p $(DEMO) && cp -R source locales glossary.csv pyproject.toml $(DEMO)
	@echo; echo '$$ l10n engines'; $(L10N) engines
	@echo; echo '$$ l10n translate'; $(L10N) translate
	@echo; echo '$$ l10n status'; $(L10N) status
	@echo; echo '$$ l10n build prisoner-release'; $(L10N) build prisoner-release
	@echo; echo '$$ l10n build council-election --drafts'; $(L10N) build council-election --drafts
	@for locale in be ru uk; do \
		echo; echo "--- $(DEMO)/build/$$locale/prisoner-release.txt (reviewed)"; \
		head -n 3 $(DEMO)/build/$$locale/prisoner-release.txt; done
	@echo; echo "--- $(DEMO)/locales/be/LC_MESSAGES/council-election.po (machine drafts, to be corrected)"
	@sed -n '/^# l10n/,$$p' $(DEMO)/locales/be/LC_MESSAGES/council-election.po | head -n 24
	@echo; echo '$$ l10n check council-election --locale be'; $(L10N) check council-election --locale be || true

test: .venv/.stamp-dev
	$(BIN)/python -m pytest

lint: .venv/.stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.stamp-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
