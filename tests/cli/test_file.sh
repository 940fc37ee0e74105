#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance file: what comes out, for input that can be enhanced.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"

# All that changes the sound off; bypass aside.
unity="-s compression=0 -s noise_reduction=0 -s clatter_guard=0 -s howl_guard=0"

unity_is_exact () { # FORMAT RATE CHANNELS
  fresh
  make_wav in.wav noise "$2" "$3" "$1" 6001
  enhance file $unity in.wav out.wav || return 1
  info_is out.wav "$2 $3 6001" && look_wav same out.wav in.wav
}

bypass_is_exact () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 12000
  enhance file -s bypass=1 in.wav out.wav && look_wav same out.wav in.wav
}

length_is_kept () { # FRAMES
  fresh
  make_wav in.wav noise 16000 2 pcm16 "$1"
  enhance file in.wav aligned.wav && enhance file --no-align in.wav late.wav \
    && info_is aligned.wav "16000 2 $1" && info_is late.wav "16000 2 $1"
}

delay_is_kept () { # NAME FRAMES
  fresh
  make_wav in.wav noise 48000 1 float 9000
  enhance file --no-align --delay "$1" $unity in.wav out.wav || return 1
  info_is out.wav "48000 1 9000" && look_wav same out.wav in.wav "$2"
}

alignment_is_the_delay_removed () {
  fresh
  make_wav in.wav speech 48000 1 float 24000
  enhance file in.wav aligned.wav && enhance file --no-align in.wav late.wav \
    && look_wav same late.wav aligned.wav 144
}

it_does_something () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000
  enhance file in.wav out.wav || return 1
  ! look_wav same out.wav in.wav 0 0.001
}

# The header's sizes and the samples are there; the container is the same.
pipe_equals_file () {
  fresh
  make_wav in.wav speech 44100 2 pcm24 30000
  enhance file in.wav file.wav || return 1
  cat in.wav | enhance file - both.wav || return 1
  enhance file in.wav - | cat > out.wav || return 1
  cat in.wav | enhance file - - | cat > pipe.wav || return 1
  info_is pipe.wav "44100 2 30000" && look_wav same pipe.wav file.wav \
    && look_wav same out.wav file.wav && look_wav same both.wav file.wav
}

nothing_else_in_a_pipe () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 30000
  enhance file -v in.wav - > out.wav 2> said && info_is out.wav "48000 1 30000"
}

in_place () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 30000
  enhance file in.wav out.wav && enhance file in.wav in.wav \
    && cmp in.wav out.wav && [ "$(ls | wc -l)" -eq 2 ]
}

format_by_ending () { # ENDING
  fresh
  make_wav in.wav speech 48000 1 pcm16 20000
  enhance file in.wav "out.$1" && info_is "out.$1" "48000 1 20000"
}

encoding_is_kept () { # FORMAT BYTES
  local size
  fresh
  make_wav in.wav noise 48000 1 "$1" 10000
  enhance file in.wav out.wav || return 1
  size=$(wc -c < out.wav)
  [ "$size" -ge $((10000 * $2)) ] && [ "$size" -lt $((10000 * $2 + 500)) ] \
    || fail "$size bytes"
}

old_output_is_replaced () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 5000
  echo old > out.wav
  enhance file in.wav out.wav && info_is out.wav "48000 1 5000" \
    && [ "$(ls -A | wc -l)" -eq 2 ]
}

# Settings.

preset_equals_set () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000
  printf '[Preset]\nname=x\n[Parameters]\nvolume=3\ntone=-0.5\n' > x.listen
  enhance file -p x.listen in.wav preset.wav \
    && enhance file --set volume=3 --set=tone=-0.5 in.wav set.wav \
    && cmp preset.wav set.wav && ! look_wav same set.wav in.wav 0 0.001
}

set_wins_over_preset () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000
  printf '[Parameters]\nvolume=9\n' > x.listen
  enhance file -s volume=-3 -p x.listen in.wav both.wav \
    && enhance file -s volume=-3 in.wav set.wav && cmp both.wav set.wav
}

