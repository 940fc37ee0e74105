#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What breaks when a constant is half or double of what it is: runs the tests
# that look at what it does with both, and tells which cases fail and which
# figures in their logs moved. The columns `at half` and `at double` of the
# table in docs/dsp.md come from here. All of them take an hour of one core; not
# part of `make check`, and never fails for what it finds.
#
# Half and double are of the number: of a value in dB that is half and double of
# the dB.

set -u

source=$(cd "$(dirname "$0")/.." && pwd)
. "$source/tests/constants.sh"

usage () {
  cat << 'END'
usage: half_double.sh [OPTIONS] [WORD...]

With WORDs only constants in whose `FILE NAME` one of them stands, as in

  half_double.sh stages/limiter.c kaiser_beta

  --list           name the constants and the tests, and end
  --tsv FILE       also write FILE NAME VALUE CHANGED-TO WHAT for each change
  --jobs N         processes at a time [2]
  --kit DIR        then measure, instead of the tests, what the constants that
                   touch noise reduction do to real speech, by quality.sh
  --mixtures DIR   with --kit: what mix.py made before
  --snr LIST       with --kit: signal-to-noise ratios [0,10]
  --every N        with --kit: each Nth pair of talker and noise alone [1]
END
}

die () {
  printf 'half_double.sh: %s\n' "$2" >&2
  exit "$1"
}

# Named by a #define, or by a number that tunes nothing: names of sizes, of
# formats, of units and of the nature of numbers.
untuned='^(PI|UNITY|ENH__(ALIGNMENT|CHANNELS|LIMITER_CHANNELS|LIMITER_BLOCK|FITTING_COPIES|MAILBOX_FRESH|SINE_DB|NEPER_.*|DB_POWER_.*|FIR_BEYOND|BANDS_MOST)|RULE_POINTS|SEVERE_ROWS|NARROW|WIDE|TOGETHER|SPLAT4)$'

# Numbers that have no name of their own: FILE, a name for them, and the text
# around the number, with a # in its place.
nameless () {
  cat << 'LIST'
dsp/filter_design.c|taper_taps|taps / #;
chain_setup.c|delay|delay = (uint32_t) lround (rate * #);
chain_setup.c|look_ahead|ms = (uint32_t) lround (rate * #);
chain_setup.c|hop|hop = chain->length / #;
chain_setup.c|taps|taps = chain->length / #;
stages/compressor.c|top_share|centre > # * sample_rate
LIST
}

# The tests that hold a constant; the first line that fits. Noise reduction is
# last measured on real speech, see --kit.
tests_of () {
  case "$1 $2" in
    *" most_input") echo robust ;;
    *" deepest_reduction_db") echo noise_figures noise_reduction ;;
    *" reduction_"*_seconds) echo noise_figures noise_reduction ;;
    *" band_limit_above_ceiling_db") echo compression static_curve ;;
    *" most_tone_db" | *" tilt_"*) echo gain_accuracy hearing ;;
    *" least_balance_gain") echo gain_accuracy interaural ;;
    *" meter_"*) echo meters ;;
    "chain_setup.c ramp_seconds") echo ramps gain_accuracy interaural ;;
    *" idle_seconds") echo silence reset ;;
    *" roll_off_"* | *" nr_band_width") echo noise_figures quality_samples ;;
    chain_setup.c*) echo static_curve response splatter latency \
      quality_samples limiter ;;
    *" spec_"* | *ENH__THRESHOLD_*) echo audiogram ;;
    base/compare.c*) echo hearing ;;
    *ENH__POWER_FLOOR) echo silence distortion noise_figures ;;
    dsp/filter_design.c*) echo response splatter quality_samples ;;
    stages/clatter.c*) echo clatter quality_samples ;;
    *" fast_"*) echo compression splatter distortion ;;
    *" ratio_"*) echo static_curve insertion_gain ;;
    stages/compressor*) echo static_curve compression insertion_gain ;;
    stages/denoise.c*unity_log) echo unity ;;
    stages/denoise* | stages/noise_tracker*) echo noise_figures \
      quality_samples ;;
    stages/ear_guard.c*) echo ear_guard ;;
    stages/limiter*) echo limiter ;;
    stages/howl*) echo howl ;;
    stages/dose*) echo dose ;;
    *) echo '' ;;
  esac
}

