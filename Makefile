# Each target sets up what it needs. `make` alone lists them.
SHELL := /bin/bash
PYTHON := .venv/bin/python
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
export UV_PYTHON_DOWNLOADS := never
HOST ?= 127.0.0.1
PORT ?= 8000
COVERAGE ?=
CATALOGUE := portfolio/locale/fr/LC_MESSAGES/django

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check benchmark format messages lock

help: ## montre cette liste
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

.uv/bin/uv:
	@echo "Installation de uv dans .uv/"
	@python3 -m venv .uv && .uv/bin/pip install --quiet "uv>=0.9,<1"

.venv/bin/python: | $(filter .uv/bin/uv,$(UV))
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Il faut Python 3.11 ou plus récent : python3 est plus ancien."; exit 1; }
	@$(UV) venv --quiet --python "$$(command -v python3)" .venv

.venv/.runtime: requirements.lock | .venv/bin/python
	@echo "Installation des bibliothèques"
	@$(UV) pip install --quiet --python $(PYTHON) --require-hashes -r requirements.lock
	@touch $@

.venv/.development: requirements-dev.lock | .venv/bin/python
	@echo "Installation des bibliothèques et des outils"
	@$(UV) pip sync --quiet --python $(PYTHON) --require-hashes requirements-dev.lock
	@touch .venv/.runtime $@

setup: .venv/.development ## installe les bibliothèques et les outils de développement

demo: .venv/.runtime ## prépare la démonstration et la sert sur http://127.0.0.1:8000
	@$(PYTHON) manage.py demo --host $(HOST) --port $(PORT)

run: .venv/.runtime ## sert le site tel qu'il est, pour développer
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py runserver $(HOST):$(PORT)

test: .venv/.development ## lance les tests dans les deux thèmes (SQLite, ou la base de DATABASE_URL)
	@$(PYTHON) -m pytest --numprocesses 2 --dist worksteal --quiet --ignore tests/e2e $(COVERAGE)
	@THEME=dsfr $(PYTHON) -m pytest --quiet tests/themes
	@$(PYTHON) -m pytest --numprocesses 2 --dist loadfile --quiet -rs tests/e2e
	@THEME=dsfr $(PYTHON) -m pytest --numprocesses 2 --dist loadfile --quiet -rs tests/e2e -m "not admin"

check: .venv/.development ## vérifie style, types, gabarits, couches, migrations, traductions
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy portfolio home projects
	.venv/bin/djlint templates --check --quiet
	.venv/bin/djlint templates --lint --quiet
	.venv/bin/lint-imports
	$(PYTHON) manage.py check --fail-level WARNING
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) -m tests.catalogue

benchmark: .venv/.development ## mesure poids, vitesse et qualité, et les compare à des budgets
	@DJANGO_SETTINGS_MODULE=tests.benchmarks.settings $(PYTHON) -m tests.benchmarks

format: .venv/.development ## remet en forme le code et les gabarits
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djlint templates --reformat --quiet

messages: .venv/.development ## met à jour et compile le catalogue français
	$(PYTHON) manage.py makemessages --locale fr --no-location --no-wrap \
	  --ignore '.venv/*' --ignore '.uv/*' --ignore 'tests/*' --ignore 'var/*'
	msgfmt --check -o $(CATALOGUE).mo $(CATALOGUE).po

lock: .venv/.development ## fige les versions des bibliothèques
	$(UV) pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate \
	  --upgrade --quiet --extra production -o requirements.lock
	$(UV) pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate \
	  --upgrade --quiet --extra production --extra dsfr --extra pdf -o requirements-extras.lock
	$(UV) pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate \
	  --upgrade --quiet --extra production --extra dsfr --extra pdf --group dev \
	  -o requirements-dev.lock
