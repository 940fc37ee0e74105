#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Bad input: one line, the right status, nothing left behind, what was there
# untouched.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"

sounds=$tap_scratch/sounds
mkdir "$sounds"
make_wav "$sounds/good.wav" speech 48000 1 pcm16 48000
make_wav "$sounds/twenty.wav" noise 48000 20 pcm16 480
make_wav "$sounds/three.wav" noise 48000 3 pcm16 480
make_wav "$sounds/fast.wav" noise 384000 1 pcm16 3840
make_wav "$sounds/slow.wav" noise 4000 1 pcm16 400
make_wav "$sounds/zero.wav" silence 48000 1 pcm16 0
: > "$sounds/empty.wav"
head -c 50000 "$sounds/good.wav" > "$sounds/truncated.wav"
head -c 30 "$sounds/good.wav" > "$sounds/header.wav"
printf 'Dear all,\nthis is a letter.\n' > "$sounds/text.wav"
mkdir "$sounds/folder.wav"
good=$sounds/good.wav

# An output that exists, so that every case sees whether it is touched.
with_output () {
  fresh
  echo old > out.wav
}

bad_sound () { # FILE PATTERN
  with_output
  refused 3 "$2" enhance file "$sounds/$1" out.wav || return 1
  # The same where there is no output yet, and by a pipe.
  rm out.wav
  refused 3 "$2" enhance file "$sounds/$1" out.wav
}

bad_pipe () { # FILE PATTERN
  with_output
  refused 3 "$2" enhance file - out.wav < "$sounds/$1"
}

bad_live_sound () { # FILE PATTERN
  with_output
  refused 3 "$2" enhance live --input "dummy:$sounds/$1" --output dummy:out.wav
}

bad_output () { # PATH PATTERN
  with_output
  refused 3 "$2" enhance file "$good" "$1"
}

full_stdout () {
  with_output
  enhance file "$good" - 2> "$tap_scratch/said" > /dev/full
  [ $? = 3 ] && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ]
}

# A disk with room for half the output: a limit on the size of files, whose signal
# is not fatal.
full_disk () {
  with_output
  ulimit -f 40
  refused 3 'out.wav' enhance file "$good" out.wav
}

full_file_system () {
  with_output
  mkdir small && mount -t tmpfs -o size=60k tmpfs small 2> /dev/null \
    || { rmdir small; return 77; }
  echo old > small/out.wav
  refused 3 'No space' enhance file "$good" small/out.wav
  local result=$?
  umount small
  return $result
}

# Root may read and write everything, so root lays that down for these.
powerless=
[ "$(id -u)" != 0 ] \
  || powerless="setpriv --bounding-set=-dac_override,-dac_read_search"

read_only_folder () {
  with_output
  $powerless true || return 77
  mkdir locked && chmod a-w locked
  refused 3 'locked/out.wav' $powerless "$top_builddir/cli/enhance" \
    file "$good" locked/out.wav
}

read_only_file_system () {
  with_output
  mkdir locked && mount -t tmpfs tmpfs locked 2> /dev/null \
    || { rmdir locked; return 77; }
  echo old > locked/out.wav
  mount -o remount,ro locked || { umount locked; return 77; }
  refused 3 'Read-only|read-only' enhance file "$good" locked/out.wav
  local result=$?
  umount locked
  return $result
}

unreadable () {
  with_output
  $powerless true || return 77
  cp "$good" in.wav && chmod a-r in.wav
  refused 3 'in.wav' $powerless "$top_builddir/cli/enhance" file in.wav out.wav
}

bad_usage () { # PATTERN ARGUMENT...
  local pattern=$1
  shift
  with_output
  refused 2 "$pattern" enhance "$@"
}

bad_setting () { # PATTERN OPTION...
  local pattern=$1
  shift
  with_output
  refused 2 "$pattern" enhance file "$@" "$good" out.wav \
    && refused 2 "$pattern" enhance live "$@" --input "dummy:$good" \
      --output dummy:out.wav
}

bad_preset () { # PATTERN TEXT
  with_output
  printf "$2" > x.listen
  refused 3 "x.listen.*($1)" enhance file -p x.listen "$good" out.wav \
    && refused 3 "x.listen.*($1)" enhance live -p x.listen \
      --input "dummy:$good" --output dummy:out.wav
}

bad_preset_file () { # PATTERN PATH
  with_output
  refused 3 "$1" enhance file -p "$2" "$good" out.wav
}

long_preset () {
  with_output
  head -c 200000 /dev/zero | tr '\0' '#' > x.listen
  refused 3 'longer' enhance file -p x.listen "$good" out.wav
}

endless_preset () {
  with_output
  refused 3 '/dev/zero' enhance file -p /dev/zero "$good" out.wav
}

# One line, even if the name is two.
line_break_in_a_name () {
  with_output
  refused 3 'no.such' enhance file $'no\nsuch.wav' out.wav
}

# Sounds.
for how in sound live_sound pipe; do
  tap_case "${how}_empty_is_refused" bad_$how empty.wav 'empty'
  tap_case "${how}_truncated_is_refused" bad_$how truncated.wav 'truncated'
  tap_case "${how}_header_alone_is_refused" bad_$how header.wav '.'
  tap_case "${how}_of_text_is_refused" bad_$how text.wav 'no sound file'
  tap_case "${how}_of_20_channels_is_refused" bad_$how twenty.wav '20 channels'
  tap_case "${how}_of_3_channels_is_refused" bad_$how three.wav '3 channels'
  tap_case "${how}_of_384_khz_is_refused" bad_$how fast.wav '384000'
  tap_case "${how}_of_4_khz_is_refused" bad_$how slow.wav '4000'
  tap_case "${how}_without_frames_is_refused" bad_$how zero.wav \
    'no sound|no samples|empty|length'