last_set_wins () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000
  enhance file -s volume=9 -s volume=-3 in.wav both.wav \
    && enhance file -s volume=-3 in.wav set.wav && cmp both.wav set.wav
}

audiogram_wins_over_preset () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000
  printf '[Audiogram Left]\n1000=70\n' > x.listen
  enhance file -a N2 -p x.listen in.wav both.wav \
    && enhance file -a N2 in.wav set.wav && cmp both.wav set.wav
}

preset_audiogram_equals_spec () {
  fresh
  make_wav in.wav speech 48000 2 pcm16 24000 -43
  printf '[Audiogram Right]\n4000=60\n500=30\n[Audiogram Left]\n1000=40\n' \
    > x.listen
  enhance file -p x.listen in.wav preset.wav \
    && enhance file -a 'L:1000=40;R:500=30,4000=60' in.wav spec.wav \
    && cmp preset.wav spec.wav
}

# NAME AUDIOGRAM; of each 85 % are given, and volume and tone are the person's.
hearing_preset_equals_its_parts () {
  local name
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000 -43
  while read -r name audiogram; do
    enhance file -p "$name" in.wav preset.wav < /dev/null \
      && enhance file -a "$audiogram" -s prescription=85 -s volume=0 \
        -s tone=0 in.wav parts.wav < /dev/null \
      && cmp preset.wav parts.wav || fail "$name" || return 1
  done << 'END'
mild N2
moderate N3
steep S2
strong N4
severe N5
END
}

hearing_presets_are_in_the_help () {
  local name
  for name in mild moderate steep strong severe; do
    enhance file --help | grep -qw "$name" || fail "$name" || return 1
    grep -q "^\.It Cm $name\$" "$top_srcdir/cli/enhance.1" \
      || fail "$name is not in the manual" || return 1
  done
}

# A bare name is the built-in preset, whatever lies in the folder; with a
# folder before it, or an extension, it is a file.
file_named_like_a_hearing_preset_needs_a_folder () {
  fresh
  make_wav in.wav speech 48000 1 pcm16 24000 -43
  printf '[Parameters]\nvolume=-9\n' > mild
  cp mild mild.listen
  enhance file -p mild in.wav built-in.wav \
    && enhance file -a N2 -s prescription=85 in.wav parts.wav \
    && cmp built-in.wav parts.wav \
    && enhance file -p ./mild in.wav file.wav \
    && enhance file -p mild.listen in.wav listen.wav \
    && enhance file -s volume=-9 in.wav set.wav \
    && cmp file.wav set.wav && cmp listen.wav set.wav
}

# 20 dB and more lie between these two losses.
each_ear_has_its_audiogram () {
  local levels
  fresh
  make_wav in.wav speech 48000 2 pcm16 48000 -53
  enhance file -a 'L:1000=0;R:N4' in.wav out.wav || return 1
  levels=$(look_wav level out.wav | tr '\n' ' ')
  awk -v levels="$levels" 'BEGIN { split (levels, l, " ")
    print "left " l[1] " dBFS, right " l[2]; exit !(l[2] > l[1] + 10) }'
}

decimal_point_in_every_locale () {
  local name
  fresh
  make_wav in.wav speech 48000 1 pcm16 9000
  enhance file -s tone=0.5 in.wav plain.wav || return 1
  name=$(locale -a 2> /dev/null | grep -m1 -iE '^(de|fr|es|it|ru)_.*utf-?8')
  LC_ALL=${name:-de_DE.UTF-8} enhance file -s tone=0.5 in.wav other.wav \
    && cmp plain.wav other.wav
}

# What it says.

silent_without_terminal () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 90000
  enhance file in.wav out.wav > said 2>&1 && [ ! -s said ]
}

verbose_tells_what_was_done () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 48000
  enhance file -v -s volume=3 in.wav out.wav > out 2> said || return 1
  cat said
  [ ! -s out ] && grep -q '48000 Hz, 1 channel, 1.00 s' said \
    && grep -q 'volume 3 dB' said \
    && grep -q 'delay 3.00 ms (144 frames' said \
    && grep -Eq 'noise reduction [0-9.]+ dB' said \
    && grep -Eq 'level -23\.[0-9] dBFS in' said
}

