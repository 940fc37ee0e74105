#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance live, with a file as the microphone and a file as the ear.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"

# The start's silence and ramp last 0.4 s; the files hold 0.6 to 1.2 s.
live () {
  enhance live "$@"
}

ends_with_the_file () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 28800
  live --input dummy:in.wav --output dummy:out.wav || return 1
  # The chain's delay comes on top.
  info_is out.wav "48000 2 28944"
}

stereo_stays_stereo () {
  fresh
  make_wav in.wav noise 44100 2 pcm16 26460
  live -q --input dummy:in.wav --output dummy:out.wav --delay lowest || return 1
  info_is out.wav "44100 2 26460"
}

mono_ear () {
  fresh
  make_wav in.wav noise 16000 1 pcm16 9600
  live -q --input dummy:in.wav --output dummy:out.wav --outputs 1 \
    --delay lowest || return 1
  info_is out.wav "16000 1 9600"
}

# The ear's levels, and both over the quiet start: silence first, then speech.
equals_file () { # OPTION...
  fresh
  make_wav speech.wav speech 48000 1 float 24000 -33
  make_wav in.wav silence 48000 1 float 48000
  # 0.5 s of silence, then the speech's samples, in one header.
  { head -c $((44 + 96000)) in.wav; tail -c 96000 speech.wav; } > joined.wav
  enhance file --no-align -s ceiling=100 -s mic_full_scale=109 \
    -s ear_full_scale=109 "$@" joined.wav file.wav || return 1
  live -q --outputs 1 "$@" --input dummy:joined.wav --output dummy:live.wav \
    || return 1
  look_wav same live.wav file.wav 0 1e-6
}

# 100 ms of exact zeros, whatever comes in.
starts_quietly () {
  fresh
  make_wav in.wav noise 48000 1 float 4600
  make_wav zeros.wav silence 48000 2 float 4744
  live -q --input dummy:in.wav --output dummy:out.wav || return 1
  info_is out.wav "48000 2 4744" \
    && [ "$(look_wav level out.wav)" = "$(look_wav level zeros.wav)" ]
}

summary_tells () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 28800
  live --input dummy:in.wav --output dummy: > all || return 1
  cat all
  # A machine that stood still for a second is told of, and rightly.
  grep -v '^The sound stopped' all > said
  grep -q '^dummy:in.wav to dummy:, 48000 Hz, 1 to 2 channels' said \
    && grep -Eq '^0\.6 s of sound, delay .* algorithm 3.00 ms' said \
    && grep -Eq '^level -2[0-9.]+ dBFS in, .* noise reduction [0-9.]+ dB' said \
    && grep -q '^0 gaps; load' said && [ "$(wc -l < said)" -eq 4 ]
}

quiet_says_nothing () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 4800
  live -q --input dummy:in.wav --output dummy:out.wav > said 2>&1 \
    && [ ! -s said ]
}

lines_of_meters () {
  [ "$(grep -c '^in \[' said)" -ge "$1" ]
}

# Two come, and no more than the sound had seconds: a busy machine is late for
# some of them.
verbose_tells_each_second () {
  local listening
  fresh
  : > said
  "$top_builddir/cli/enhance" live -v -s volume=3 --input dummy: --output dummy: \
    > said 2>&1 &
  listening=$!
  tap_soon lines_of_meters 2
  kill -INT "$listening"
  wait "$listening" || fail "status $?: $(cat said)" || return 1
  cat said
  grep -q '^  volume 3 dB' said && lines_of_meters 2 || return 1
  awk -v lines="$(grep -c '^in \[' said)" \
    '/ s of sound/ { seen = 1; most = $1 + 1 } END { exit !seen || lines > most }' said
}

line_on_a_terminal () {
  fresh
  TERM=xterm script -qec "'$top_builddir/cli/enhance' live --input dummy: \
    --output dummy: --duration 2.5" said > /dev/null || return 1
  cat -v said
  grep -q 'out \[' said && grep -q 's of sound' said
}

