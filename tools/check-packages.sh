#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Debian's packages: built in a copy of this folder, looked at by lintian, unpacked
# and tried. What is left of a failure is where the last line says.
#
#   tools/check-packages.sh [FOLDER]    the packages go there; else to a temporary
#                                       folder that vanishes
#
# With a chroot at hand, CHECK_CHROOT=FOLDER installs them there by apt and tries
# them inside.

set -euo pipefail

cd "$(dirname "$0")/.."
source=$PWD
export LC_ALL=C.UTF-8

die () {
  printf 'check-packages: %s\n' "$*" >&2
  exit 1
}

for program in dpkg-buildpackage dh lintian; do
  command -v "$program" > /dev/null \
    || die "no program '$program'; install dpkg-dev, debhelper and lintian"
done

if [ $# -gt 0 ]; then
  mkdir -p "$1"
  room=$(cd "$1" && pwd)
else
  room=$(mktemp -d "${TMPDIR:-/tmp}/enhance-packages.XXXXXX")
  trap '[ $? -ne 0 ] || rm -rf "$room"' EXIT
fi

files () {
  if git rev-parse --is-inside-work-tree > /dev/null 2>&1; then
    git ls-files -co --exclude-standard
  else
    find . -type f ! -path './build/*' ! -path './_build/*'
  fi
}

rm -rf "$room/source"
mkdir "$room/source"
files | while read -r file; do
  [ ! -f "$file" ] || printf '%s\0' "$file"
done | tar c --null -T - | tar x -C "$room/source"

echo "building in $room/source"
(cd "$room/source" \
  && dpkg-buildpackage -us -uc -b > "$room/build.log" 2>&1) \
  || { tail -n 40 "$room/build.log"; die "no packages; all of it is in $room/build.log"; }

# Whatever is not as the package's own symbols file says is a failure of the build;
# so is a file that no package has.
! grep -E 'dh_missing: (warning|error)|dpkg-gensymbols: warning' "$room/build.log" \
  || die "see $room/build.log"

lintian --fail-on error,warning --tag-display-limit 0 --allow-root \
  "$room"/libenhance_*.changes || die "lintian is not content"

for package in libenhance0 libenhance-io0 libenhance-dev enhance \
  personal-listener enhance-lv2 enhance-doc; do
  set -- "$room/${package}"_*.deb
  [ -f "$1" ] || die "no $package"
  dpkg-deb -x "$1" "$room/root"
done

# From what was unpacked, the main job.
libraries=$(dirname "$(find "$room/root" -name 'libenhance.so.0' | head -n 1)")
tried () {
  LD_LIBRARY_PATH=$libraries "$room/root/usr/bin/enhance" "$@"
}
tried file -q -a N2 "$source/samples/kitchen.flac" "$room/out.wav"
[ -s "$room/out.wav" ] || die "enhance file wrote nothing"
tried params | grep -q '^noise_reduction '
[ -s "$(find "$room/root" -path '*/lv2/libenhance.lv2/manifest.ttl')" ] \
  || die "no plugin"

if [ -n "${CHECK_CHROOT:-}" ]; then
  mkdir -p "$CHECK_CHROOT/packages"
  find "$room" -maxdepth 1 -name '*.deb' ! -name '*-dbgsym_*' \
    -exec cp {} "$CHECK_CHROOT/packages/" \;
  cp /etc/resolv.conf "$CHECK_CHROOT/etc/"
  DEBIAN_FRONTEND=noninteractive chroot "$CHECK_CHROOT" sh -euc '
    apt-get update -q
    apt-get install -y -q --no-install-recommends /packages/*.deb xvfb xauth
    enhance file -q /usr/share/libenhance/corpus/kitchen.flac /tmp/out.wav
    test -s /tmp/out.wav
    xvfb-run -a personal-listener --screenshot /tmp/app.png
    test -s /tmp/app.png' > "$room/chroot.log" 2>&1 \
    || { tail -n 20 "$room/chroot.log"; die "in the chroot: see $room/chroot.log"; }
fi

echo "7 packages, built, looked at and tried"