not_a_number_is_silenced_and_counted () {
  fresh
  make_wav in.wav nan 48000 1 float 12001
  enhance file -v in.wav out.wav 2> said || return 1
  cat said
  grep -q '13 samples were not numbers' said \
    && ! look_wav level out.wav | grep -i nan
}

bar_on_a_terminal () {
  fresh
  make_wav in.wav noise 96000 2 pcm16 1500000
  TERM=xterm script -qec "'$top_builddir/cli/enhance' file in.wav out.wav" said \
    > /dev/null || return 1
  grep -q '\[#*\.*\] *[0-9]* %' said || fail "no bar: $(cat -v said)"
}

no_bar_when_quiet () {
  fresh
  make_wav in.wav noise 96000 2 pcm16 800000
  TERM=xterm script -qec "'$top_builddir/cli/enhance' file -q in.wav out.wav" said \
    > /dev/null || return 1
  ! grep '%' said
}

# A pipe whose other end sleeps: the signal alone must end it.
signal_leaves_nothing () { # SIGNAL
  local status
  fresh
  make_wav in.wav noise 48000 1 pcm16 300000
  echo old > out.wav
  mkfifo pipe
  { head -c 300000 in.wav; exec sleep 20; } > pipe &
  "$top_builddir/cli/enhance" file - out.wav < pipe > out 2> said &
  wait_ready $! || return 1
  # What is in the pipe has been read by then, and it waits for more.
  sleep 0.5
  kill -s "$1" $!
  wait $!
  status=$?
  kill %1 2> /dev/null
  rm pipe
  cat said
  [ "$status" = 1 ] && [ "$(wc -l < said)" -eq 1 ] \
    && grep -q '^enhance: interrupted' said && [ "$(cat out.wav)" = old ] \
    && [ "$(ls -A | tr '\n' ' ')" = "in.wav out out.wav said " ]
}

# libsndfile writes it from 1.1 on.
mp3_keeps_rate_and_length () {
  fresh
  make_wav in.wav noise 48000 2 pcm16 24017
  enhance file -q in.wav out.mp3 2> said || {
    cat said
    grep -q 'Format not' said && return 77
    return 1
  }
  info_is out.mp3 "48000 2 24017"
}

# What the ending cannot keep is refused, not rounded.
rate_is_kept_or_refused () {
  local ending
  fresh
  make_wav in.wav noise 48000 1 pcm16 1003
  for ending in htk xi; do
    refused 3 'keep other rates' enhance file in.wav "out.$ending" || return 1
  done
  enhance file -q in.wav out.paf && info_is out.paf "48000 1 1003"
}

signal_status_is_1 () {
  local status
  fresh
  mkfifo pipe
  sleep 20 > pipe &
  "$top_builddir/cli/enhance" file - out.wav < pipe 2> said &
  wait_ready $! || return 1
  kill -TERM $!
  wait $!
  status=$?
  kill %1 2> /dev/null
  [ "$status" = 1 ] || fail "status $status"
}

# Integers that were written as floats are refused, with what to do.
full_scale_is_taken () {
  fresh
  make_wav in.wav noise 48000 1 float 24000
  enhance file $unity in.wav want.wav && enhance file $unity --full-scale 1 \
    in.wav out.wav && look_wav same out.wav want.wav || return 1
  refused 3 'full scale.*--full-scale' enhance file -q --full-scale 0.001 in.wav \
    big.wav && refused 2 'full-scale 0:' enhance file --full-scale 0 in.wav out.wav
}

salvage_takes_what_is_there () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 24000
  head -c 20044 in.wav > cut.wav
  refused 3 truncated enhance file cut.wav out.wav || return 1
  enhance file --salvage cut.wav out.wav 2> said || return 1
  cat said
  info_is out.wav "48000 1 10000" && [ "$(wc -l < said)" -eq 1 ] \
    && grep -q '0\.21 s that are there' said
}