done
tap_case sound_missing_is_refused bad_sound missing.wav 'missing.wav'
tap_case live_sound_missing_is_refused bad_live_sound missing.wav 'missing.wav'
tap_case sound_that_is_a_folder_is_refused bad_sound folder.wav 'folder'
tap_case line_break_in_a_name_stays_one_line line_break_in_a_name
tap_allowed_case sound_unreadable_is_refused \
  "root cannot lay down its powers here" unreadable

# Outputs.
tap_case output_folder_missing_is_refused bad_output no/such/out.wav \
  'no/such/out.wav'
tap_case output_in_a_file_is_refused bad_output out.wav/out.wav 'out.wav'
tap_case output_without_format_is_refused bad_output out.xyz 'xyz'
tap_case output_that_is_a_folder_is_refused bad_output . '\.'
tap_case output_device_full_is_refused bad_output /dev/full 'No space'
tap_case standard_output_full_is_refused full_stdout
tap_case disk_full_is_refused full_disk
tap_allowed_case file_system_full_is_refused "no mount; disk_full looked" \
  full_file_system
tap_allowed_case folder_read_only_is_refused \
  "root cannot lay down its powers here" read_only_folder
tap_allowed_case file_system_read_only_is_refused \
  "no mount; folder_read_only looked" read_only_file_system

# Settings.
tap_case parameter_unknown_is_refused bad_setting "unknown parameter.*'loudness'" \
  -s loudness=3
tap_case parameter_misspelt_is_named bad_setting "mean 'noise_reduction'" \
  -s noise_reducton=3
tap_case parameter_too_high_tells_range bad_setting 'volume=31.*-20 to 30 dB' \
  -s volume=31
tap_case parameter_too_low_tells_range bad_setting 'tone=-1.01.*-1 to 1' \
  -s tone=-1.01
tap_case switch_takes_0_or_1 bad_setting 'bypass=0.5.*0 or 1' -s bypass=0.5
for value in nan NaN inf -inf 1e999 0x10 1,5 '' ' 3' '3 ' 3dB -- . e5 1e; do
  tap_case "value_'$value'_is_no_number" bad_setting 'not a number.*-20 to 30' \
    -s "volume=$value"
done
tap_case set_without_value_is_refused bad_setting 'NAME=VALUE' -s volume
tap_case set_without_name_is_refused bad_setting 'unknown parameter' -s =3
tap_case delay_unknown_is_refused bad_setting 'default, low or lowest' \
  --delay short
for spec in N8 S4 n1 '' 500 500= 500=x 500=20, 1000=20,500=20 500=200 50=20 \
            500=nan 'L:N1' 'L:N1;R:' 'L:N1;L:N2' 'N1;N2'; do
  tap_case "audiogram_'$spec'_is_refused" bad_setting 'audiogram' -a "$spec"
done

# Presets.
tap_case preset_missing_is_refused bad_preset_file 'no/such.listen' \
  no/such.listen
tap_case preset_nearly_of_hearing_is_told bad_preset_file \
  "'Moderat': No such file.*mean the preset 'moderate'" Moderat
tap_case preset_that_is_a_folder_is_refused bad_preset_file 'directory' .
tap_case preset_that_is_a_sound_is_refused bad_preset_file 'not a preset' "$good"
tap_case preset_too_long_is_refused long_preset
tap_case preset_without_end_is_refused endless_preset
tap_case preset_empty_is_refused bad_preset 'empty' ''
tap_case preset_of_prose_is_refused bad_preset 'not a key-value' 'hello\n'
tap_case preset_not_utf8_is_refused bad_preset 'UTF-8' \
  '[Preset]\nname=\377\376\n'
tap_case preset_group_unknown_is_refused bad_preset '\[Parameter\]' \
  '[Parameter]\nvolume=3\n'
tap_case preset_parameter_unknown_is_refused bad_preset "mean 'volume'" \
  '[Parameters]\nvolme=3\n'
tap_case preset_value_out_of_range_is_refused bad_preset '-20 to 30' \
  '[Parameters]\nvolume=300\n'
tap_case preset_value_no_number_is_refused bad_preset 'not a number' \
  '[Parameters]\nvolume=loud\n'
tap_case preset_audiogram_malformed_is_refused bad_preset \
  '\[Audiogram Right\].*threshold' '[Audiogram Right]\n500=deaf\n'
tap_case preset_audiogram_empty_is_refused bad_preset \
  '\[Audiogram Left\] is empty' '[Audiogram Left]\n'

# Usage.
tap_case command_missing_is_refused bad_usage 'no command'
tap_case command_unknown_is_refused bad_usage "mean 'devices'" device
tap_case option_before_command_is_refused bad_usage 'before the command' \
  -v file a b
tap_case argument_missing_is_refused bad_usage 'INPUT OUTPUT' file out.wav
tap_case argument_too_many_is_refused bad_usage 'too many' file a b c
tap_case option_unknown_is_refused bad_usage 'foo' file --foo a b
tap_case option_without_value_is_refused bad_usage 'Missing argument for -s' file -s
tap_case quiet_and_verbose_is_refused bad_usage 'exclude' file -q -v a b
tap_case params_takes_no_argument bad_usage 'no arguments' params x
tap_case devices_takes_no_argument bad_usage 'no arguments' devices x

tap_done
