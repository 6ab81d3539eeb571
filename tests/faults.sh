#!/usr/bin/env bash
# The world fails while documents are rewritten: the program is killed, the disk is full, memory ends, the reader goes
# away. Each file is then the old or the new one, the exit status says what happened, and nothing is left lying about.
#
#   faults.sh PROGRAM [KILLS]    how often to kill, 30 unless told
set -uo pipefail

program=$(realpath "$1")
kills=${2:-30}
folder=$(mktemp -d)
# A child that is killed before it becomes the program must not clean up for us.
trap '[[ $BASHPID == $$ ]] && chmod -R u+w "$folder" && rm -rf "$folder"' EXIT
cd "$folder"
failures=0

fail() {
  echo "faults: $*" >&2
  failures=$((failures + 1))
}

# document NUMBER: one with a few wrong figures.
document() {
  for ((line = 0; line < 12; line++)); do
    printf -- '- Ranks %d: 64 × %d = %d\n\n' "$line" "$((line + 2))" "$((64 * (line + 2) + (line + $1) % 3))"
  done
}

# fresh: the documents as they were.
fresh() { rm -rf now && cp -r old now; }

# untouched WHAT: every document is the old or the new one, and there is nothing else.
untouched() {
  local name
  for name in old/*; do
    name=${name#old/}
    cmp -s "now/$name" "old/$name" || cmp -s "now/$name" "new/$name" || fail "$1: $name is neither old nor new"
  done
  [[ $(ls -A now) == "$(ls -A old)" ]] || fail "$1: files are left: $(ls -A now | tr '\n' ' ')"
}

exec {never}<> <(:)  # nothing ever comes from it, so that reading it is a pause

mkdir old
for number in {1..6}; do document "$number" >"old/$number.md"; done

killed=0
for action in 'check --fix --unsafe -q' 'annotate --write -q'; do
  fresh
  begin=${EPOCHREALTIME/./}
  $program $action now 2>/dev/null
  took=$((${EPOCHREALTIME/./} - begin))
  rm -rf new && mv now new
  diff -rq old new >/dev/null && fail "$action changes nothing"

  for ((turn = 0; turn < kills / 2; turn++)); do
    fresh
    signals=(KILL TERM HUP)
    signal=${signals[turn % 3]}
    $program $action now 2>/dev/null &
    running=$!
    # Up to the whole time that it takes, in steps that no two runs share.
    printf -v pause '%d.%06d' 0 $(((RANDOM * 32768 + RANDOM) % took))
    read -r -t "$pause" -u "$never"
    kill "-$signal" "$running" 2>/dev/null
    { wait "$running"; } 2>/dev/null
    status=$?
    ((status > 128)) && killed=$((killed + 1))
    ((status > 128 || status == 0 || status == 1)) || fail "$action killed by $signal ends with $status"
    untouched "$action killed by $signal after $pause s"
  done

  # No room: files may not grow at all, and the folder is on a disk that is full.
  fresh
  said=$( (ulimit -f 0 && exec $program $action now) 2>&1 >/dev/null)
  [[ $? == 2 ]] || fail "$action without room does not end with 2"
  [[ $said == *'too large'* ]] || fail "$action without room says nothing: $said"
  untouched "$action without room"
  if unshare -rm true 2>/dev/null; then
    fresh
    unshare -rm bash -c '
      mount -t tmpfs -o size=128k none now && cp old/* now/ && head -c 200k /dev/zero >now/full 2>/dev/null
      "$@" now; status=$?
      rm now/full && mkdir -p seen && rm -f seen/* && cp -a now/. seen/ && exit $status' - $program $action 2>error
    [[ $? == 2 ]] || fail "$action on a full disk does not end with 2"
    grep -q 'no space left' error || fail "$action on a full disk says nothing: $(cat error)"
    rm -rf now && mv seen now
    untouched "$action on a full disk"
  fi

  # A folder that may not be written to. Root without its privileges is an ordinary user.
  fresh
  chmod 555 now
  user=()
  [[ $(id -u) == 0 ]] && user=(setpriv --bounding-set=-all --inh-caps=-all)
  "${user[@]}" $program $action now 2>error
  [[ $? == 2 ]] || fail "$action in a closed folder does not end with 2"
  chmod 755 now
  untouched "$action in a closed folder"

  # No memory, from hardly enough to start with to enough.
  fresh
  for size in 20 24 28 32 40 50 60 80 120; do
    (ulimit -v $((size * 1024)) && exec $program $action --jobs 2 now) >/dev/null 2>error
    status=$?
    # 127: the libraries do not even load.
    case $status in
      0 | 1 | 127) ;;
      2) grep -q . error || fail "$action with $size MB ends with 2 and says nothing" ;;
      *) fail "$action with $size MB ends with $status: $(tail -1 error)" ;;
    esac
    untouched "$action with $size MB"
  done
done
((killed > 0)) || fail "none of $kills runs was killed in time"

# A reader that goes away is no failure, and a full disk behind stdout is one.
$program check --format json old 2>error | head -c 1 >/dev/null
[[ ${PIPESTATUS[0]} == 1 && ! -s error ]] || fail "a closed pipe: status ${PIPESTATUS[0]}, $(cat error)"
$program check old >/dev/full 2>error
[[ $? == 2 ]] || fail "a full stdout does not end with 2"
grep -q 'stdout: error: cannot be written' error || fail "a full stdout says nothing"
$program check -o found.txt old 2>/dev/null
(ulimit -f 0 && exec $program check -o found.txt old) 2>/dev/null
[[ $? == 2 && -s found.txt ]] || fail "an output file without room is not left as it was"

((failures == 0)) && echo "faults: $killed of $kills runs were killed, nothing was broken"
((failures == 0))
