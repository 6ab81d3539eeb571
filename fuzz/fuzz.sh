#!/usr/bin/env bash
# Fuzzes one target: fuzz.sh BUILD_FOLDER TARGET.cc SECONDS [LIBFUZZER_OPTIONS…]
#
# What was found stays in BUILD_FOLDER/corpus/NAME for the next run; an input that breaks something is written to
# BUILD_FOLDER/broken and named.
set -euo pipefail

build=$1 source=$2 seconds=$3
shift 3
name=$(basename "$source" .cc)
corpus=$build/corpus/$name broken=$build/broken seeds=$build/seeds/$name
mkdir -p "$corpus" "$broken"
rm -rf "$seeds" && "$(dirname "$source")/seeds.sh" "$source" "$seeds"
options=(-max_total_time="$seconds" -max_len=4096 -timeout=300 -rss_limit_mb=3072 -artifact_prefix="$broken/$name-"
  -print_final_stats=1 -verbosity=1 "$@")
words=${source%_fuzz.cc}.dict
[[ -f $words ]] && options+=(-dict="$words")

log=$build/$name.log
if "$build/fuzz/$name" "${options[@]}" "$corpus" "$seeds" >"$log" 2>&1; then
  echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") executions, nothing broken"
else
  grep -E 'fuzz: broken|ERROR|runtime error|SUMMARY|Test unit written' "$log" >&2 || tail -20 "$log" >&2
  echo "$name: broken, see $log" >&2
  exit 1
fi
