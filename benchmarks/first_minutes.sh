#!/usr/bin/env bash
# Times `make demo` (until it would serve) and `make test` from a fresh clone: cold (no environment), then warm.
#     bash benchmarks/first_minutes.sh
# The package cache of the machine is used when there is one; --no-cache is not forced.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone -q "$here" "$folder/pacte"
cd "$folder/pacte"
timed() { # label, command...
  local label=$1 began
  shift
  began=$(date +%s%N)
  "$@" > "$folder/log" 2>&1 || { tail -n 40 "$folder/log"; exit 1; }
  printf '%-32s %5d s\n' "$label" $((($(date +%s%N) - began) / 1000000000))
}
demo() { make .venv/.run && .venv/bin/pacte demo --no-serve; }
timed "make demo, cold (built)" demo
timed "make demo, warm (built)" demo
timed "make test, cold" make test
timed "make test, warm" make test
