#!/usr/bin/env bash
# Tries the README's two commands on a bare Debian 12 that has git and nothing else to build with.
#
#   tests/bare_debian.sh            takes some minutes, needs root and the package mirror that this machine uses
#
# Only what is committed is tried: the repository is cloned, as a newcomer would.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

((EUID == 0)) || { echo "bare_debian: needs root, for chroot" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare_debian: needs the package debootstrap" >&2; exit 2; }

mirror=${COUNTERCHECK_MIRROR:-$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
  awk '$2 == "bookworm" { print $1; exit }')}
[[ -n $mirror ]] || { echo "bare_debian: apt knows no mirror of bookworm; set COUNTERCHECK_MIRROR" >&2; exit 2; }

# The first of each kind that the README shows.
readme_command() {
  sed -nE "s/^[ \`\$]*(\.\/dev $1[^\`#]*).*/\1/p" "$root/README.md" | sed -n '1s/ *$//p'
}
run_command=$(readme_command run)
test_command=$(readme_command test)
[[ -n $run_command && -n $test_command ]] || { echo "bare_debian: README.md shows no ./dev run and ./dev test" >&2; exit 1; }

folder=$(mktemp -d)
machine=$folder/machine
clean_up() {
  umount "$machine/proc" 2>/dev/null || true
  rm -rf --one-file-system "$folder"
}
trap clean_up EXIT

debootstrap --variant=minbase --include=git,ca-certificates bookworm "$machine" "$mirror" >"$folder/log" 2>&1 ||
  { tail -20 "$folder/log" >&2; exit 2; }
mount -t proc proc "$machine/proc"
cp /etc/resolv.conf "$machine/etc/resolv.conf"
apt-config dump | grep -E '^Acquire::(https?|Check-)' >"$machine/etc/apt/apt.conf.d/90host" || true
git -C "$root" bundle create -q "$machine/countercheck.bundle" HEAD

inside() {
  chroot "$machine" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -c "$1"
}
inside 'git -c advice.detachedHead=false clone -q /countercheck.bundle /root/countercheck'

echo "bare_debian: $run_command"
status=0
inside "cd /root/countercheck && $run_command" >"$folder/out" || status=$?
tail -n 5 "$folder/out"
((status <= 1)) && [[ -s $folder/out ]] || { echo "bare_debian: it ended with $status" >&2; exit 1; }

echo "bare_debian: $test_command"
inside "cd /root/countercheck && $test_command"

echo "bare_debian: the second call of $run_command"
time inside "cd /root/countercheck && $run_command" >/dev/null || (($? == 1))
echo "bare_debian: both commands work on a bare machine"
