#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What enhance-bench runs: its verdicts, exit statuses and reports agree, and
# what could not be measured never passes. How fast the machine is decides
# nothing here.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/rig/delay.sh"

bench=$top_builddir/bench/enhance-bench
tap_rig
[ -x "$bench" ] || tap_skip_all "enhance-bench was not built: see configure"

# Neither a server nor a card, whatever the machine has: nothing is played.
export JACK_NO_START_SERVER=1 JACK_DEFAULT_SERVER="enhance-test-none-$$"
no_cards="env ALSA_CONFIG_PATH=$tap_scratch/none.conf"
# PortAudio aborts where ALSA has no device by the name of default at all.
printf '%s.default { type hw card 99 }\n' pcm ctl > "$tap_scratch/none.conf"

# What ALSA's plugins leak is not ours.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0

# run_bench NAME ARGUMENT...: keeps what it printed, wrote and ended with.
run_bench () {
  local folder=$tap_scratch/$1
  shift
  mkdir -p "$folder"
  status=0
  timeout -s KILL 900 ${around:-} "$bench" "$@" --json "$folder/run.json" \
    --csv "$folder/run.csv" --html "$folder/run.html" > "$folder/table" \
    2> "$folder/said" || status=$?
  echo "$status" > "$folder/status"
  cat "$folder/table" "$folder/said"
}

ends_with () { # NAME STATUS ARGUMENT...
  local name=$1 wanted=$2
  shift 2
  run_bench "$name" "$@"
  [ "$status" -eq "$wanted" ] || fail "status $status" || return 1
  [ "$(ls -A "$tap_scratch/$name" | tr '\n' ' ')" \
    = "run.csv run.html run.json said status table " ] \
    || fail "$(ls -A "$tap_scratch/$name")" || return 1
  verdicts_match "$name"
}

# Lines with a pattern.
count () { # PATTERN FILE
  grep -c -- "$1" "$2" || :
}

# Status, last line, table and records tell the same.
verdicts_match () {
  local folder=$tap_scratch/$1 passed failed missing wanted
  passed=$(count '"verdict": "PASS"' "$folder/run.json")
  failed=$(count '"verdict": "FAIL"' "$folder/run.json")
  missing=$(count '"verdict": "NOT MEASURED"' "$folder/run.json")
  if [ "$failed" -gt 0 ]; then
    wanted=1
  elif [ "$missing" -gt 0 ]; then
    wanted=77
  else
    wanted=0
  fi
  [ "$(cat "$folder/status")" -eq "$wanted" ] \
    || fail "status $(cat "$folder/status"), wanted $wanted" || return 1
  tail -n 1 "$folder/table" | grep -q \
    ": $passed passed, $failed failed, $missing not measured\$" \
    || fail "$(tail -n 1 "$folder/table")" || return 1
  [ "$(count '^PASS   ' "$folder/table")" -eq "$passed" ] \
    && [ "$(count '^FAIL   ' "$folder/table")" -eq "$failed" ] \
    && [ "$(count '^NOT MEASURED  ' "$folder/table")" -eq "$missing" ] \
    || fail "the table tells other verdicts"
}

run_speed () {
  run_bench speed speed --duration 0.2
  verdicts_match speed || return 1
  # A share of a block is CPU time of the chain, and no row mixes it with the wall's.
  metric_is speed worst_call_percent '\(PASS\|NOT MEASURED\)' || return 1
  ! grep -nE 'p99|switching' "$tap_scratch/speed/table"
}

# Four digits that count, and no exponent.
numbers_can_be_read () {
  cat "$tap_scratch"/{acoustics,soak,speed}/table > "$tap_scratch/tables"
  ! grep -nE '[0-9]e[-+][0-9]|[0-9]\.[0-9]{5}' "$tap_scratch/tables"
}

# A change within what the two runs were unsure of is none.
compare_knows_the_spread () {
  local run=$tap_scratch/speed/run.json changed=$tap_scratch/unsure.json status=0
  # compare_with FACTOR LOW HIGH
  compare_with () {
    python3 -c '
import json, sys
run = json.load(open(sys.argv[1]))
factor, low, high = map(float, sys.argv[2:])
for row in run:
    if row["metric"] == "ns_per_sample":
        row["value"] *= factor
        row["ns_per_sample_low"] = row["value"] * low
        row["ns_per_sample_high"] = row["value"] * high
json.dump(run, sys.stdout)' "$run" "$@" > "$changed" || return 99
    "$bench" compare "$run" "$changed" > "$tap_scratch/compared" 2>&1
  }
  compare_with 1.3 0.6 1.4 || fail "$(cat "$tap_scratch/compared")" || return 1
  compare_with 4 0.99 1.01 || status=$?
  [ "$status" -eq 1 ] && grep -q '^WORSE.*CPU time' "$tap_scratch/compared" \
    || fail "status $status: $(cat "$tap_scratch/compared")"
}

