#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance-bench measures, writes what it says, and refuses what it cannot do.
# What it measures is not judged here.

. "${top_srcdir:-$(dirname "$0")/..}/tests/tap.sh"

bench=$top_builddir/bench/enhance-bench
[ -x "$bench" ] || tap_skip_all "enhance-bench was not built: see configure"

# Status and one line on standard error.
refuses () {
  local wanted=$1 word=$2 status=0 said
  shift 2
  said=$("$bench" "$@" 2>&1 > "$tap_scratch/printed") || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status: $said" || return 1
  [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] || fail "$said" || return 1
  [ ! -s "$tap_scratch/printed" ] || fail "something was measured" || return 1
  case $said in
    "enhance-bench: "*"$word"*) ;;
    *) fail "$said" ;;
  esac
}

measures () {
  mkdir "$tap_scratch/run"
  "$bench" speed --duration 0.1 --json "$tap_scratch/run/speed.json" \
    > "$tap_scratch/table"
}

rows_equal_records () {
  local rows records
  rows=$(grep -cE '^ *[0-9]+ +[12] +[0-9]+ [a-z]+ ' "$tap_scratch/table")
  records=$(grep -c '"case": "speed"' "$tap_scratch/run/speed.json")
  [ "$rows" -gt 0 ] && [ "$rows" = "$records" ] \
    || fail "$rows rows, $records records" || return 1
}

records_tell_figures () {
  local name
  for name in schema version compiler flags cpu sample_rate_hz channels \
    block_frames signal repeats ns_per_sample_median call_p99_load_ratio \
    call_max_load_ratio; do
    [ "$(grep -c "\"$name\":" "$tap_scratch/run/speed.json")" \
      = "$(grep -c '"case":' "$tap_scratch/run/speed.json")" ] \
      || fail "not every record tells $name" || return 1
  done
}

leaves_one_file () {
  [ "$(ls -A "$tap_scratch/run")" = speed.json ] \
    || fail "$(ls -A "$tap_scratch/run")"
}

full_output_is_told () {
  local status=0
  [ -e /dev/full ] || return 0
  "$bench" --help > /dev/full 2> "$tap_scratch/said" || status=$?
  [ "$status" -eq 3 ] || fail "status $status"
}

for command in latency quality acoustics soak all; do
  tap_case "bench_refuses_${command}_for_now" refuses 2 "not in this version" \
    "$command"
done
for option in --html=x.html --limit-ms=20 --corpus=x --virtual; do
  name=${option%%=*} name=${name#--}
  tap_case "bench_refuses_option_${name//-/_}_for_now" refuses 2 \
    "not in this version" speed "$option"
done
tap_case bench_refuses_unknown_command refuses 2 "no such command" sped
tap_case bench_refuses_no_command refuses 2 "no command"
tap_case bench_refuses_two_commands refuses 2 "more than one" speed speed
tap_case bench_refuses_unknown_option refuses 2 "no such option" --sped
tap_case bench_refuses_missing_value refuses 2 "value is missing" speed --json
for value in 0 -1 nan inf 601 2x ''; do
  tap_case "bench_refuses_duration_'$value'" refuses 2 "--duration" speed \
    --duration "$value"
done
tap_case bench_refuses_missing_folder_first refuses 3 "cannot be written" \
  speed --json "$tap_scratch/none/speed.json"
tap_case bench_tells_full_output full_output_is_told
tap_case bench_measures_speed measures
tap_case bench_writes_a_record_a_row rows_equal_records
tap_case bench_records_tell_figures records_tell_figures
tap_case bench_leaves_one_file leaves_one_file
tap_done
