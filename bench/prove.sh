#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Checks the verdicts of enhance-bench: breaks the chain in three ways, in a copy
# of the tree, and checks that the right rows then fail, and passed before. Takes
# some minutes; not part of `make check`.
#
#   bench/prove.sh            all three
#   bench/prove.sh WORD...    those of delay, limiter, tracker
#
# Prints "N of M faults were seen"; exits with 0 if N is M, otherwise 1, and 99 if
# nothing could be tried.

set -u

source=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-prove.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

case "$*" in
  *[!a-z\ ]*)
    sed -n 's/^#   //p' "$0" >&2
    exit 2
    ;;
esac

# NAME|COMMAND|METRIC... that must fail
faults () {
  cat << 'LIST'
delay|latency --virtual --duration 2|chain_delay_error_frames loop_p99_ms
limiter|acoustics|true_peak_over_db limited_thd_n_percent
tracker|quality --duration 1|pause_attenuation_db si_sdr_gain_db
LIST
}

# Every output is 960 frames later than declared: 20 ms at 48 kHz.
break_delay () {
  sed -i 's/^enh_chain_process (/prompt_process (/' "$src/chain.c"
  cat >> "$src/chain.c" << 'C'

void
enh_chain_process (enh_chain *chain, const float *const *in, float *const *out,
                   uint32_t frames)
{
  static const enh_chain *last;
  static float held[2][960];
  static uint32_t at[2];

  prompt_process (chain, in, out, frames);
  if (last != chain)
    memset (held, 0, sizeof held);
  last = chain;
  for (uint32_t c = 0; c < chain->outputs; ++c)
    for (uint32_t i = 0; i < frames; ++i)
      {
        const float now = out[c][i];
        out[c][i] = held[c][at[c]];
        held[c][at[c]] = now;
        at[c] = (at[c] + 1) % 960;
      }
}
C
}

# Every sample passes unchanged; the hard clamp after it stays.
break_limiter () {
  sed -i 's/y\[i\] = x\[i\] \* gains\[i\];/y[i] = x[i];/' \
    "$src/stages/limiter.c"
}

# The estimate stays at its initial value.
break_tracker () {
  sed -i '/^enh__noise_tracker_update/,/^{/ s/^{/{\n  if (tracker) return;/' \
    "$src/stages/noise_tracker.c"
}

build () {
  # make may not notice a change in the same second as the last build.
  sleep 1
  find "$src" -name '*.c' -newer "$scratch/built" -exec touch {} + 2> /dev/null
  { make -C "$scratch/build" -s bench/bench_commit.h \
    && make -C "$scratch/build" -s -j2 bench/enhance-bench bench/corpus.path
  } >> "$scratch/log" 2>&1 || {
    tail -n 20 "$scratch/log" >&2
    echo "prove.sh: the copy could not be built" >&2
    exit 99
  }
  touch "$scratch/built"
}

# verdicts METRIC: of its rows in the last run, one a line
verdicts () {
  sed -n "/\"metric\": \"$1\"/,/}/ s/.*\"verdict\": \"\(.*\)\".*/\1/p" \
    "$scratch/run.json"
}

run () { # COMMAND
  rm -f "$scratch/run.json"
  "$scratch/build/bench/enhance-bench" $1 --json "$scratch/run.json" \
    > "$scratch/said" 2>&1
  [ -s "$scratch/run.json" ] || {
    tail -n 20 "$scratch/said" >&2
    echo "prove.sh: enhance-bench $1 wrote nothing" >&2
    exit 99
  }
}

mkdir "$scratch/tree" "$scratch/build"
(cd "$source" && git ls-files -z | xargs -0 tar cf - --ignore-failed-read) \
  2> /dev/null | tar xf - -C "$scratch/tree"
src=$scratch/tree/libenhance/src
touch "$scratch/built"
(cd "$scratch/tree" && ./bootstrap && cd "$scratch/build" \
  && ../tree/configure -q --disable-static) > "$scratch/log" 2>&1 || {
  tail -n 20 "$scratch/log" >&2
  echo "prove.sh: the copy could not be configured" >&2
  exit 99
}
build
cp -a "$src" "$scratch/whole"

count=0 seen=0
while IFS='|' read -r name command metrics; do
  [ $# -eq 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
  count=$((count + 1))
  good=1
  run "$command"
  for metric in $metrics; do
    before[count]="${before[count]:-} $metric: $(verdicts "$metric" | sort \
      | uniq -c | tr -s '\n ' ' ')"
    ! verdicts "$metric" | grep -qv '^PASS$' || good=0
    verdicts "$metric" | grep -q . || good=0
  done
  "break_$name"
  diff -rq "$scratch/whole" "$src" > /dev/null && good=0
  build
  run "$command"
  for metric in $metrics; do
    after[count]="${after[count]:-} $metric: $(verdicts "$metric" | sort \
      | uniq -c | tr -s '\n ' ' ')"
    verdicts "$metric" | grep -q '^FAIL$' || good=0
  done
  printf '%-8s %s\n' "$name" "enhance-bench $command"
  printf '  whole: %s\n  broken:%s\n' "${before[count]}" "${after[count]}"
  [ "$good" -eq 0 ] || seen=$((seen + 1))
  cp -a "$scratch/whole/." "$src/"
  find "$src" -name '*.c' -exec touch {} +
  build
done < <(faults)
echo "$seen of $count faults were seen"
[ "$count" -gt 0 ] && [ "$seen" -eq "$count" ]
