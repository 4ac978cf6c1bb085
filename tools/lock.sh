#!/bin/sh
# Writes the locks anew from pyproject.toml: versions and hashes for every platform and Python, no index addresses.
set -eu
cd "$(dirname "$0")/.."
common="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet"
# hatchling builds the editable install, so it is locked with the rest.
printf 'hatchling>=1.27\neditables>=0.5\n' | uv pip compile $common pyproject.toml - --output-file requirements.lock "$@"
uv pip compile $common --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock "$@"
uv pip compile $common --group bench --constraint requirements.lock pyproject.toml --output-file requirements-bench.lock "$@"
uv pip compile $common --group mutants --constraint requirements-dev.lock pyproject.toml --output-file requirements-mutants.lock "$@"
