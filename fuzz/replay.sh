#!/usr/bin/env bash
# Runs a fuzz target without libFuzzer over its seeds: replay.sh PROGRAM TARGET.cc
set -euo pipefail
seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
"$(dirname "${BASH_SOURCE[0]}")/seeds.sh" "$2" "$seeds"
"$1" -copies=1 "$seeds"
