#!/usr/bin/env bash
# Makes the inputs that a fuzz target begins with: seeds.sh TARGET.cc FOLDER
#
# The target's line `// Seeds: FOLDER PATTERN CUT` names files of this repository and how they are cut: whole;
# named (whole, below a line `# PATH`); paragraphs, lines (each once); quoted (texts between quotes); raw (C++ raw texts).
set -euo pipefail

target=$1 out=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
read -r folder pattern cut < <(sed -n 's|^// Seeds: ||p' "$target") || {
  echo "seeds.sh: $target has no line of seeds" >&2
  exit 2
}
mkdir -p "$out"

files() { (cd "$root/$folder" && find . -name "$pattern" -type f -printf '%P\n' | sort); }

# Each record that awk gives becomes a file; RS and what to print come from the caller.
split() {
  files | sed "s|^|$root/$folder/|" | xargs -d '\n' cat | awk -v out="$out/seed" "$@"
}

case $cut in
  whole) files | while read -r name; do cp "$root/$folder/$name" "$out/${name//\//-}"; done ;;
  named)
    files | while read -r name; do
      { echo "# $name" && cat "$root/$folder/$name"; } >"$out/${name//\//-}"
    done
    ;;
  paragraphs) split -v RS='\n\n+' 'length($0) && !seen[$0]++ { file = out NR; print > file; close(file) }' ;;
  lines) split 'length($0) && !seen[$0]++ { file = out NR; printf "%s", $0 > file; close(file) }' ;;
  quoted)
    split '{
      while (match($0, /"[^"]*"/)) {
        text = substr($0, RSTART + 1, RLENGTH - 2)
        $0 = substr($0, RSTART + RLENGTH)
        if (text ~ /[-+*\/%<>=(]/ && !seen[text]++) { file = out NR "-" ++n; printf "%s", text > file; close(file) }
      }
    }'
    ;;
  raw)
    split -v RS='R"[A-Za-z]*\\(' 'NR > 1 { sub(/\)[A-Za-z]*".*/, ""); file = out NR; printf "%s", $0 > file; close(file) }'
    ;;
  *) echo "seeds.sh: $target cuts its seeds in an unknown way: $cut" >&2 && exit 2 ;;
esac
