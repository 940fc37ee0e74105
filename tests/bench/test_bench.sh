#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance-bench and its scripts refuse what they cannot do, and say why. What
# they measure is looked at in test_bench_run.sh.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

bench=$top_builddir/bench/enhance-bench
rooms=$top_srcdir/tools/kit
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

# Like refuses, where the heading is printed first.
refuses_named () {
  local wanted=$1 word=$2 status=0 said
  shift 2
  said=$("$bench" "$@" 2>&1 > "$tap_scratch/printed") || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status: $said" || return 1
  [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] || fail "$said" || return 1
  case $said in
    "enhance-bench: "*"$word"*) ;;
    *) fail "$said" ;;
  esac
}

full_output_is_told () {
  local status=0
  [ -e /dev/full ] || return 0
  "$bench" --help > /dev/full 2> "$tap_scratch/said" || status=$?
  [ "$status" -eq 3 ] || fail "status $status" || return 1
  # Nor where something was not measured as well.
  status=0
  "$bench" soak --duration 0.1 > /dev/full 2> "$tap_scratch/said" || status=$?
  [ "$status" -eq 3 ] || fail "soak: status $status"
}

limited_files_are_told () {
  local status=0
  # Of 1 KiB (bash) or half.
  (ulimit -f 1; exec "$bench" acoustics --json "$tap_scratch/long.json") \
    > /dev/null 2> "$tap_scratch/said" || status=$?
  cat "$tap_scratch/said"
  [ "$status" -eq 3 ] || fail "status $status" || return 1
  [ "$(ls "$tap_scratch" | grep -c 'long')" -eq 0 ] || fail "something is left"
}

# script_refuses STATUS WORD SCRIPT ARGUMENT...: no kit is needed for that.
script_refuses () {
  local wanted=$1 word=$2 script=$3 status=0 said
  shift 3
  said=$(KIT='' bash "$rooms/$script" "$@" 2>&1 > "$tap_scratch/printed") \
    || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status: $said" || return 1
  [ ! -s "$tap_scratch/printed" ] || fail "something was measured" || return 1
  printf '%s\n' "$said" | grep -q "^$script: .*$word" || fail "$said"
}

# The line of the source, with the value that ships and another.
sweep_changes_one_value () {
  bash "$rooms/sweep.sh" --list limiter.c release_seconds 7 \
    > "$tap_scratch/list" || return 1
  [ "$(grep -c 'release_seconds = ' "$tap_scratch/list")" -eq 2 ] \
    && [ "$(sed -E 's/(release_seconds = )[0-9.]+/\1/' "$tap_scratch/list" \
      | sort -u | wc -l)" -eq 1 ] \
    && grep -qE 'release_seconds = 7(\.0f)?;' "$tap_scratch/list" \
    || fail "$(cat "$tap_scratch/list")"
}

# table [KEY.FIELD VALUE]: as quality.sh would write it, just above every must;
# or with one figure put wrong.
table () {
  python3 - "$tap_scratch/table.json" "$@" << 'END'
import json, sys
at = {"missing": ""}
systems = {
    "ours-100": dict(at, latency_ms=3.0, estoi=0.64, sisdr_gain_db=2.1,
                     speech_loss_db=1.8, pause_attenuation_db=7.5,
                     keyboard_estoi_gain=0.0, dishes_estoi_gain=0.01,
                     musical=0.3),
    "ours-50": dict(at, speech_loss_db=0.9, pause_attenuation_db=4.0),
    "ours-0": dict(at, speech_loss_db=0.0, pause_attenuation_db=0.0),
    "ours-lowest": dict(at, latency_ms=0.0),
    "ours-clean": dict(at, estoi=0.99, level_change_db=0.2),
}
if len(sys.argv) > 2:
    key, field = sys.argv[2].split(".")
    systems[key][field] = float(sys.argv[3])
with open(sys.argv[1], "w") as file:
    json.dump({"schema": 1, "systems": systems}, file)
END
}

judge () {
  python3 "$rooms/quality.py" judge "$tap_scratch/table.json"
}

quality_passes_what_holds () {
  table && judge && judge | grep -q '^PESQ.*not measured here' \
    && judge | grep -q '^0 musts failed'
}

