#!/usr/bin/env bash
# Runs tests under valgrind, which sees reads of memory that nobody wrote; the sanitizers do not. It is forty times
# slower, so only those files of tests that read texts of every kind and start no other program:
# valgrind.sh BUILD_FOLDER
set -euo pipefail

files=(written units text toml expr interval markdown flatten equations model_file graph render annotate)
for file in "${files[@]}"; do
  valgrind --quiet --suppressions="$(dirname "${BASH_SOURCE[0]}")/valgrind.supp" --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
    "$1/tests/countercheck_tests" --filenames-as-tags "[#${file}_test]~[slow]" >/dev/null
done
echo "valgrind: ${#files[@]} files of tests, no errors"
