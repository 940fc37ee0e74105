#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Do the tests see what they are for? Breaks one constant of the library after
# the other, in a copy of the tree, and runs the test that has to fail then.
# Takes some minutes; not part of `make check`.
#
#   tests/mutate.sh            all of them
#   tests/mutate.sh WORD...    those in whose line one of the WORDs stands
#
# Ends with "N of M mutations were caught"; 0 if N is M, else 1.

set -u

source=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-mutate.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The same numbers in every run: a mutation lives or dies by the test, not by
# chance.
export ENH_TEST_SEED=1

# FILE in libenhance/src, what sed does to it, TEST. A constant becomes another
# value, or a sign turns; `c NAME VALUE` is short for the first.
mutations () {
  cat << 'LIST'
chain.c                c most_input 80                        test_robust
chain.c                c deepest_reduction_db 9               test_noise_figures
chain.c                c reduction_from_seconds 0             test_noise_reduction
chain.c                c reduction_full_seconds 4             test_noise_reduction
chain.c                c most_tone_db 4                       test_gain_accuracy
chain.c                c band_limit_above_ceiling_db 40       test_compression
chain.c                s/^( *)setting .chain, PARAM_MIC_FULL_SCALE.,$/\1-&/  test_static_curve
chain.c                s/same \? 1\.0f/same ? 0.0f/         test_interaural
chain.c                s/if \(refresh && chain->delay/if (0 \&\& chain->delay/  test_splatter
chain_setup.c          c window_fall_seconds 0.008            test_static_curve
chain_setup.c          c idle_seconds 0.1                     test_silence
chain_setup.c          c nr_band_width 20                     test_noise_figures
chain_setup.c          c roll_off_hz 10                       test_noise_figures
chain_setup.c          c tilt_hz 2500                         test_gain_accuracy
chain_setup.c          c tilt_db_per_octave -3                test_gain_accuracy
dsp/analysis.c         s/2\.0 \/ .length/1.0 \/ (length/       test_static_curve
dsp/filter_design.c    s/taper_taps = taps \/ 4/taper_taps = taps/  test_response
dsp/filter_design.c    s/-sin .angle./sin (angle)/           test_response
dsp/filter_design.c    s/\*= 2\.0f \* scale/*= -2.0f * scale/  test_response
dsp/filter_design.c    s/exp .gain_db\[k\]/&*1.05f/           test_response
stages/clatter.c       c peak_seconds 0.0003                  test_clatter
stages/clatter.c       c rise_seconds 0.005                   test_clatter
stages/clatter.c       c fall_seconds 0.03                    test_clatter
stages/clatter.c       c release_seconds 2                    test_clatter
stages/clatter.c       c head_room 8                          test_clatter
stages/clatter.c       c harmless_db_spl 50                   test_clatter
stages/noise_tracker.c c prior_snr 100                        test_noise_figures
stages/noise_tracker.c c presence_limit 0.3                   test_noise_figures
stages/noise_tracker.c c noise_seconds 0.9                    test_noise_figures
stages/noise_tracker.c c minimum_seconds 0.05                 test_noise_figures
stages/noise_tracker.c c start_bias 0.2                       test_noise_figures
stages/denoise.c       c prior_seconds 0.0001                 test_noise_figures
stages/denoise.c       c rise_seconds 0.2                     test_noise_reduction
stages/denoise.c       c fall_seconds 5                       test_noise_figures
stages/denoise.c       c least_prior_snr 1                    test_noise_figures
stages/compressor.c    c spacing_octaves 0.8                  test_static_curve
stages/compressor.c    c half_width_octaves 0.05              test_static_curve
stages/compressor.c    c knee_below_speech_db 10              test_static_curve
stages/compressor.c    c expansion_below_knee_db 0            test_compression
stages/compressor.c    c expansion_most_db -12                test_compression
stages/compressor.c    c plain_ratio 1.8                      test_static_curve
stages/compressor.c    c detector_above_speech_db -2          test_static_curve
stages/compressor.c    c fast_release_seconds 0.5             test_compression
stages/compressor.c    c fast_attack_seconds 0.1              test_compression
stages/compressor.c    s/now > \*slow/now < *slow/            test_static_curve
stages/limiter.c       c hold_seconds 0.0005                  test_limiter
stages/limiter.c       c hold_seconds_at_once 0.0005          test_limiter
stages/limiter.c       c release_seconds 0.001                test_limiter
stages/limiter.c       c kaiser_beta 30                       test_limiter
stages/limiter.c       c calm_share 3                         test_limiter
stages/ear_guard.c     c silent_seconds 0.02                  test_ear_guard
stages/ear_guard.c     c ramp_seconds 0.05                    test_ear_guard
stages/ear_guard.c     c mute_seconds 0.1                     test_ear_guard
base/audiogram.c       s/0\.31f/0.29f/                        test_gain_accuracy
LIST
}

# Lines as FILE|SED|TEST.
rows () {
  mutations | sed -E 's/^([^ ]+) +(.*[^ ]) +([^ ]+)$/\1|\2|\3/' \
    | sed -E 's/\|c ([a-z_0-9]+) ([-0-9.]+)\|/|s\/^(static const [a-z]+ \1 =) [-0-9.e]+f?;\/\\1 \2;\/|/'
}

run_test () {
  (
    cd "$scratch/build" || exit 99
    make -s "tests/$1" >> "$scratch/log" 2>&1 || exit 98
    top_srcdir=$scratch/tree timeout 300 "tests/$1" > "$scratch/said" 2>&1
  )
}

mkdir "$scratch/tree" "$scratch/build"
(cd "$source" && git ls-files -z | xargs -0 tar cf - --ignore-failed-read) \
  2> /dev/null | tar xf - -C "$scratch/tree"
(
  cd "$scratch/tree" && ./bootstrap && cd "$scratch/build" \
    && ../tree/configure -q && make -s -j2 libenhance/libenhance-core.la
) > "$scratch/log" 2>&1 || {
  tail -n 20 "$scratch/log" >&2
  echo "mutate.sh: the copy could not be built" >&2
  exit 99
}

wanted=$(rows)
if [ $# -gt 0 ]; then
  wanted=$(grep -F -- "$(printf '%s\n' "$@")" <<< "$wanted")
fi
[ -n "$wanted" ] || { echo "mutate.sh: no line has $*" >&2; exit 2; }

# Each test passes while nothing is broken.
for test in $(cut -d '|' -f 3 <<< "$wanted" | sort -u); do
  run_test "$test" || {
    tail -n 20 "$scratch/log" "$scratch/said" >&2
    echo "mutate.sh: $test fails before anything is broken" >&2
    exit 99
  }
done

count=0 caught=0
while IFS='|' read -r file expression test; do
  whole=$scratch/tree/libenhance/src/$file
  cp -p "$whole" "$scratch/whole"
  sed -E -i "$expression" "$whole"
  count=$((count + 1))
  if cmp -s "$whole" "$scratch/whole"; then
    verdict='NOT FOUND in the source'
  else
    run_test "$test"
    case $? in
      0) verdict=LIVES ;;
      98) verdict='DOES NOT COMPILE' ;;
      *)
        verdict=caught
        caught=$((caught + 1))
        ;;
    esac
  fi
  what=$(diff "$scratch/whole" "$whole" | sed -n 's/^> *//p' | head -n 1)
  printf '%-8s %-20s %-22s %s\n' "$verdict" "$test" "$file" "$what"
  cp "$scratch/whole" "$whole"
done <<< "$wanted"
echo "$caught of $count mutations were caught"
[ "$caught" -eq "$count" ]