all_nan_is_refused () {
  fresh
  python3 - <<'END' || return 77
import struct
x = struct.pack("<f", float("nan")) * 9600
open("in.wav", "wb").write(
    b"RIFF" + struct.pack("<I", 36 + len(x)) + b"WAVEfmt "
    + struct.pack("<IHHIIHH", 16, 3, 1, 48000, 192000, 4, 32)
    + b"data" + struct.pack("<I", len(x)) + x)
END
  refused 3 'NaN' enhance file -q in.wav out.wav
}

# What decoders print themselves is not among the sound, nor among our words.
decoders_are_not_heard () {
  fresh
  make_wav in.wav noise 8000 1 pcm16 12000
  enhance file -q in.wav in.sds || return 1
  # The mark that the 21st packet, of 127 bytes behind a head of 21, begins with.
  { head -c 2561 in.sds; printf A; tail -c +2563 in.sds; } > bad.sds
  enhance file -q bad.sds - > out 2> said
  cat said
  [ ! -s out ] || [ "$(head -c 4 out)" = RIFF ] && [ "$(wc -l < said)" -le 1 ] \
    && ! grep -v '^enhance: ' said && ! grep -aq 'Error' out
}

for format in pcm16 pcm24 float; do
  for rate in 16000 44100 48000 96000; do
    for channels in 1 2; do
      tap_case "unity_is_bit_exact_${format}_${rate}_${channels}" \
        unity_is_exact "$format" "$rate" "$channels"
    done
  done
done
tap_case bypass_is_bit_exact bypass_is_exact
for frames in 1 2 1023 1024 1025 20000; do
  tap_case "length_is_kept_${frames}_frames" length_is_kept "$frames"
done
tap_case no_align_delays_by_144_frames delay_is_kept default 144
tap_case no_align_low_delays_by_96_frames delay_is_kept low 96
tap_case no_align_lowest_delays_by_0_frames delay_is_kept lowest 0
tap_case alignment_is_the_delay_removed alignment_is_the_delay_removed
tap_case defaults_change_the_sound it_does_something
tap_case pipes_equal_files pipe_equals_file
tap_case standard_output_holds_sound_alone nothing_else_in_a_pipe
tap_case input_may_be_the_output in_place
for ending in wav flac aiff ogg w64 caf au; do
  tap_case "ending_${ending}_chooses_the_format" format_by_ending "$ending"
done
tap_case encoding_pcm16_is_kept encoding_is_kept pcm16 2
tap_case encoding_pcm24_is_kept encoding_is_kept pcm24 3
tap_case encoding_float_is_kept encoding_is_kept float 4
tap_case old_output_is_replaced old_output_is_replaced

tap_cases preset_equals_set set_wins_over_preset last_set_wins \
  audiogram_wins_over_preset preset_audiogram_equals_spec \
  hearing_preset_equals_its_parts hearing_presets_are_in_the_help
tap_case file_named_like_a_hearing_preset_needs_a_folder \
  file_named_like_a_hearing_preset_needs_a_folder
tap_case each_ear_has_its_audiogram each_ear_has_its_audiogram
tap_case decimal_point_in_every_locale decimal_point_in_every_locale

tap_case silent_without_a_terminal silent_without_terminal
tap_case verbose_tells_what_was_done verbose_tells_what_was_done
tap_case full_scale_is_taken full_scale_is_taken
tap_case salvage_takes_what_is_there salvage_takes_what_is_there
tap_case all_nan_is_refused all_nan_is_refused
tap_case decoders_are_not_heard decoders_are_not_heard
tap_case nan_is_silenced_and_counted not_a_number_is_silenced_and_counted
for claim in bar_on_a_terminal no_bar_when_quiet; do
  tap_case_with script $claim $claim
done
tap_case term_leaves_nothing signal_leaves_nothing TERM
tap_case int_leaves_nothing signal_leaves_nothing INT
tap_case interrupted_status_is_1 signal_status_is_1

tap_allowed_case mp3_keeps_rate_and_length "this libsndfile writes none" \
  mp3_keeps_rate_and_length
tap_case rate_and_length_are_kept_or_refused rate_is_kept_or_refused

tap_done