duration_ends_it () {
  local begun ended
  fresh
  begun=$(date +%s%N)
  live -q --input dummy: --output dummy:out.wav --duration 0.5 || return 1
  ended=$(date +%s%N)
  # The rest is starting and the fade; one that stood still plays less.
  [ $(((ended - begun) / 1000000)) -ge 500 ] || fail "too early" || return 1
  look_wav info out.wav | awk '{ print; exit !($3 > 0 && $3 < 480000) }'
}

signal_ends_it () { # SIGNAL
  local status
  fresh
  "$top_builddir/cli/enhance" live --input dummy: --output dummy:out.wav \
    --duration 20 > said 2>&1 &
  wait_ready $! || return 1
  # The line that is printed with the first sound.
  for _ in $(seq 1200); do
    ! grep -q 'Ctrl-C ends' said || break
    sleep 0.1
  done
  kill -s "$1" $!
  wait $!
  status=$?
  cat said
  [ "$status" = 0 ] && grep -q 's of sound' said \
    && look_wav info out.wav | grep -q '^48000 2' \
    && [ "$(ls -A | tr '\n' ' ')" = "out.wav said " ]
}

# A file is not played a second time over what was written.
a_killed_process_is_the_end () {
  local status=0 child
  fresh
  "$top_builddir/cli/enhance" live --input dummy: --output dummy:out.wav \
    --duration 20 > said 2> err &
  wait_ready $! || return 1
  for turn in $(seq 300); do
    grep -q 'Ctrl-C ends' said && break
    sleep 0.1
  done
  child=$(pgrep -P $!) && kill -KILL "$child" || return 1
  wait $! || status=$?
  cat said err
  [ "$status" -eq 1 ] && [ "$(wc -l < err)" -eq 1 ] \
    && grep -q '^enhance: The sound stopped: its process ended' err
}

closed_streams () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 4800
  live -q --input dummy:in.wav --output dummy:out.wav <&- >&- 2>&- \
    && info_is out.wav "48000 2 4944"
}

bad_word () { # PATTERN OPTION...
  local pattern=$1
  shift
  fresh
  make_wav in.wav noise 48000 1 pcm16 480
  refused 2 "$pattern" live --input dummy:in.wav --output dummy:out.wav "$@"
}

bad_ear () { # PATH
  fresh
  make_wav in.wav noise 48000 1 pcm16 480
  refused 3 "$1" live --input dummy:in.wav --output "dummy:$1"
}

tap_case file_as_microphone_ends_it ends_with_the_file
tap_case stereo_stays_stereo stereo_stays_stereo
tap_case one_ear_can_be_asked_for mono_ear
tap_case live_equals_file equals_file
tap_case live_equals_file_at_low_delay equals_file --delay low -a N2
tap_case live_equals_file_at_lowest_delay equals_file --delay lowest \
  -s noise_reduction=100
tap_case start_is_silent starts_quietly
tap_case summary_tells_delay_level_noise summary_tells
tap_case quiet_says_nothing quiet_says_nothing
tap_case verbose_tells_each_second verbose_tells_each_second
tap_case_with script line_on_a_terminal line_on_a_terminal
tap_case duration_ends_it duration_ends_it
tap_case int_ends_it_with_0 signal_ends_it INT
tap_case term_ends_it_with_0 signal_ends_it TERM
tap_case a_killed_process_is_the_end a_killed_process_is_the_end
tap_case closed_streams_do_no_harm closed_streams
for rate in 0 7999 192001 fast nan ''; do
  tap_case "rate_'$rate'_is_refused" bad_word '8000 to 192000' --rate "$rate"
done
for period in 0 15 8193 64.5 -64 short ''; do
  tap_case "period_'$period'_is_refused" bad_word 'auto or 16 to 8192' \
    --period "$period"
done
for seconds in 0 -1 nan inf long ''; do
  tap_case "duration_'$seconds'_is_refused" bad_word 'seconds' \
    --duration "$seconds"
done
tap_case inputs_3_is_refused bad_word '1, 2 or auto' --inputs 3
tap_case outputs_0_is_refused bad_word '1 or 2' --outputs 0
tap_case client_without_name_is_refused bad_word 'empty' --client ''
tap_case ear_in_a_missing_folder_is_refused bad_ear no/such/out.wav
tap_case ear_without_format_is_refused bad_ear out.xyz

tap_done
