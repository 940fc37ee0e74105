#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# run.sh SECONDS [TARGET...]: every fuzz target for so long, by clang's libFuzzer, in a
# build of its own below the current folder. With ASan, UBSan and coverage; `chain`,
# whose three chains are compared with each other, at -O2 without them, for speed.
# What is found is left in _fuzz/found; put it into tests/fuzz/corpus/TARGET with what
# mends it.

set -euo pipefail

source=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-60}
shift || true
all=(preset audiogram control child_event bench_compare kept file chain)
targets=("${@:-${all[@]}}")
here=$PWD/_fuzz
clang=${CLANG:-clang}

if ! echo 'int LLVMFuzzerTestOneInput (const char *d, unsigned long n) { return !d && n; }' \
  | "$clang" -fsanitize=fuzzer,address,undefined -x c -o /dev/null - 2> /dev/null; then
  echo "make fuzz: no clang with libFuzzer; install clang and libclang-rt-14-dev" >&2
  exit 1
fi

build () { # FOLDER CFLAGS OPTION...
  mkdir -p "$1"
  (
    cd "$1"
    [ -e config.status ] || "$source/configure" -q CC="$clang" CFLAGS="$2" \
      --enable-fuzzers --disable-shared --disable-hardening "${@:3}"
  )
}

mkdir -p "$here/found"
export LSAN_OPTIONS=print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1
failed=0
for target in "${targets[@]}"; do
  if [ "$target" = chain ]; then
    folder=$here/fast
    build "$folder" '-O2 -g'
  else
    folder=$here/sanitized
    build "$folder" '-O1 -g -fsanitize=fuzzer-no-link' \
      --enable-sanitizers=address,undefined
  fi
  make -s -C "$folder" "tests/fuzz/$target"
  mkdir -p "$here/grown/$target"
  echo "=== $target, $seconds s"
  # libsndfile gives what a header asks for: no more than this.
  if ! "$folder/tests/fuzz/$target" -max_total_time="$seconds" -timeout=25 \
    -rss_limit_mb=3000 -print_final_stats=1 -max_len=8192 \
    -artifact_prefix="$here/found/$target-" \
    "$here/grown/$target" "$source/tests/fuzz/corpus/$target" \
    > "$here/$target.log" 2>&1; then
    failed=1
    tail -n 40 "$here/$target.log"
  fi
  grep -E 'DONE|cov:' "$here/$target.log" | tail -n 1 || true
  grep -E 'number_of_executed_units|slowest_unit' "$here/$target.log" || true
done
exit $failed