# Those that speech in noise can tell.
of_noise () {
  case "$1 $2" in
    stages/denoise* | stages/noise_tracker* | dsp/filter_design.c*) ;;
    *" deepest_reduction_db" | *" reduction_"*_seconds) ;;
    *" nr_band_width" | *" roll_off_"* | *" window_fall"*) ;;
    *" window_seconds" | "chain_setup.c hop" | "chain_setup.c delay") ;;
    stages/clatter.c*) ;;
    *) return 1 ;;
  esac
}

list= tsv= jobs=2 kit= mixtures= snr=0,10 every=1
words=()
while [ $# -gt 0 ]; do
  case $1 in
    --tsv | --jobs | --kit | --mixtures | --snr | --every)
      [ $# -ge 2 ] || die 2 "$1: a value is missing"
      case $1 in
        --tsv) tsv=$2 ;;
        --jobs) jobs=$2 ;;
        --kit) kit=$2 ;;
        --mixtures) mixtures=$2 ;;
        --snr) snr=$2 ;;
        --every) every=$2 ;;
      esac
      shift 2
      ;;
    --list) list=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; die 2 "$1: no such option" ;;
    *) words+=("$1"); shift ;;
  esac
done

# FILE NAME VALUE PATTERN, wanted ones: the pattern is an extended one with the
# number in its second group.
wanted () {
  {
    constants "$source" | while IFS=$'\t' read -r file name value; do
      [[ $name =~ $untuned ]] && continue
      case $name in
        *[a-z]*)
          printf '%s\t%s\t%s\t%s\n' "$file" "$name" "$value" \
            "^(static const [a-z0-9_]+ $name = )([-+0-9.e]+)(f?;.*)\$"
          ;;
        *)
          printf '%s\t%s\t%s\t%s\n' "$file" "$name" "$value" \
            "^(#define $name |enum \\{ $name = )([-+0-9.e]+)([uf]?.*)\$"
          ;;
      esac
    done
    nameless | while IFS='|' read -r file name around; do
      around=$(printf '%s\n' "$around" | sed -E 's/[].*+?(){}|^$[]/\\&/g')
      pattern="^(.*${around%%#*})([0-9.]+)(${around#*#}.*)\$"
      value=$(sed -nE "s~$pattern~\\2~p" "$source/libenhance/src/$file")
      if [ "$(printf '%s' "$value" | grep -c .)" -ne 1 ]; then
        printf 'half_double.sh: %s: %s is not where it was: mend the list\n' \
          "$file" "$name" >&2
        continue
      fi
      printf '%s\t%s\t%s\t%s\n' "$file" "$name" "$value" "$pattern"
    done
  } | while IFS=$'\t' read -r file name value pattern; do
    take=
    [ ${#words[@]} -gt 0 ] || take=yes
    for word in ${words[@]+"${words[@]}"}; do
      case "$file $name" in *"$word"*) take=yes ;; esac
    done
    [ -z "$kit" ] || of_noise "$file" "$name" || take=
    [ -z "$take" ] \
      || printf '%s\t%s\t%s\t%s\n' "$file" "$name" "$value" "$pattern"
  done
}

# times VALUE FACTOR: a whole number stays one; a float keeps its point.
times () {
  awk -v v="$1" -v f="$2" 'BEGIN {
    if (v ~ /[.e]/) {
      text = sprintf ("%.9g", v * f)
      print text ~ /[.e]/ ? text : text ".0"
    } else
      printf "%d\n", v * f
  }'
}