# What failed and what to do stands before all else, and the figures of a hurry.
page_tells_what_to_do () {
  local page=$tap_scratch/limited/run.html
  grep -q '<span class="FAIL">FAIL</span>' "$page" \
    && grep -q '<li>microphone to ear, p99.*: ask for a shorter period' "$page" \
    && grep -q '<dd>from microphone to ear' "$page" \
    && grep -q 'a private JACK server without a device' "$page" \
    && [ "$(grep -n 'class="headline"' "$page" | head -n 1 | cut -d: -f1)" -lt \
      "$(grep -n '<table>' "$page" | head -n 1 | cut -d: -f1)" ] \
    || fail "$(sed -n '/<body>/,/<h2/p' "$page")"
}

# compare reads by the schema, and every field that always stands there by the
# table of the document does.
records_keep_the_schema () {
  local field status=0
  "$bench" compare "$tap_scratch/$1/run.json" "$tap_scratch/$1/run.json" \
    > "$tap_scratch/compared" 2>&1 || status=$?
  [ "$status" -eq 0 ] || fail "$(cat "$tap_scratch/compared")" || return 1
  for field in $(sed -n 's/^| `\([a-z_]*\)` | always .*/\1/p' \
    "$top_srcdir/docs/benchmarks.md"); do
    [ "$(count "\"$field\":" "$tap_scratch/$1/run.json")" \
      -eq "$(count '"schema":' "$tap_scratch/$1/run.json")" ] \
      || fail "not every record has $field" || return 1
  done
  [ "$(grep -c '^| `[a-z_]*` | always' "$top_srcdir/docs/benchmarks.md")" \
    -ge 14 ] || fail "the document does not tell the fields"
}

# refuses_file WORD SED: records that were spoilt are none.
refuses_file () {
  local word=$1 change=$2 status=0 said
  sed -E "$change" "$tap_scratch/soak/run.json" > "$tap_scratch/spoilt.json"
  said=$("$bench" compare "$tap_scratch/soak/run.json" \
    "$tap_scratch/spoilt.json" 2>&1) || status=$?
  [ "$status" -eq 3 ] || fail "status $status: $said" || return 1
  printf '%s\n' "$said" | grep -q "spoilt.json: .*$word" || fail "$said"
}

# compares STATUS WORD FIELD VALUE [THRESHOLD]: the row of the gain of N3 was
# changed in one field.
compares () {
  local wanted=$1 word=$2 status=0 said
  awk -v field="\"$3\":" -v value="$4" '
    /"metric":/ { here = /"gain_error_db"/ }
    /"metric":/ || /"subject":/ { if (!/"metric"/ && !/"N3"/) here = 0 }
    { line[NR] = $0; record[NR] = count; ours[count] = ours[count] || 0 }
    /"metric": "gain_error_db"/ { gain[count] = 1 }
    /"subject": "N3"/ { if (gain[count]) ours[count] = 1 }
    /^ }/ { ++count }
    END {
      for (i = 1; i <= NR; ++i) {
        if (ours[record[i]] && index (line[i], field))
          sub (/: [^,]*/, ": " value, line[i])
        print line[i]
      }
    }' "$tap_scratch/acoustics/run.json" > "$tap_scratch/changed.json"
  said=$("$bench" compare "$tap_scratch/acoustics/run.json" \
    "$tap_scratch/changed.json" --threshold "${5:-10}" 2>&1) || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status: $said" || return 1
  printf '%s\n' "$said" | grep -q "$word" || fail "$said"
}

csv_is_a_table () {
  local file=$tap_scratch/$1/run.csv
  head -n 1 "$file" | grep -q '^schema,version,commit,' \
    || fail "$(head -n 1 "$file")" || return 1
  [ "$(wc -l < "$file")" -eq \
    $(($(count '"schema":' "$tap_scratch/$1/run.json") + 1)) ] \
    || fail "not a line for each record" || return 1
  command -v python3 > /dev/null || return 0
  python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
sys.exit(any(len(row) != len(rows[0]) for row in rows))' "$file" \
    || fail "rows differ in length"
}

