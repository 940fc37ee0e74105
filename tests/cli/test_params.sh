#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance params, enhance devices, the help and the manual: what the program
# says of itself.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"

manual=$top_srcdir/cli/enhance.1
commands="file live devices params"

# Names that programs and presets rely on, in their order.
fixed_names="bypass noise_reduction volume tone balance compression attack
release clatter_guard howl_guard ceiling mic_full_scale ear_full_scale
prescription"

params_are_the_fixed_ones () {
  local names
  names=$(enhance params --json | list_json name | tr '\n' ' ')
  [ "$names" = "$(echo $fixed_names) " ] || fail "$names"
}

table_equals_json () {
  local field
  fresh
  enhance params > table || return 1
  for field in name minimum maximum default meaning; do
    enhance params --json | list_json $field | sed 's/\.0$//' > values || return 1
    [ "$(wc -l < values)" -eq "$(echo $fixed_names | wc -w)" ] || return 1
    while read -r value; do
      grep -qF -- "$value" table || fail "table lacks $value" || return 1
    done < values
  done
  [ "$(grep -c '^[a-z_]* .*[A-Z]' table)" -eq "$(wc -l < values)" ]
}

# What the table tells is what is taken.
limits_are_accepted () {
  local name low high
  fresh
  make_wav in.wav noise 16000 1 pcm16 200
  enhance params --json > json
  list_json minimum < json > low
  list_json maximum < json > high
  list_json name < json | paste - low high | while read -r name low high; do
    enhance file -s "$name=$low" in.wav out.wav \
      && enhance file -s "$name=$high" in.wav out.wav || exit 1
  done
}

file_defaults_are_told () {
  local name
  fresh
  make_wav in.wav speech 16000 1 pcm16 8000
  enhance params --json > json
  list_json name < json > names
  set --
  for name in $(list_json default_file < json | paste -d= names -); do
    set -- "$@" -s "$name"
  done
  enhance file "$@" in.wav set.wav && enhance file in.wav plain.wav \
    && cmp set.wav plain.wav
}

help_is_on_standard_output () { # COMMAND
  fresh
  enhance $1 --help > out 2> err && [ -s out ] && [ ! -s err ] \
    && grep -q "^  enhance ${1:-COMMAND}" out
}

version_is_told () { # COMMAND
  enhance $1 --version | grep -Eqx 'enhance [0-9]+\.[0-9]+\.[0-9]+'
}

full_disk_is_a_failure () { # COMMAND...
  fresh
  enhance "$@" 2> said > /dev/full
  [ $? = 3 ] && [ "$(wc -l < said)" -eq 1 ] && grep -q '^enhance: ' said
}

# Written as mdoc writes "--name": Fl -name.
manual_has_every_option () {
  local command option
  for command in $commands; do
    for option in $(enhance $command --help \
                    | sed -n 's/^  .*--\([a-z-]*\).*/\1/p'); do
      grep -Eq "Fl -$option( |\$)" "$manual" \
        || fail "no --$option of $command" || return 1
    done
  done
}

manual_has_every_parameter () {
  local name
  for name in $(enhance params --json | list_json name); do
    grep -Eq "^\.Cm $name( |\$)" "$manual" || fail "no $name" || return 1
  done
}

manual_has_every_status () {
  local status
  for status in 0 1 2 3 4; do
    grep -q "^\.It $status\$" "$manual" || fail "no status $status" || return 1
  done
}

manual_is_well_formed () {
  [ -z "$(mandoc -T lint -W warning "$manual")" ] \
    || fail "$(mandoc -T lint -W warning "$manual")"
}

# Devices, by ALSA's null devices: no sound card is needed, and which there are
# is known.
fake_devices () {
  cat > "$tap_scratch/asound.conf" << 'END'
pcm.mic_left { type null }
pcm.mic_right { type null }
pcm.default { type null }
ctl.default { type hw card 0 }
END
  export ALSA_CONFIG_PATH=$tap_scratch/asound.conf
}

# Where PortAudio does not come with ALSA, it tells of other devices.
have_fake_devices () {
  (fake_devices; enhance devices --json | list_json name | grep -q mic_left)
}