constants_wanted=$(wanted) || exit
[ -n "$constants_wanted" ] || die 2 "no constant has ${words[*]-}"
if [ -n "$list" ]; then
  while IFS=$'\t' read -r file name value _; do
    printf '%-24s %-30s %-12s %s\n' "$file" "$name" "$value" \
      "$(tests_of "$file" "$name")"
  done <<< "$constants_wanted"
  exit
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-half.XXXXXX") || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# The same numbers in every run.
export ENH_TEST_SEED=1 CMOCKA_MESSAGE_OUTPUT=tap
export top_srcdir=$scratch/tree top_builddir=$scratch/build

mkdir "$scratch/tree" "$scratch/build" "$scratch/before" "$scratch/after"
(cd "$source" && git ls-files -z | xargs -0 tar cf - --ignore-failed-read) \
  2> /dev/null | tar xf - -C "$scratch/tree"
constants_become_variables "$scratch/tree"
printf '# building\n' >&2
(
  cd "$scratch/tree" && ./bootstrap && cd "$scratch/build" \
    && ../tree/configure -q --disable-shared && make -s -j"$jobs" cli/enhance
) > "$scratch/log" 2>&1 || {
  tail -n 20 "$scratch/log" >&2
  die 3 "the copy of the tree could not be built"
}

build () {
  make -C "$scratch/build" -s -j"$jobs" "$@" > "$scratch/log" 2>&1
}

# run_tests FOLDER TEST...
run_tests () {
  local folder=$1
  shift
  printf '%s\n' "$@" | (cd "$scratch/build" && xargs -P "$jobs" -I '{}' \
    sh -c 'timeout 300 tests/test_"$1" > "$2/$1" 2>&1; echo "# ended $?" >> "$2/$1"' \
    - '{}' "$folder")
}

# compare TEST: cases that fail now, and the figures that moved most.
compare () {
  awk -v test="$1" '
    function words (line) {
      gsub (/[-+]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/, "#", line)
      return line
    }
    function numbers (line, into,   count) {
      count = 0
      while (match (line, /[-+]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/)) {
        into[++count] = substr (line, RSTART, RLENGTH)
        line = substr (line, RSTART + RLENGTH)
      }
      return count
    }
    /^# ended / { ended[FILENAME] = $3; next }
    /^not ok/ {
      if (FILENAME == ARGV[2]) {
        sub (/^not ok [0-9]+ - /, "")
        failed = failed " " $1
      }
      next
    }
    /ENH_TEST_SEED|tests\/.*\.c/ { next }
    /^# .*[0-9]/ {
      key = words ($0)
      seen[FILENAME, key]++
      key = key SUBSEP seen[FILENAME, key]
      if (FILENAME == ARGV[1])
        before[key] = $0
      else if (key in before && before[key] != $0) {
        n = numbers (before[key], a)
        numbers ($0, b)
        most = 0
        for (i = 1; i <= n; ++i) {
          # + 0: what substr gives is compared as text.
          x = a[i] + 0; y = b[i] + 0
          d = x - y; d = d < 0 ? -d : d
          s = (x < 0 ? -x : x) + (y < 0 ? -y : y)
          if (s > 0 && d / s > most)
            most = d / s
        }
        text = substr ($0, 3) " (was"
        for (i = 1; i <= n; ++i)
          if (a[i] != b[i])
            text = text " " a[i]
        moved[++count] = sprintf ("%.4f\t%s)", most, text)
      }
    }
    END {
      if (ended[ARGV[2]] + 0 > 0 && failed == "")
        failed = " (ends with " ended[ARGV[2]] ")"
      if (failed != "")
        printf "2\ttest_%s fails:%s\n", test, failed
      for (i = 1; i <= count; ++i)
        if (moved[i] + 0 > 0.01)
          print moved[i]
    }' "$scratch/before/$1" "$scratch/after/$1" | sort -rn | head -n 5 | cut -f 2
}

[ -z "$tsv" ] || : > "$tsv"
tell () {
  local IFS=$'\t'
  [ -z "$tsv" ] || printf '%s\n' "$*" >> "$tsv"
}

