#!/usr/bin/env bash
# Compiles every source with clang as well, which finds other mistakes than g++ does. Any warning fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compiler=${CLANG:-clang++-14}
flags=(-std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Iinclude -Isrc -Itests
  -DCOUNTERCHECK_ROOT='"."' -DCOUNTERCHECK_PROGRAM='""' -DCOUNTERCHECK_VERSION='""')

find src tests -name '*.cc' -print0 | sort -z | xargs -0 -n 1 -P "$(nproc)" "$compiler" "${flags[@]}"
echo "clang: no warnings"