page_asks_nobody () {
  local page=$tap_scratch/$1/run.html
  grep -q "default-src 'none'" "$page" || fail "no policy" || return 1
  ! grep -nEi '<script|<iframe|<link [^>]*href="[^d]|url\(|@import' "$page" \
    || return 1
  ! grep -nEi 'src="(http|/|file)' "$page" || return 1
  [ "$(count '<h2 ' "$page")" -ge 1 ] && grep -q '</html>' "$page"
}

page_has_plots () { # RUN TITLE...
  local page=$tap_scratch/$1/run.html plot
  shift
  for plot in "$@"; do
    grep -qF "$plot" "$page" || fail "no plot: $plot" || return 1
  done
  ! grep -E '<(circle|line|rect|polyline)' "$page" | grep -nE '="-?(nan|inf)'
}

# shots PAGE [CHAPTER]: as a reader sees it, in light, in dark and in print.
shots () {
  timeout -s KILL 300 bash "$top_srcdir/bench/screenshots.sh" "$1" \
    "$tap_scratch/light.png" "$tap_scratch/dark.png" "$tap_scratch/print.pdf" \
    "${2:-}" 2>&1
}

# Not a word on the console, not a request, and no empty page.
page_in_a_browser () {
  shots "$tap_scratch/$1/run.html" "$1" || return 1
  local picture
  for picture in light dark print; do
    [ "$(wc -c < "$(echo "$tap_scratch/$picture".p*)")" -gt 30000 ] \
      || fail "an empty page: $picture" || return 1
  done
  ! cmp -s "$tap_scratch/light.png" "$tap_scratch/dark.png" \
    || fail "dark is light" || return 1
  command -v convert > /dev/null || return 0
  # Of white: most of the page in light, little of it in dark.
  for picture in light dark; do
    convert "$tap_scratch/$picture.png" -colorspace Gray \
      -format '%[fx:int(100*mean)]\n' info: || return 1
  done > "$tap_scratch/brightness"
  [ "$(head -n 1 "$tap_scratch/brightness")" -gt 75 ] \
    && [ "$(tail -n 1 "$tap_scratch/brightness")" -lt 35 ] \
    || fail "brightness of light and dark, %: $(cat "$tap_scratch/brightness")"
}

# What shots says of a page that it should not pass.
page_that_asks_is_caught () {
  sed -E '/Content-Security-Policy/,/data:/d
    s|<body>|<body><img src="http://picture.invalid/x.png" alt="">|' \
    "$tap_scratch/acoustics/run.html" > "$tap_scratch/asks.html"
  local status=0
  shots "$tap_scratch/asks.html" > "$tap_scratch/shots" || status=$?
  [ "$status" -eq 1 ] && grep -q 'picture.invalid' "$tap_scratch/shots" \
    || fail "status $status: $(cat "$tap_scratch/shots")"
}

# A picture that the page's own policy refuses is told on the console.
page_that_complains_is_caught () {
  sed 's|<body>|<body><img src="http://picture.invalid/x.png" alt="">|' \
    "$tap_scratch/acoustics/run.html" > "$tap_scratch/complains.html"
  local status=0
  shots "$tap_scratch/complains.html" > "$tap_scratch/shots" || status=$?
  [ "$status" -eq 1 ] && grep -q 'on the console' "$tap_scratch/shots" \
    || fail "status $status: $(cat "$tap_scratch/shots")"
}

metric_is () { # NAME METRIC VERDICT [REASON]
  sed -n "/\"metric\": \"$2\"/,/}/p" "$tap_scratch/$1/run.json" \
    > "$tap_scratch/row"
  grep -q "\"verdict\": \"$3\"" "$tap_scratch/row" \
    || fail "$(cat "$tap_scratch/row")" || return 1
  [ -z "${4:-}" ] || grep -q "\"reason\": \".*$4" "$tap_scratch/row" \
    || fail "$(cat "$tap_scratch/row")"
}

# 77, or 1 where the machine is too busy for the deadlines; never 0.
no_device_is_not_measured () {
  around=$no_cards
  run_bench none latency --duration 0.2
  verdicts_match none || return 1
  [ "$status" -eq 77 ] || [ "$status" -eq 1 ] || fail "status $status" \
    || return 1
  # A thousand calls do not fit into it.
  metric_is none call_p999_load_percent "NOT MEASURED" 'use --duration' || return 1
  metric_is none loop_p99_ms "NOT MEASURED" . \
    && metric_is none probes_heard_percent "NOT MEASURED" . \
    && metric_is none xruns_per_minute "NOT MEASURED" .
}

