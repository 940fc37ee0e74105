#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Debian's packages are told of this tree: symbols, version, packages to build with.
# `make check-packages` builds them.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

cd "$top_srcdir" || exit 99

symbols_are_those_of_the_lists () {
  local library list
  for library in libenhance:enhance libenhance-io:enhance-io; do
    list=libenhance/${library#*:}.sym
    sed -nE 's/^ (enh_[a-z0-9_]+)@.*/\1/p' "debian/${library%:*}0.symbols" \
      | LC_ALL=C sort > "$tap_scratch/found"
    sed 's/ .*//' "$list" | LC_ALL=C sort | diff - "$tap_scratch/found" \
      || fail "< is in $list only, > in debian/${library%:*}0.symbols only" \
      || return 1
  done
}

# That of the soname, of both libraries.
packages_have_the_number_of_the_library () {
  local info major
  info=$(sed -n 's/^AC_SUBST(\[ENH_VERSION_INFO\], \[\(.*\)\])/\1/p' configure.ac)
  IFS=: read -r current revision age <<< "$info"
  major=$((current - age))
  for name in libenhance libenhance-io; do
    grep -qx "Package: $name$major" debian/control \
      || fail "no package $name$major for version-info $info" || return 1
    grep -q "^$name.so.$major $name$major " "debian/$name$major.symbols" \
      || fail "debian/$name$major.symbols has another soname" || return 1
  done
}

version_is_that_of_configure () {
  local version
  version=$(sed -n 's/^AC_INIT(\[[a-z]*\], \[\([0-9.]*\)\].*/\1/p' configure.ac)
  head -n 1 debian/changelog | grep -qF "($version" \
    || fail "debian/changelog does not begin with $version"
}

# One list of packages: what is needed to build, debhelper aside, stands in it.
build_needs_are_those_of_the_list () {
  local name wrong=
  for name in $(sed -n '/^Build-Depends:/,/^[A-Z].*:/p' debian/control \
    | sed 's/^Build-Depends://; /^[A-Z].*:/d' | grep -oE '^ *[a-z0-9.+-]+' \
    | grep -v debhelper); do
    grep -qE "^[a-z]+ +[a-z]+ +[^ ]+ +$name " build-aux/packages \
      || wrong="$wrong $name"
  done
  [ -z "$wrong" ] || fail "not in build-aux/packages:$wrong" || return 1
  for name in $(awk '($1 == "run" || $1 == "app") && $2 == "module" { print $4 }' \
    build-aux/packages); do
    grep -qE "^ +$name," debian/control || grep -qE "^ +$name\$" debian/control \
      || wrong="$wrong $name"
  done
  [ -z "$wrong" ] || fail "not in Build-Depends:$wrong"
}

tap_cases symbols_are_those_of_the_lists packages_have_the_number_of_the_library \
  version_is_that_of_configure build_needs_are_those_of_the_list
tap_done
