#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Do the tests see what they are for? Breaks one constant of the library after
# the other, in a copy of the tree, and runs the test that has to fail then.
# Takes some minutes; not part of `make check`.
#
#   tools/mutate.sh            all of them
#   tools/mutate.sh WORD...    those in whose line one of the WORDs stands
#
# JOBS in the environment: tests at a time, 2 if it is not set. Ends with
# "N of M mutations were caught"; 0 if N is M, else 1.

set -u

source=$(cd "$(dirname "$0")/.." && pwd)
. "$source/tools/constants.sh"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-mutate.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The same numbers in every run: a mutation lives or dies by the test, not by
# chance.
export ENH_TEST_SEED=1

# FILE in libenhance/src, what sed -E does to it, TEST: a sign turns, a number
# is another. `c NAME VALUE`: a `static const` number has that value; for these
# nothing needs to be built again.
mutations () {
  cat << 'LIST'
chain.c                c most_input 80                        test_robust
chain.c                c deepest_reduction_db 9               test_noise_figures
chain.c                c reduction_from_seconds 0             test_noise_reduction
chain.c                c reduction_full_seconds 4             test_noise_reduction
chain_design.c         c most_tone_db 4                       test_gain_accuracy
chain_design.c         c band_limit_above_ceiling_db 40       test_compression
chain.c                s/^( *)setting .chain, PARAM_MIC_FULL_SCALE.,$/\1-&/  test_static_curve
chain_settings.c       s/same \? 1\.0f/same ? 0.0f/         test_interaural
chain_setup.c          c window_fall_seconds 0.0003           test_splatter
chain_setup.c          c idle_seconds 0.1                     test_silence
chain_setup_tables.c   c nr_band_width 20                     test_noise_figures
chain_setup_tables.c   c roll_off_hz 10                       test_noise_figures
chain_design.c         c least_balance_gain 0.3               test_gain_accuracy
chain_meters.c         c meter_rise_seconds 0.02              test_meters
chain_meters.c         c meter_fall_seconds 0.6               test_meters
chain_meters.c         c meter_floor_db -100                  test_meters
chain_setup.c          c window_seconds 0.032                 test_static_curve
chain_setup.c          c ramp_seconds 0.5                     test_ramps
chain_setup.c          s/hop = chain->length . 4/hop = chain->length/  test_compression
chain_setup_tables.c   c roll_off_least 0.5                   test_noise_figures
chain_setup_tables.c   c tilt_hz 2500                         test_gain_accuracy
chain_setup_tables.c   c tilt_db_per_octave -3                test_gain_accuracy
dsp/filter_design.c    c peak_bins 1                          test_noise_figures
dsp/analysis.c         s/2\.0 \/ .length/1.0 \/ (length/       test_static_curve
dsp/filter_design.c    s/taper_taps = taps \/ 4/taper_taps = taps/  test_response
dsp/filter_design.c    s/phase.k. \+ turn.k./phase[k] - turn[k]/  test_response
dsp/filter_design.c    s/\*= 2\.0f \* scale/*= -2.0f * scale/  test_response
dsp/filter_design.c    s/exp .gain_db\[k\]/&*1.05f/           test_response
stages/clatter.c       c peak_seconds 0.0003                  test_clatter
stages/clatter.c       c rise_seconds 0.005                   test_clatter
stages/clatter.c       c fall_seconds 0.03                    test_clatter
stages/clatter.c       c release_seconds 2                    test_clatter
stages/clatter.c       c head_room 8                          test_clatter
stages/clatter.c       c harmless_db_spl 50                   test_clatter
stages/clatter.c       c expected_db_spl 110                  test_clatter
stages/clatter.c       c unity_share 0.5                      test_clatter
stages/noise_tracker.c c quick_seconds 2                      test_noise_figures
stages/noise_tracker.c c presence_seconds 0.01                test_quality_samples
stages/noise_tracker.c c smooth_seconds 2                     test_noise_figures
stages/noise_tracker.c c start_seconds 5                      test_noise_figures
stages/noise_tracker.c c settle_seconds 20                    test_quality_samples
stages/noise_tracker.c c step_ratio 50                        test_new_noise
dsp/stillness.c     c block_seconds 0.2                    test_new_noise
dsp/stillness.c     c still_ratio 1.01                     test_new_noise
dsp/stillness.c     c still_ranges 9                       test_new_noise
dsp/stillness.c     c still_from_hz 5000                   test_quality_samples
dsp/stillness.c     c still_to_hz 300                      test_quality_samples
stages/noise_tracker.c c follow_seconds 0                     test_quality_samples
stages/noise_tracker.c c step_seconds 3                       test_quality_samples
stages/noise_tracker.c c new_ratio 1                          test_quality_samples
stages/noise_tracker.c c risen_ranges 0                       test_quality_samples
stages/noise_tracker.c c wide_ranges 0                        test_quality_samples
dsp/presence.c      c onset_octaves 40                     test_splatter
stages/denoise.c       c onset_prior 0                        test_quality_samples
stages/denoise.c       c speaking_odds 0                      test_quality_samples
stages/denoise.c       c tone_ratio 1000                      test_splatter
stages/compressor.c    c gap_attack_seconds 2                 test_static_curve
dsp/presence.c      c nobody_octaves 0.1                   test_quality_samples
dsp/presence.c      c somebody_octaves 6                   test_quality_samples
dsp/presence.c      c hold_seconds 2                       test_quality_samples
dsp/presence.c      c fade_seconds 2                       test_quality_samples
dsp/presence.c      c excess_rise_seconds 1                test_quality_samples
dsp/presence.c      c excess_fall_seconds 1                test_quality_samples
stages/denoise.c       c over_in_speech 6                     test_quality_samples
stages/denoise.c       c make_up_share 2                      test_quality_samples
stages/denoise.c       c make_up_most_db 0                    test_quality_samples
stages/denoise.c       c make_up_seconds 100                  test_quality_samples
stages/denoise.c       c make_up_from_log 9                   test_quality_samples
dsp/presence.c      c no_onset_octaves -5                  test_noise_figures
stages/compressor.c    c reach_least_db 30                    test_noise_figures
chain_setup.c          c speech_from_hz 6000                  test_quality_samples
chain_setup.c          c speech_to_hz 300                     test_quality_samples
stages/compressor.c    c gap_release_seconds 0.6              test_quality_samples
stages/compressor.c    c reach_slope 0                        test_noise_figures
stages/compressor.c    c reach_normal_db 100                  test_noise_figures
chain_design.c         c reach_at_once_db 40                  test_noise_figures
chain_design.c         s/speaking \* .least - gain./(least - gain)/ test_noise_figures
stages/noise_tracker.c c step_share 0.05                      test_quality_samples
stages/noise_tracker.c c step_top_hz 300                      test_quality_samples
stages/noise_tracker.c c prior_snr 100                        test_noise_figures
stages/noise_tracker.c c presence_limit 0.3                   test_noise_figures
stages/noise_tracker.c c noise_seconds 0.9                    test_quality_samples
stages/noise_tracker.c c minimum_seconds 0.05                 test_noise_figures
stages/noise_tracker.c c start_bias 0.2                       test_noise_figures
stages/denoise.c       c low_full_db 200                      test_noise_figures
stages/denoise.c       c low_from_db -30                      test_noise_figures
stages/denoise.c       c rumble_seconds 0.05                  test_noise_figures
stages/denoise.c       c prior_seconds 0.0001                 test_noise_figures
stages/denoise.c       c rise_seconds 0.2                     test_noise_reduction
stages/denoise.c       c fall_seconds 5                       test_noise_figures
stages/denoise.c       c least_prior_snr 1                    test_noise_figures
stages/denoise.c       c over_subtraction 0.8                 test_noise_figures
stages/denoise.c       c absent_gain_db -3                    test_noise_figures
stages/denoise.c       c absent_below 0.0001                  test_quality_samples
stages/denoise.c       c present_above 20                     test_quality_samples
stages/denoise.c       c least_absence 0.9                    test_quality_samples
stages/denoise.c       c most_absence 0.05                    test_quality_samples
stages/denoise.c       c likely_seconds 5                     test_quality_samples
stages/denoise.c       c clear_from_db 0                      test_noise_figures
stages/denoise.c       c peak_rise_seconds 0.0001             test_quality_samples
stages/denoise.c       c peak_fall_seconds 100                test_quality_samples
stages/denoise.c       c unity_log 0                          test_unity
stages/compressor.c    c first_centre_hz 500                  test_compression
stages/compressor.c    c expansion_slope 1                    test_compression
stages/compressor.c    c ratio_from_db_hl 40                  test_compression
stages/compressor.c    c ratio_step_db_hl 80                  test_compression
stages/compressor.c    c ratio_most 1.5                       test_compression
stages/compressor.c    c spacing_octaves 0.8                  test_static_curve
stages/compressor.c    c half_width_octaves 0.05              test_static_curve
stages/compressor.c    c knee_below_speech_db 10              test_static_curve
stages/compressor.c    c expansion_below_knee_db 0            test_compression
stages/compressor.c    c expansion_most_db -12                test_compression
stages/compressor.c    c plain_ratio 1.8                      test_static_curve
stages/compressor.c    c detector_above_speech_db -2          test_static_curve
stages/compressor.c    c detector_above_an_octave_db 3        test_static_curve
stages/compressor.c    c detector_above_hz 150                test_static_curve
chain_design.c         s/share \* ear->fitting/ear->fitting/   test_gain_accuracy
stages/compressor.c    c fast_release_seconds 0.5             test_compression
stages/compressor.c    c fast_attack_seconds 0.1              test_compression
stages/compressor.c    s/now > \*slow/now < *slow/            test_static_curve
stages/limiter.c       c hold_seconds 0.0005                  test_limiter
stages/limiter.c       c hold_seconds_at_once 0.0005          test_limiter
stages/limiter.c       c release_seconds 0.001                test_limiter
stages/limiter.c       c kaiser_beta 30                       test_limiter
stages/limiter.c       c calm_share 0.78                       test_limiter
stages/howl_find.c     c lowest_hz 3500                       test_howl
stages/howl_trial.c    c late_seconds 0                       test_howl
stages/howl.h          s/MOST_LAG 480u/MOST_LAG 192u/         test_howl
stages/howl_find.c     c highest_hz 600                       test_howl
stages/howl_find.c     c narrow_ratio 2000                    test_howl
stages/howl_find.c     c least_tone_db_spl 120                test_howl
stages/howl_find.c     c first_seconds 3                      test_howl
stages/howl_find.c     c repeats 1.1                          test_howl
stages/howl_trial.c    c dip_db 1                             test_howl
stages/howl_dip.c      c dip_q 40                             test_howl
stages/howl_trial.c    c tone_falls_db -1                     test_howl
stages/howl_trial.c    c wide_falls_db 80                     test_howl
stages/howl_suspect.c  c suspect_seconds 0.02                 test_howl
stages/howl_trial.c    c hold_seconds 0.1                     test_howl
stages/howl_dip.c      c release_rate 0.1                     test_howl
stages/howl.c          c look_seconds 0.012                   test_howl
stages/howl.c          c step_seconds 0.001                   test_howl
stages/howl_find.c     c pitched 2                            test_alarms
stages/howl_suspect.c  c grows_seconds 0                      test_alarms
stages/howl_suspect.c  c flatter 100                          test_alarms
stages/howl_suspect.c  c in_time_seconds 1                    test_alarms
stages/howl_suspect.c  c enough_proof 0                       test_alarms
stages/howl_suspect.c  c enough_late 100                      test_alarms
stages/howl_suspect.c  c timely_proof 0                       test_howl
stages/howl_suspect.c  c begun_seconds 0                      test_alarms
chain.c                c tone_most_db 18                      test_alarms
chain.c                c tone_least_db_spl 90                 test_alarms
chain.c                c tone_ratio 1000                      test_alarms
chain.c                c tone_reach 0                         test_alarms
chain_setup.c          c tone_from_hz 900                     test_alarms
chain_setup.c          c tone_until_hz 2500                   test_alarms
chain_calls.c          c short_gap_seconds 0.02               test_ear_guard
chain_meters.c         c ceiling_rise_seconds 60              test_meters
chain_meters.c         c ceiling_fall_seconds 0.1             test_meters
chain_settings.c       s/ceiling_db;$/setting[PARAM_CEILING];/  test_limiter
stages/ear_guard.c     c fade_seconds 0.05                    test_ear_guard
stages/subsonic.c      c cut_hz 3                             test_below_hearing
stages/subsonic.c      c sense_hz 10                          test_below_hearing
stages/subsonic.c      c low_share 0.9                        test_below_hearing
stages/subsonic.c      c least_power 1                        test_below_hearing
stages/subsonic.c      c low_hz 400                           test_below_hearing
stages/subsonic.c      c there_seconds 0                      test_below_hearing
stages/dose.c          c allowed_db_spl 83                    test_dose
stages/dose.c          c allowed_hours 20                     test_dose
stages/dose.c          c level_seconds 60                     test_dose
stages/dose.c          c drop_db 3                            test_dose
stages/dose.c          c drop_seconds 0.1                     test_dose
stages/dose.c          c weight_hz 2000                       test_dose
stages/ear_guard.c     c silent_seconds 0.02                  test_ear_guard
stages/ear_guard.c     c ramp_seconds 0.05                    test_ear_guard
stages/ear_guard.c     c mute_seconds 0.005                   test_ear_guard
stages/limiter.h       s/(LIMITER_TAPS) 32u/\1 4u/           test_limiter
stages/limiter.h       s/(LIMITER_PHASES) 3u/\1 1u/          test_limiter
chain_state.h          s/(RAMP_HOPS) 25u/\1 1u/              test_ramps
base/compare.c         c tone_step 0.15                       test_hearing
base/compare.c         c volume_step 6                        test_hearing
base/compare.c         c slope_amounts 1                      test_hearing
base/hearing.c         s/SHARE 85/SHARE 75/                   test_hearing
base/audiogram.c       c spec_min_hz 250                      test_audiogram
base/audiogram.c       c spec_max_hz 6000                     test_audiogram
base/audiogram.c       s/0\.31f/0.29f/                        test_gain_accuracy
LIST
}

# Lines as FILE|SED|TEST.
rows () {
  mutations | sed -E 's/^([^ ]+) +(.*[^ ]) +([^ ]+)$/\1|\2|\3/'
}

build_test () {
  (cd "$scratch/build" && make -s "tests/src/$1") > "$scratch/log" 2>&1
}

run_test () {
  (
    cd "$scratch/build" \
      && top_srcdir=$scratch/tree timeout 300 "tests/src/$1" > "$scratch/said.$1" 2>&1
  )
}

mkdir "$scratch/tree" "$scratch/build"
(cd "$source" && git ls-files -z | xargs -0 tar cf - --ignore-failed-read) \
  2> /dev/null | tar xf - -C "$scratch/tree"
constants_become_variables "$scratch/tree"
(
  cd "$scratch/tree" && ./bootstrap && cd "$scratch/build" \
    && ../tree/configure -q --disable-shared && make -s -j2 libenhance/libenhance-core.la
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
  build_test "$test" && run_test "$test" || {
    tail -n 20 "$scratch/log" "$scratch/said.$test" >&2
    echo "mutate.sh: $test fails before anything is broken" >&2
    exit 99
  }
done

# tell WORD TEST FILE WHAT
tell () {
  printf '%-8s %-20s %-22s %s\n' "$@" | tee -a "$scratch/verdicts"
}

judge () {
  if run_test "$2"; then
    tell LIVES "${@:2}"
  else
    tell "$@"
  fi
}

# change_constant FILE NAME VALUE TEST
change_constant () {
  if constants "$source" | awk -F '\t' -v file="$1" -v name="$2" \
    '$1 == file && $2 == name { ++found } END { exit found != 1 }'; then
    ENH_CONSTANT="$1:$2=$3" judge caught "$4" "$1" "$2 = $3"
  else
    tell 'NOT FOUND in the source' "$4" "$1" "$2 = $3"
  fi
}

# change_source FILE SED TEST
change_source () {
  local whole=$scratch/tree/libenhance/src/$1 what
  cp -p "$whole" "$scratch/whole"
  sed -E -i "$2" "$whole"
  what=$(diff "$scratch/whole" "$whole" | sed -n 's/^> *//p' | head -n 1)
  if [ -z "$what" ]; then
    tell 'NOT FOUND in the source' "$3" "$1" "$2"
  elif build_test "$3"; then
    judge caught "$3" "$1" "$what"
  else
    tell 'DOES NOT COMPILE' "$3" "$1" "$what"
  fi
  cp "$scratch/whole" "$whole"
}

# Constants first, several at a time: nothing is built for them.
: > "$scratch/verdicts"
while IFS='|' read -r file expression test; do
  case $expression in
    'c '*)
      read -r _ name value <<< "$expression"
      while [ "$(jobs -pr | wc -l)" -ge "${JOBS:-2}" ]; do
        wait -n
      done
      change_constant "$file" "$name" "$value" "$test" &
      ;;
  esac
done <<< "$wanted"
wait
while IFS='|' read -r file expression test; do
  case $expression in
    'c '*) ;;
    *) change_source "$file" "$expression" "$test" ;;
  esac
done <<< "$wanted"
count=$(wc -l < "$scratch/verdicts")
caught=$(grep -c '^caught ' "$scratch/verdicts")
echo "$caught of $count mutations were caught"
[ "$caught" -eq "$count" ]
