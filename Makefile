# The portal's commands. `make` alone lists them.

PORT ?= 8000
ARGS ?=
PYTHON = .venv/bin/python
export PORT

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test faults check bench pictures walks scan mutate dependencies format tables lock baseline

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo:  ## run the whole portal here with an invented year in it; PORT=8010 chooses the port
	@tools/setup demo
	@exec $(PYTHON) -m partnership.site.servers.demo

demo-reset:  ## remove the demo's data
	@test -x $(PYTHON) || tools/setup demo
	@exec $(PYTHON) -m partnership.site.servers.reset

test:  ## run the tests in two processes, with servers of their own; ARGS="tests/reviews -k late" chooses some
	@tools/setup test
	@exec $(PYTHON) -m partnership.site.servers.run -m pytest -n 2 $(ARGS)

faults:  ## kill, fill and cut off real servers for minutes, and write docs/faults.md; ARGS="-k random" chooses some
	@tools/setup faults
	@FAULT_REPORT=docs/faults.json exec $(PYTHON) -m partnership.site.servers.run -m pytest -n 0 --faults tests/faults tests/security $(ARGS)

check:  ## lint, formats, imports, templates, migrations, deploy settings
	@tools/setup check
	@tools/check

bench:  ## measure, each figure against its limit
	@tools/setup test
	@exec $(PYTHON) -m partnership.site.servers.run -m benchmarks $(ARGS)

pictures:  ## take the README's pictures from the running demo
	@tools/setup test
	@$(PYTHON) tools/pictures.py

walks:  ## walk each role's main job in the running demo, and count pages and fields
	@tools/setup test
	@$(PYTHON) tools/walks.py

format:  ## put code and templates into their format
	@tools/setup check
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .
	@tools/templates | xargs -0 -r .venv/bin/djade --target-version 5.2 || true

scan:  ## stock scanners against the source and the running demo, which they change; ARGS="source observatory"
	@tools/setup test
	@$(PYTHON) -m tools.scan $(ARGS)

mutate:  ## take guards out of the code and see whether a test notices; ARGS="--sample 60 --seed 1 --only reviews.views"
	@tools/setup test
	@exec $(PYTHON) -m partnership.site.servers.run -m tools.mutation $(ARGS)

dependencies:  ## licences, versions behind, known advisories
	@tools/setup test
	@$(PYTHON) -m tools.dependencies

tables:  ## write the tables of docs/ anew that are computed from tests and data
	@$(PYTHON) -m tools.shown
	@$(PYTHON) -m tools.asvs
	@$(PYTHON) -m tools.scan.report

baseline:  ## write the first release's tables and rows for tests of upgrades; never once there is a release
	@tools/setup test
	@exec $(PYTHON) -m partnership.site.servers.run tools/baseline.py

lock:  ## choose the newest allowed releases anew (needs uv)
	@tools/lock
