# Every habit is one word; `make` alone lists them. A habit whose program is not there is not listed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SILENT:
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
FIND_PYTHON := for p in "$$PYTHON" python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v "$$p" >/dev/null 2>&1 && "$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null \
	&& { echo "$$p"; exit; }; done
READY := p=$$($(FIND_PYTHON)); [ -n "$$p" ] || { echo "Python 3.11 or newer is needed, and was not found." >&2; exit 1; }; "$$p" tools/ready.py

.PHONY: help
help: ## this list
	awk -F ':.*## ' '/^[a-z-]+:.*## / { print $$1 "\t" $$2 }' $(MAKEFILE_LIST) | while IFS='	' read -r word what; do \
		needs=$$(sed -n "s|^# $$word needs ||p" $(MAKEFILE_LIST)); \
		{ [ -z "$$needs" ] || ls $$needs >/dev/null 2>&1; } && printf '  make %-16s %s\n' "$$word" "$$what"; done; true

.PHONY: run
run: ## set up whatever is missing, and run: prints the address
	$(READY) run && exec $(PY) -m somlos.config.run

.PHONY: up
up: ## database, tables and demo data, without serving
	$(READY) run && exec $(PY) -m somlos.config.run up

.PHONY: check
check: ready-to-test ## everything a machine can see, changes nothing, counts failures
	exec $(PY) -m tools.check

.PHONY: fix
fix: ready-to-test ## what a machine can mend
	exec $(PY) -m tools.check --fix

.PHONY: test
test: ready-to-test ## check, then every test; WHERE=somlos/child/concerns runs only those
	exec $(PY) -m tools.trial $(WHERE)

# journeys needs journeys/test_*.py
.PHONY: journeys
journeys: ready-to-test ## the stories in a browser only
	exec $(PY) -m tools.trial journeys

# seed needs fjordvik/management/commands/seed.py
.PHONY: seed
seed: up ## put Fjordvik in place
	exec $(PY) manage.py seed

# map needs tools/map.py
.PHONY: map
map: ready-to-test ## generated documents: permissions, states, rooms, columns
	exec $(PY) -m tools.map

.PHONY: texts
texts: ready-to-test ## gather new texts into the catalogues and list what is not translated
	exec $(PY) tools/texts.py

.PHONY: room
room: ready-to-test ## make room ROOM=child/name: a new room with its place in the house
	exec $(PY) -m tools.room $(ROOM)

.PHONY: migration
migration: ready-to-test ## make migration ROOM=relaylog NAME=add_measure_reason
	exec $(PY) manage.py makemigrations $(ROOM) --name $(NAME)

.PHONY: who
who: ready-to-test ## make who ROOM=child/concerns: who leans on the room, and on whom it leans
	exec $(PY) -m tools.who $(ROOM)

# story needs fjordvik/management/commands/story.py
.PHONY: story
story: up ## make story CHILD=ella: a Fjordvik story as its history tells it
	exec $(PY) manage.py story $(CHILD)

# bench needs bench/__main__.py
.PHONY: bench
bench: ready-to-test ## time and memory with 1 000 and 100 000 children
	exec $(PY) -m bench

# faults needs tools/faults.py
.PHONY: faults
faults: ready-to-test ## plant one fault in each wall and see the named test catch it
	exec $(PY) -m tools.faults

# verify-history needs somlos/foundation/audit/management/commands/verify_history.py
.PHONY: verify-history
verify-history: up ## tell what in history was changed, removed, moved or back-dated
	exec $(PY) manage.py verify_history

# rotate-keys needs somlos/foundation/vault/management/commands/rotate_keys.py
.PHONY: rotate-keys
rotate-keys: up ## wrap every data key with a new key of the municipality's
	exec $(PY) manage.py rotate_keys

.PHONY: lock
lock: ready-to-test ## compile the locks anew from pyproject.toml and package.json
	exec $(PY) -m tools.lock

.PHONY: ready-to-test
ready-to-test:
	$(READY) test