quality_fails_every_must () {
  local field value status
  while read -r field value; do
    status=0
    table "$field" "$value" || return 1
    judge > "$tap_scratch/judged" || status=$?
    [ "$status" -eq 1 ] && grep -q '^1 must failed' "$tap_scratch/judged" \
      || fail "$field = $value: $(cat "$tap_scratch/judged")" || return 1
  done << 'END'
ours-100.latency_ms 3.1
ours-lowest.latency_ms 0.1
ours-100.estoi 0.6359
ours-100.sisdr_gain_db 1.99
ours-100.speech_loss_db 1.91
ours-100.pause_attenuation_db 6.99
ours-100.keyboard_estoi_gain -0.011
ours-100.dishes_estoi_gain -0.011
ours-clean.estoi 0.979
ours-clean.level_change_db 0.31
ours-100.musical 0.41
ours-50.pause_attenuation_db 7.6
ours-50.speech_loss_db 1.85
END
}

# As a peer must be for the scorer: as long as its input, and not silent.
peer_keeps_the_length () { # PROGRAM
  [ -x "$tap_scratch/$1" ] || return 77
  "$top_builddir/tests/cli/make_wav" "$tap_scratch/in.wav" speech 48000 1 pcm16 \
    50001 || return 1
  "$tap_scratch/$1" "$tap_scratch/in.wav" "$tap_scratch/out.wav" \
    || return 1
  [ "$("$top_builddir/tests/cli/look_wav" info "$tap_scratch/out.wav")" \
    = "48000 1 50001" ] \
    && ! "$top_builddir/tests/cli/look_wav" same "$tap_scratch/out.wav" \
      "$tap_scratch/in.wav" 0 0.001
}

tap_case bench_refuses_unknown_command refuses 2 "unknown command" sped
tap_case bench_refuses_no_command refuses 2 "no command"
tap_case bench_refuses_two_commands refuses 2 "more than one" speed speed
tap_case bench_refuses_unknown_option refuses 2 "unknown option" --sped
tap_case bench_refuses_missing_value refuses 2 "value is missing" speed --json
for value in 0 -1 nan inf 864001 2x ''; do
  tap_case "bench_refuses_duration_'$value'" refuses 2 "--duration" speed \
    --duration "$value"
done
tap_case bench_refuses_missing_folder_first refuses 3 "cannot write" \
  speed --json "$tap_scratch/none/speed.json"
tap_case bench_tells_full_output full_output_is_told
tap_case bench_tells_limited_files limited_files_are_told
for value in 0 nan 20ms; do
  tap_case "bench_refuses_limit_'$value'" refuses 2 "--limit-ms" latency \
    --limit-ms "$value"
done
tap_case bench_refuses_virtual_with_a_device refuses 2 "--virtual" latency \
  --virtual --input x
tap_case bench_refuses_unknown_loop refuses 2 "earpiece or cable" latency \
  --loop wire
for option in json csv html; do
  tap_case "bench_refuses_${option}_that_is_a_folder" refuses 3 "--$option" \
    acoustics "--$option" "$tap_scratch"
done
tap_case bench_refuses_corpus_that_is_none refuses_named 3 "no such folder" \
  quality --corpus "$tap_scratch/none"
tap_case bench_refuses_corpus_without_recordings refuses_named 3 \
  "no recordings" quality --corpus "$tap_scratch"
tap_case compare_refuses_one_file refuses 2 "give two" compare x.json
tap_case compare_refuses_a_missing_file refuses 3 "cannot read" compare \
  "$tap_scratch/none" "$tap_scratch/none"

tap_case quality_refuses_no_kit script_refuses 2 "no KIT" quality.sh
tap_case quality_refuses_folder_that_is_no_kit script_refuses 3 "mix.py" \
  quality.sh "$tap_scratch"
tap_case quality_refuses_unknown_option script_refuses 2 "no such option" \
  quality.sh --knit x
tap_case sweep_refuses_no_value script_refuses 2 "give FILE" sweep.sh limiter.c \
  release_seconds
tap_case sweep_refuses_unknown_file script_refuses 2 "no such file" sweep.sh \
  none.c x 1
tap_case sweep_refuses_unknown_constant script_refuses 2 "0 definitions" \
  sweep.sh limiter.c release_second 1
tap_case sweep_refuses_no_number script_refuses 2 "no number" sweep.sh \
  limiter.c release_seconds fast
tap_case sweep_changes_one_value sweep_changes_one_value
for claim in quality_passes_what_holds quality_fails_every_must; do
  tap_case_with python3 $claim $claim
done
why=$("$rooms/quality.sh" --peers "$tap_scratch" 2>&1)
for program in peer-speex peer-webrtc; do
  tap_allowed_case "${program/-/_}_keeps_the_length" "$why" \
    peer_keeps_the_length "$program"
done
tap_done