# A server that does not start.
no_server_is_not_measured () {
  mkdir -p "$tap_scratch/bin"
  printf '#!/bin/sh\nexit 1\n' > "$tap_scratch/bin/jackd"
  chmod +x "$tap_scratch/bin/jackd"
  PATH=$tap_scratch/bin:$PATH run_bench without latency --virtual --duration 0.2
  verdicts_match without || return 1
  [ "$status" -eq 77 ] || [ "$status" -eq 1 ] || fail "status $status" \
    || return 1
  metric_is without loop_p99_ms "NOT MEASURED" \
    '\(jackd does not start\|built without JACK\)'
}

named_device_is_status_4 () {
  local status=0
  timeout -s KILL 120 $no_cards "$bench" latency --duration 0.2 --input 'no such thing' \
    > "$tap_scratch/table" 2> "$tap_scratch/said" || status=$?
  [ "$status" -eq 4 ] && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ] \
    || fail "status $status: $(cat "$tap_scratch/said")"
}

# One period of 64 frames, which the graph adds, and the chain's 144.
virtual_loop_is_the_chain_and_a_period () {
  run_bench virtual latency --virtual --duration 2
  verdicts_match virtual || return 1
  metric_is virtual loop_p99_ms PASS || return 1
  grep -q '"loop": "virtual"' "$tap_scratch/row" \
    && grep -q '"loop_p50_ms": 4.33333' "$tap_scratch/row" \
    || fail "$(cat "$tap_scratch/row")"
}

# Another program on another loop through the same engine, chain and period; its
# tones need a chain that lets them pass as they are. Where the machine was too
# busy for either, it is measured again.
loop_agrees_with_jack_iodelay () {
  local ours theirs turn
  ours=$(sed -n 's/.*"loop_p50_ms": \([0-9.]*\).*/\1/p' \
    "$tap_scratch/virtual/run.json")
  for turn in 1 2 3; do
    rig_start 64 || fail "no server" || return 1
    begin_engine --input system --output system --client rig-bench \
      --outputs 1 -s bypass=1 || return 1
    rig_wait_port rig-bench:out_0 || return 1
    jack_disconnect system:capture_1 rig-bench:in_0
    jack_disconnect rig-bench:out_0 system:playback_1
    iodelay rig-bench 8 || return 1
    end_engine || return 1
    rig_stop
    theirs=$(sed -n 's/^ *\([0-9.]*\) frames.*total roundtrip.*/\1/p' \
      "$tap_scratch/iodelay" | sort -n | awk '{ v[NR] = $1 }
        END { print v[int ((NR + 1) / 2)] }')
    echo "jack_iodelay: $theirs frames, enhance-bench: $ours ms"
    awk -v t="$theirs" -v o="$ours" 'BEGIN { d = t - 48 * o
      exit !(t != "" && o != "" && d <= 1 && d >= -1) }' && return 0
  done
  return 1
}

limit_fails_the_loop () {
  run_bench limited latency --virtual --duration 0.2 --limit-ms 4
  [ "$status" -eq 1 ] && metric_is limited loop_p99_ms FAIL
}