# try FILE NAME VALUE CHANGED TESTS: with the change in place
try () {
  local program tests=$5
  if [ -n "$kit" ]; then
    if [ -n "${ENH_CONSTANT-}" ]; then
      program=$scratch/enhance-${#variants[@]}
      printf '#!/bin/sh\nENH_CONSTANT=%s exec %s/enhance-0 "$@"\n' \
        "$ENH_CONSTANT" "$scratch" > "$program"
      chmod +x "$program"
    elif build cli/enhance; then
      program=$scratch/enhance-${#variants[@]}
      cp "$scratch/build/cli/enhance" "$program"
    else
      printf '  does not build\n'
      return
    fi
    variants+=(--variant "$2=$4=$program")
    return
  fi
  if [ -z "$tests" ]; then
    printf 'no test is named for it\n' > "$scratch/found"
  elif [ -z "${ENH_CONSTANT-}" ] && ! build $(printf 'tests/test_%s ' $tests); then
    printf 'does not build\n' > "$scratch/found"
  else
    run_tests "$scratch/after" $tests
    for test in $tests; do compare "$test"; done > "$scratch/found"
    [ -s "$scratch/found" ] \
      || printf 'nothing in: %s\n' "$tests" > "$scratch/found"
  fi
  while read -r line; do
    printf '  %s\n' "$line"
    tell "$1" "$2" "$3" "$4" "$line"
  done < "$scratch/found"
}

variants=()
[ -z "$kit" ] || {
  cp "$scratch/build/cli/enhance" "$scratch/enhance-0"
  variants=(--variant "as shipped=$scratch/enhance-0")
}

measured=
while IFS=$'\t' read -r file name value pattern; do
  tests=$(tests_of "$file" "$name")
  [ -n "$kit" ] || for test in $tests; do
    case " $measured " in *" $test "*) continue ;; esac
    build "tests/test_$test" || {
      tail -n 20 "$scratch/log" >&2
      die 3 "test_$test could not be built"
    }
    run_tests "$scratch/before" "$test"
    grep -q '^# ended 0' "$scratch/before/$test" \
      || printf '# test_%s fails with nothing changed\n' "$test" >&2
    measured="$measured $test"
  done
  whole=$scratch/tree/libenhance/src/$file
  for factor in 0.5 2; do
    changed=$(times "$value" "$factor")
    printf '%s %s = %s, %s of %s\n' "$file" "$name" "$changed" \
      "$([ "$factor" = 2 ] && echo double || echo half)" "$value"
    case $pattern in
      ^\(static*)
        export ENH_CONSTANT="$file:$name=$changed"
        try "$file" "$name" "$value" "$changed" "$tests"
        unset ENH_CONSTANT
        ;;
      *)
        cp "$whole" "$scratch/whole"
        sed -E -i "s~$pattern~\\1$changed\\3~" "$whole"
        try "$file" "$name" "$value" "$changed" "$tests"
        cp "$scratch/whole" "$whole"
        [ -n "$kit" ] || build $(printf 'tests/test_%s ' $tests)
        ;;
    esac
  done
done <<< "$constants_wanted"

if [ -n "$kit" ]; then
  options=()
  if [ "$every" -gt 1 ]; then
    [ -n "$mixtures" ] || die 2 "--every needs --mixtures"
    mkdir "$scratch/mixtures"
    ln -s "$(cd "$mixtures" && pwd)"/*/ "$scratch/mixtures/"
    awk -F '\t' -v n="$every" 'NR == 1 { print; next } {
      pair = $2 FS $3
      if (!(pair in at)) at[pair] = count++
      if (at[pair] % n == 0) print
    }' "$mixtures/list.tsv" > "$scratch/mixtures/list.tsv"
    mixtures=$scratch/mixtures
  fi
  [ -z "$mixtures" ] || options+=(--mixtures "$mixtures")
  [ -z "$tsv" ] || options+=(--tsv "$tsv")
  [ "$snr" = all ] || options+=(--snr "$snr")
  "$source/bench/quality.sh" --jobs "$jobs" "${variants[@]}" \
    ${options[@]+"${options[@]}"} "$kit" || die 3 "quality.sh failed"
fi
