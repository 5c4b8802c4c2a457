# Everything runs from here. Without make, the lines beneath each name do the same.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help install demo test check deep lock messages openapi screenshots clean
help: ## say what each name does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# uv when it can be had, pip alone otherwise; both verify the hashes.
define install_from
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	test -x $(BIN)/uv || $(BIN)/python -m pip install -q uv || true
	if [ -x $(BIN)/uv ]; then VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --require-hashes -r $(1) && VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --no-deps --no-build-isolation -e .; \
	else $(BIN)/python -m pip install -q --require-hashes -r $(1) && $(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .; fi
	touch $@
endef

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(call install_from,requirements/run.txt)
$(VENV)/.dev: requirements/dev.txt pyproject.toml
	$(call install_from,requirements/dev.txt)
	touch $(VENV)/.run

install: $(VENV)/.dev ## put all that check and test need into .venv
demo: $(VENV)/.run ## build the demonstration city and serve it
	$(BIN)/pacte demo
test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup
check: $(VENV)/.dev ## lint, types, import contracts, templates, migrations, messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src
	PACTE_DATA=var/check $(BIN)/django-admin makemigrations --check --dry-run --settings pacte.config.settings
	$(BIN)/python tools/messages.py check
deep: $(VENV)/.dev ## the heavy proofs
	PACTE_DEEP=1 $(BIN)/python -m pytest -n 2 tests/deep tests/house/test_doors.py tests/house/test_canaries.py
messages: $(VENV)/.dev ## collect the messages to translate and compile them
	$(BIN)/python tools/messages.py update
lock: ## lock the dependencies again
	for f in run dev matching; do uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" requirements/$$f.in -o requirements/$$f.txt; done
clean: ## remove what was built
	rm -rf $(VENV) var .mypy_cache .ruff_cache
openapi: $(VENV)/.dev ## write the API's description again
	PACTE_DATA=var/check $(BIN)/python -m tools.openapi
screenshots: $(VENV)/.dev ## take the pictures of docs/ again
	$(BIN)/python -m tools.screenshots
release-fixture: $(VENV)/.dev ## leave this version's archive for the upgrade tests of later ones
	rm -rf var/fixture && mkdir -p tests/upgrade && rm -f tests/upgrade/$$($(BIN)/python -c 'import pacte; print(pacte.__version__)').tar.gz
	PACTE_DATA=var/fixture DATABASE_URL= $(BIN)/pacte demo --no-serve
	PACTE_DATA=var/fixture DATABASE_URL= $(BIN)/pacte backup --out tests/upgrade/$$($(BIN)/python -c 'import pacte; print(pacte.__version__)').tar.gz