devices_json_is_an_array () {
  local field
  fake_devices
  fresh
  enhance devices --json > list 2> said || fail "status $?: $(cat said)" || return 1
  for field in number name backend kind inputs outputs sample_rate \
               default_input default_output; do
    [ "$(list_json $field < list | wc -l)" -ge 3 ] \
      || fail "$field: $(cat list)" || return 1
  done
}

devices_table_names_them () {
  fake_devices
  fresh
  enhance devices > table || return 1
  cat table
  grep -q ' mic_left$' table && grep -q ' mic_right$' table \
    && grep -Eq '^ *[0-9]+ +unknown +in\+out .* default$' table
}

devices_kinds_are_known () {
  fake_devices
  ! enhance devices --json | list_json kind \
    | grep -vxE 'wired|usb|bluetooth|loudspeaker|unknown'
}

device_missing_is_refused () {
  fake_devices
  fresh
  refused 4 "'tuba'" enhance live --input tuba --duration 1 \
    && refused 4 "'tuba'" enhance live --output tuba --duration 1 \
    && refused 4 "99" enhance live --input 99 --duration 1
}

device_ambiguous_is_refused () {
  fake_devices
  fresh
  refused 4 "mic_left.*mic_right" enhance live --input mic --duration 1
}

device_by_name_part_and_number () {
  local spec turn listening
  # A device that never waits takes a whole processor, and is stopped for that
  # for a second at a time: how soon it tells is open, and it may be given up as
  # lost, before or after that.
  fake_devices
  fresh
  for spec in mic_left LEFT 0; do
    for turn in 1 2 3 4 5; do
      "$top_builddir/cli/enhance" live --input $spec --output default \
        > said 2>&1 &
      listening=$!
      tap_soon told_or_gone "$listening"
      kill -KILL "$listening" 2> /dev/null
      wait "$listening"
      ! grep -q '^mic_left (ALSA) to default (ALSA)' said || break
      ! grep -q "'$spec'" said || fail "refused: $(cat said)" || return 1
    done
    grep -q '^mic_left (ALSA) to default (ALSA)' said \
      || fail "$spec: $(cat said)" || return 1
  done
}

told_or_gone () {
  grep -q '^mic_left (ALSA)' said || ! kill -0 "$1" 2> /dev/null
}

dummy_and_real_do_not_mix () {
  fake_devices
  fresh
  refused 2 "dummy" enhance live --input dummy: --output default --duration 1
}

# Without any device the list is empty, which is no failure.
no_device_is_told () {
  fresh
  printf 'ctl.default { type hw card 0 }\npcm.default { type hw card 0 }\n' \
    > none.conf
  ALSA_CONFIG_PATH=$PWD/none.conf enhance devices > said || return 1
  if grep -q '^No audio device was found' said; then
    ALSA_CONFIG_PATH=$PWD/none.conf enhance devices --json | list_json name \
      > names && [ ! -s names ]
  else
    # A machine with a sound card or a running server.
    grep -q '^NO ' said
  fi
}

tap_case params_are_the_fixed_ones params_are_the_fixed_ones
tap_case params_table_equals_json table_equals_json
tap_case params_limits_are_accepted limits_are_accepted
tap_case params_file_defaults_are_told file_defaults_are_told
for command in '' $commands; do
  tap_case "help_of_${command:-all}_is_on_standard_output" \
    help_is_on_standard_output "$command"
  tap_case "version_of_${command:-all}_is_told" version_is_told "$command"
done
tap_case params_on_a_full_disk_fail full_disk_is_a_failure params
tap_case params_json_on_a_full_disk_fail full_disk_is_a_failure params --json
tap_case help_on_a_full_disk_fails full_disk_is_a_failure --help
tap_case manual_has_every_option manual_has_every_option
tap_case manual_has_every_parameter manual_has_every_parameter
tap_case manual_has_every_exit_status manual_has_every_status
tap_case_with mandoc manual_is_well_formed manual_is_well_formed

tap_case no_device_is_told no_device_is_told
for case in devices_json_is_an_array devices_table_names_them \
            devices_kinds_are_known device_missing_is_refused \
            device_ambiguous_is_refused device_by_name_part_and_number \
            dummy_and_real_do_not_mix; do
  if have_fake_devices; then
    tap_case $case $case
  else
    tap_skip $case "PortAudio has no ALSA here"
  fi
done

tap_done
