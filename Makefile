PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
STAMP = .venv/.stamp

.PHONY: run test check bench bench-large assets lock clean

run: $(STAMP)
	.venv/bin/atlas demo
	.venv/bin/streamlit run serve.py --server.port $(PORT)

test: $(STAMP)
	bash tools/setup_browser.sh
	bash tools/setup_postgres.sh
	bash tools/setup_office.sh
	PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest $(ARGS)  # compiled once, not anew in every process

check: $(STAMP)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m tools.house_rules

bench: $(STAMP)
	bash tools/setup_browser.sh
	bash tools/setup_postgres.sh
	.venv/bin/python -m tools.bench --postgres $(ARGS)

bench-large: $(STAMP)
	.venv/bin/python -m tools.bench --only flat --rows 100000000 $(ARGS)

assets: $(STAMP)
	.venv/bin/python -m tools.boundaries
	.venv/bin/python -m tools.divisions
	.venv/bin/python -m tools.division_names
	.venv/bin/python -m tools.small_boundaries
	.venv/bin/python -m tools.cldr_names

lock: $(STAMP)
	.venv/bin/pip install --quiet uv
	.venv/bin/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --require-hashes -r requirements.lock
	.venv/bin/pip install --quiet --no-deps --no-build-isolation -e .
	.venv/bin/python -m tools.vendor
	.venv/bin/python -m tools.catalogues --compile
	touch $(STAMP)

clean:
	rm -rf .venv var static/vendor