corpus_of_folders_is_mixed () {
  local name signal
  mkdir -p "$tap_scratch/voices/clean" "$tap_scratch/voices/noise"
  for name in clean/one clean/two noise/hum; do
    case $name in
      clean/*) signal=speech ;;
      *) signal=noise ;;
    esac
    "$top_builddir/tests/cli/make_wav" "$tap_scratch/voices/$name.wav" \
      "$signal" 48000 1 pcm16 96000 || return 1
  done
  run_bench voices-run quality --corpus "$tap_scratch/voices"
  # The sounds are the same everywhere, and nothing of it is timed.
  [ "$status" -eq 0 ] || fail "status $status" || return 1
  verdicts_match voices-run || return 1
  grep -q '15 mixtures of ' "$tap_scratch/voices-run/table" \
    || fail "$(head -n 3 "$tap_scratch/voices-run/table")" || return 1
  grep -q 'data:image/png;base64,' "$tap_scratch/voices-run/run.html"
}

# What is no file is written to, and what a link leads to.
report_goes_where_it_was_asked () {
  local status=0
  mkfifo "$tap_scratch/pipe"
  cat "$tap_scratch/pipe" > "$tap_scratch/through" &
  echo old > "$tap_scratch/target.csv"
  ln -s target.csv "$tap_scratch/link.csv"
  "$bench" soak --duration 0.1 --json "$tap_scratch/pipe" \
    --csv "$tap_scratch/link.csv" > /dev/null 2>&1 || status=$?
  wait $!
  [ "$status" -eq 77 ] && [ -p "$tap_scratch/pipe" ] \
    && grep -q '"schema"' "$tap_scratch/through" \
    && [ -L "$tap_scratch/link.csv" ] \
    && grep -q '^schema,' "$tap_scratch/target.csv" \
    || fail "status $status: $(ls -l "$tap_scratch")" || return 1
  # A full disk, as a link, so that root's own device is not at stake.
  [ -c /dev/full ] || return 0
  ln -s /dev/full "$tap_scratch/full.json"
  status=0
  "$bench" soak --duration 0.1 --json "$tap_scratch/full.json" > /dev/null \
    2> "$tap_scratch/said" || status=$?
  [ "$status" -eq 3 ] && [ -c /dev/full ] \
    && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ] \
    || fail "status $status: $(cat "$tap_scratch/said")"
}

tap_case report_goes_where_it_was_asked report_goes_where_it_was_asked
tap_case acoustics_pass_with_status_0 ends_with acoustics 0 acoustics
tap_case too_short_a_soak_is_status_77 ends_with soak 77 soak --duration 0.1
tap_case speed_is_measured run_speed
for run in acoustics soak speed; do
  tap_case "${run}_records_keep_the_schema" records_keep_the_schema "$run"
  tap_case "${run}_csv_is_a_table" csv_is_a_table "$run"
  tap_case "${run}_page_asks_nobody" page_asks_nobody "$run"
done
tap_case numbers_can_be_read numbers_can_be_read
tap_case_with python3 compare_knows_the_spread compare_knows_the_spread
tap_case acoustics_page_has_plots page_has_plots acoustics \
  "Input and output level by band" "Distortion by level"
tap_case soak_page_has_plots page_has_plots soak "Cost of the same work over time"
tap_case speed_page_has_plots page_has_plots speed \
  "CPU time by block size"
tap_case_with chromium page_in_a_browser_is_quiet page_in_a_browser acoustics
for claim in page_that_asks_is_caught page_that_complains_is_caught; do
  tap_case_with chromium $claim $claim
done

tap_case compare_refuses_another_schema refuses_file "schema is not" \
  's/"schema": 2/"schema": 1/'
tap_case compare_refuses_a_wrong_type refuses_file "wrong type" \
  's/"value": ([-0-9.e]+)/"value": "\1"/'
tap_case compare_refuses_a_missing_field refuses_file "no cpu" '/"cpu"/d'
tap_case compare_refuses_not_measured_without_reason refuses_file "no reason" \
  's/"reason"/"remark"/'
tap_case compare_refuses_an_unknown_verdict refuses_file "verdict" \
  's/NOT MEASURED/MAYBE/'
tap_case compare_finds_a_worse_figure compares 1 '^WORSE.*N3' value 0.45
tap_case compare_keeps_to_the_threshold compares 0 '^PASS' value 0.45 300
tap_case compare_finds_a_new_failure compares 1 '^FAILS NOW.*N3' verdict \
  '"FAIL"'
tap_case compare_finds_a_missing_row compares 77 '^NOT MEASURED' metric \
  '"another"'

tap_case no_device_is_not_measured no_device_is_not_measured
tap_case no_server_is_not_measured no_server_is_not_measured
tap_case a_named_device_that_is_not_there_is_status_4 named_device_is_status_4
if command -v jackd > /dev/null \
  && grep -q '^#define HAVE_JACK 1' "$top_builddir/config.h"; then
  tap_case virtual_loop_is_the_chain_and_a_period \
    virtual_loop_is_the_chain_and_a_period
  tap_case limit_fails_the_loop limit_fails_the_loop
  tap_case page_tells_what_to_do page_tells_what_to_do
  if [ -x "$rig_player" ] && command -v jack_iodelay > /dev/null; then
    tap_case loop_agrees_with_jack_iodelay loop_agrees_with_jack_iodelay
  else
    tap_skip loop_agrees_with_jack_iodelay "no rig here"
  fi
else
  tap_skip virtual_loop_is_the_chain_and_a_period "no JACK here"
  tap_skip limit_fails_the_loop "no JACK here"
  tap_skip page_tells_what_to_do "no JACK here"
  tap_skip loop_agrees_with_jack_iodelay "no JACK here"
fi
if [ -x "$top_builddir/tests/cli/make_wav" ]; then
  tap_case corpus_of_folders_is_mixed corpus_of_folders_is_mixed
else
  tap_skip corpus_of_folders_is_mixed "make_wav was not built"
fi
tap_done
